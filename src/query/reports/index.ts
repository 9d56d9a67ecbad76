import type { z } from 'zod'
import { attributionReport } from './attribution/index.ts'
import { averageMinuteAudienceReport } from './average-minute-audience/index.ts'
import { canvasReport } from './canvas/index.ts'
import { cohortReport } from './cohort/index.ts'
import { concurrentViewersReport } from './concurrent-viewers/index.ts'
import { conversionTrendsReport } from './conversion-trends/index.ts'
import { correlationReport } from './correlation/index.ts'
import { engagementReport } from './engagement/index.ts'
import { experimentReport } from './experiment/index.ts'
import { falloutReport } from './fallout/index.ts'
import { flowReport } from './flow/index.ts'
import { freeformReport } from './freeform/index.ts'
import { frequencyReport } from './frequency/index.ts'
import { growthReport } from './growth/index.ts'
import { histogramReport } from './histogram/index.ts'
import { impactReport } from './impact/index.ts'
import { journeyReport } from './journey/index.ts'
import { journeyEventReport } from './journey-event/index.ts'
import { keyMetricReport } from './key-metric/index.ts'
import { nextPreviousReport } from './next-previous/index.ts'
import { pathsReport } from './paths/index.ts'
import { peopleReport } from './people/index.ts'
import { playbackTimeReport } from './playback-time/index.ts'
import { quickInsightsReport } from './quick-insights/index.ts'
import { byKind, type ReportDefinition } from './report.ts'
import { retentionReport } from './retention/index.ts'
import { timelineReport } from './timeline/index.ts'
import { trendsReport } from './trends/index.ts'
import { vennReport } from './venn/index.ts'

/** Every kind of report, in the order of the menu. */
export const reportKinds = byKind({
  freeform: freeformReport,
  'quick-insights': quickInsightsReport,
  fallout: falloutReport,
  flow: flowReport,
  cohort: cohortReport,
  retention: retentionReport,
  growth: growthReport,
  frequency: frequencyReport,
  engagement: engagementReport,
  impact: impactReport,
  paths: pathsReport,
  correlation: correlationReport,
  histogram: histogramReport,
  venn: vennReport,
  'next-previous': nextPreviousReport,
  attribution: attributionReport,
  canvas: canvasReport,
  experiment: experimentReport,
  people: peopleReport,
  'key-metric': keyMetricReport,
  trends: trendsReport,
  'conversion-trends': conversionTrendsReport,
  timeline: timelineReport,
  'concurrent-viewers': concurrentViewersReport,
  'playback-time': playbackTimeReport,
  'average-minute-audience': averageMinuteAudienceReport,
  journey: journeyReport,
  'journey-event': journeyEventReport,
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
