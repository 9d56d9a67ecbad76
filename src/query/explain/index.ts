import type { ReportKind } from '../../model/requests/index.ts'
import type { Behind } from './behind.ts'
import { tableOf } from '../reports/quick-insights/compile.ts'
import { behindFrequency, behindHistogram } from './buckets.ts'
import { behindCanvasNode } from '../reports/canvas/people-behind.ts'
import { behindCohortCell } from '../reports/cohort/people-behind.ts'
import { behindConversion } from '../reports/conversion-trends/people-behind.ts'
import { behindCorrelation } from '../reports/correlation/people-behind.ts'
import { behindVariant } from '../reports/experiment/people-behind.ts'
import { behindStep } from '../reports/fallout/people-behind.ts'
import { behindFlowNode } from '../reports/flow/people-behind.ts'
import { behindCell } from '../reports/freeform/people-behind.ts'
import { behindGrowth } from '../reports/growth/people-behind.ts'
import { behindAttribution, behindKeyMetric, behindVenn } from './metrics.ts'
import { behindAudience, behindPlayback, behindViewers } from './media.ts'
import { behindNeighbour } from '../reports/next-previous/people-behind.ts'
import { behindJourney, behindTimeline } from './one-person.ts'
import { behindPath } from '../reports/paths/people-behind.ts'
import { behindPeople } from '../reports/people/people-behind.ts'
import { behindBracket } from '../reports/retention/people-behind.ts'
import { behindTrend } from '../reports/trends/people-behind.ts'
import { behindFeature, behindImpact } from './uses.ts'

/** What is behind the numbers of each kind of report. */
export const numbersBehind: { readonly [K in ReportKind]: Behind<K> } = {
  freeform: behindCell,
  'quick-insights': (c, request, place) => behindCell(c, tableOf(c, request), place),
  fallout: behindStep,
  flow: behindFlowNode,
  cohort: behindCohortCell,
  retention: behindBracket,
  growth: behindGrowth,
  frequency: behindFrequency,
  engagement: behindFeature,
  impact: behindImpact,
  paths: behindPath,
  correlation: behindCorrelation,
  histogram: behindHistogram,
  venn: behindVenn,
  'next-previous': behindNeighbour,
  attribution: behindAttribution,
  canvas: behindCanvasNode,
  experiment: behindVariant,
  people: behindPeople,
  'key-metric': behindKeyMetric,
  trends: behindTrend,
  'conversion-trends': behindConversion,
  timeline: behindTimeline,
  'concurrent-viewers': behindViewers,
  'playback-time': behindPlayback,
  'average-minute-audience': behindAudience,
  journey: behindJourney,
}
