import type { ReportKind } from '../../model/requests/index.ts'
import { attribution } from './attribution.ts'
import { averageMinuteAudience } from './average-minute-audience.ts'
import { canvas } from './canvas.ts'
import { concurrentViewers } from './concurrent-viewers.ts'
import { conversionTrends } from './conversion-trends.ts'
import { correlation } from './correlation.ts'
import { engagement } from './engagement.ts'
import { experiment } from './experiment.ts'
import { cohort } from './cohort.ts'
import { fallout } from './fallout.ts'
import { flow } from './flow.ts'
import { frequency } from './frequency.ts'
import { freeform } from './freeform.ts'
import { growth } from './growth.ts'
import { histogram } from './histogram.ts'
import { impact } from './impact.ts'
import { journey } from './journey.ts'
import { keyMetric } from './key-metric.ts'
import { nextPrevious } from './next-previous.ts'
import { paths } from './paths.ts'
import { people } from './people.ts'
import { playbackTime } from './playback-time.ts'
import { quickInsights } from './quick-insights.ts'
import type { ReportDoor } from './report.ts'
import { retention } from './retention.ts'
import { comparedInTime } from './time-comparison.ts'
import { timeline } from './timeline.ts'
import { trends } from './trends.ts'
import { venn } from './venn.ts'

/** Every kind of report that can be run, in the order of the menu. */
export const reportDoors: { readonly [K in ReportKind]?: ReportDoor<K> } = {
  freeform,
  'quick-insights': quickInsights,
  fallout: comparedInTime(fallout),
  flow,
  cohort,
  growth: comparedInTime(growth),
  frequency: comparedInTime(frequency),
  'key-metric': keyMetric,
  trends: comparedInTime(trends),
  'conversion-trends': comparedInTime(conversionTrends),
  engagement: comparedInTime(engagement),
  retention: comparedInTime(retention),
  impact,
  histogram,
  venn,
  'next-previous': nextPrevious,
  attribution,
  canvas,
  experiment,
  paths,
  correlation,
  'concurrent-viewers': concurrentViewers,
  'playback-time': playbackTime,
  'average-minute-audience': averageMinuteAudience,
  people,
  journey,
  timeline,
}
