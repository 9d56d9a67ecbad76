import type { ReportKind } from '../../model/requests/index.ts'
import type { Behind } from './behind.ts'
import { tableOf } from '../reports/quick-insights.ts'
import { behindFrequency, behindHistogram } from './buckets.ts'
import { behindCanvasNode } from './canvas.ts'
import { behindCohortCell } from './cohort.ts'
import { behindConversion } from './conversion-trends.ts'
import { behindCorrelation } from './correlation.ts'
import { behindVariant } from './experiment.ts'
import { behindStep } from './fallout.ts'
import { behindFlowNode } from './flow.ts'
import { behindCell } from './freeform.ts'
import { behindGrowth } from './growth.ts'
import { behindAttribution, behindKeyMetric, behindVenn } from './metrics.ts'
import { behindAudience, behindPlayback, behindViewers } from './media.ts'
import { behindNeighbour } from './next-previous.ts'
import { behindJourney, behindTimeline } from './one-person.ts'
import { behindPath } from './paths.ts'
import { behindPeople } from './people.ts'
import { behindBracket } from './retention.ts'
import { behindTrend } from './trends.ts'
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
