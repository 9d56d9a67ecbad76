import type { z } from 'zod'
import { attribution } from './attribution/index.ts'
import { averageMinuteAudience } from './average-minute-audience/index.ts'
import { canvas } from './canvas/index.ts'
import { cohort } from './cohort/index.ts'
import { concurrentViewers } from './concurrent-viewers/index.ts'
import { conversionTrends } from './conversion-trends/index.ts'
import { correlation } from './correlation/index.ts'
import { engagement } from './engagement/index.ts'
import { experiment } from './experiment/index.ts'
import { fallout } from './fallout/index.ts'
import { flow } from './flow/index.ts'
import { freeform } from './freeform/index.ts'
import { frequency } from './frequency/index.ts'
import { growth } from './growth/index.ts'
import { histogram } from './histogram/index.ts'
import { impact } from './impact/index.ts'
import { journey } from './journey/index.ts'
import { keyMetric } from './key-metric/index.ts'
import { nextPrevious } from './next-previous/index.ts'
import { paths } from './paths/index.ts'
import { people } from './people/index.ts'
import { playbackTime } from './playback-time/index.ts'
import { quickInsights } from './quick-insights/index.ts'
import { retention } from './retention/index.ts'
import { timeline } from './timeline/index.ts'
import { trends } from './trends/index.ts'
import { venn } from './venn/index.ts'
import { byKind, type ReportDefinition } from './report.ts'

/** Every kind of report, in the order of the menu. */
export const reportKinds = byKind({
  freeform,
  'quick-insights': quickInsights,
  fallout,
  flow,
  cohort,
  retention,
  growth,
  frequency,
  engagement,
  impact,
  paths,
  correlation,
  histogram,
  venn,
  'next-previous': nextPrevious,
  attribution,
  canvas,
  experiment,
  people,
  'key-metric': keyMetric,
  trends,
  'conversion-trends': conversionTrends,
  timeline,
  'concurrent-viewers': concurrentViewers,
  'playback-time': playbackTime,
  'average-minute-audience': averageMinuteAudience,
  journey,
})

export type ReportKind = keyof typeof reportKinds

/** `RequestOf<'fallout'>` is a fallout request with its defaults filled in. */
export type RequestOf<K extends ReportKind> = z.output<(typeof reportKinds)[K]['request']>
/** As it is written, defaults left out. */
export type RequestInputOf<K extends ReportKind> = z.input<(typeof reportKinds)[K]['request']>
export type ResultOf<K extends ReportKind> = z.output<(typeof reportKinds)[K]['result']>

/** Any request, told apart by `kind`. */
export type ReportRequest = { [K in ReportKind]: RequestOf<K> }[ReportKind]
export type ReportRequestInput = { [K in ReportKind]: RequestInputOf<K> }[ReportKind]
export type ReportResult = { [K in ReportKind]: ResultOf<K> }[ReportKind]

export const reportKindNames = Object.keys(reportKinds) as readonly ReportKind[]

export const isReportKind = (kind: unknown): kind is ReportKind =>
  typeof kind === 'string' && Object.hasOwn(reportKinds, kind)

type AnyReport = ReportDefinition<z.ZodType<ReportRequest>, z.ZodType<ReportResult>>

/** The kind of report that a request is of. */
export const findReport = ({ kind }: ReportRequest): AnyReport => reportKinds[kind] as AnyReport
