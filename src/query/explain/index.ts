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
import { behindNeighbour } from './next-previous.ts'
import { behindPeople } from './people.ts'
import { behindBracket } from './retention.ts'
import { behindTrend } from './trends.ts'
import { behindFeature, behindImpact } from './uses.ts'
import { withoutPeople } from './without-people.ts'

const ofMoments = 'people are counted minute by minute, also between their events'

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
  paths: withoutPeople(
    'Containers with a path of exactly these items',
    'a path is what remains of a journey under the rules of the report',
  ),
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
  timeline: withoutPeople('Events of the people shown', 'the result itself lists the people'),
  'concurrent-viewers': withoutPeople('People who view at a time', ofMoments),
  'playback-time': withoutPeople('Time played', ofMoments),
  'average-minute-audience': withoutPeople('Average audience of a minute', ofMoments),
  journey: withoutPeople('Events of one person', 'the result itself is about one person'),
}
