import type { ReportKind } from '../../model/requests/index.ts'
import { attribution } from './attribution/compile.ts'
import { averageMinuteAudience } from './average-minute-audience/compile.ts'
import { canvas } from './canvas/compile.ts'
import { concurrentViewers } from './concurrent-viewers/compile.ts'
import { conversionTrends } from './conversion-trends/compile.ts'
import { correlation } from './correlation/compile.ts'
import { engagement } from './engagement/compile.ts'
import { experiment } from './experiment/compile.ts'
import { cohort } from './cohort/compile.ts'
import { fallout } from './fallout/compile.ts'
import { flow } from './flow/compile.ts'
import { frequency } from './frequency/compile.ts'
import { freeform } from './freeform/compile.ts'
import { growth } from './growth/compile.ts'
import { histogram } from './histogram/compile.ts'
import { impact } from './impact/compile.ts'
import { journey } from './journey/compile.ts'
import { keyMetric } from './key-metric/compile.ts'
import { nextPrevious } from './next-previous/compile.ts'
import { paths } from './paths/compile.ts'
import { people } from './people/compile.ts'
import { playbackTime } from './playback-time/compile.ts'
import { quickInsights } from './quick-insights/compile.ts'
import type { ReportDoor } from './report.ts'
import { retention } from './retention/compile.ts'
import { comparedInTime } from './time-comparison/compile.ts'
import { timeline } from './timeline/compile.ts'
import { trends } from './trends/compile.ts'
import { venn } from './venn/compile.ts'

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
