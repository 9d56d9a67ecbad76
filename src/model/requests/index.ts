import { z } from 'zod'
import { parseAs, ThroughlineError } from '../errors.ts'
import { attributionRequest, attributionResult } from './attribution.ts'
import { averageMinuteAudienceRequest } from './average-minute-audience.ts'
import { canvasRequest, canvasResult } from './canvas.ts'
import { cohortRequest, cohortResult } from './cohort.ts'
import { concurrentViewersRequest } from './concurrent-viewers.ts'
import { conversionTrendsRequest, conversionTrendsResult } from './conversion-trends.ts'
import { correlationRequest, correlationResult } from './correlation.ts'
import { engagementRequest, engagementResult } from './engagement.ts'
import { experimentRequest, experimentResult } from './experiment.ts'
import { falloutRequest, falloutResult } from './fallout.ts'
import { flowRequest, flowResult } from './flow.ts'
import { freeformRequest, freeformResult } from './freeform.ts'
import { frequencyRequest, frequencyResult } from './frequency.ts'
import { growthRequest, growthResult } from './growth.ts'
import { histogramRequest, histogramResult } from './histogram.ts'
import { impactRequest, impactResult } from './impact.ts'
import { journeyRequest, journeyResult } from './journey.ts'
import { keyMetricRequest, keyMetricResult } from './key-metric.ts'
import { mediaResult } from './media.ts'
import { nextPreviousRequest, nextPreviousResult } from './next-previous.ts'
import { pathsRequest, pathsResult } from './paths.ts'
import { peopleRequest, peopleResult } from './people.ts'
import { playbackTimeRequest } from './playback-time.ts'
import { quickInsightsRequest, quickInsightsResult } from './quick-insights.ts'
import { retentionRequest, retentionResult } from './retention.ts'
import { timelineRequest, timelineResult } from './timeline.ts'
import { trendsRequest, trendsResult } from './trends.ts'
import { vennRequest, vennResult } from './venn.ts'

/** Every kind of report in the order of the menu. */
export const reportKinds = {
  freeform: { label: 'Freeform table', request: freeformRequest, result: freeformResult },
  'quick-insights': {
    label: 'Quick insights',
    request: quickInsightsRequest,
    result: quickInsightsResult,
  },
  fallout: { label: 'Fallout', request: falloutRequest, result: falloutResult },
  flow: { label: 'Flow', request: flowRequest, result: flowResult },
  cohort: { label: 'Cohort table', request: cohortRequest, result: cohortResult },
  retention: { label: 'Retention', request: retentionRequest, result: retentionResult },
  growth: { label: 'Active growth', request: growthRequest, result: growthResult },
  frequency: { label: 'Frequency', request: frequencyRequest, result: frequencyResult },
  engagement: { label: 'Engagement', request: engagementRequest, result: engagementResult },
  impact: { label: 'Impact', request: impactRequest, result: impactResult },
  paths: { label: 'Converting paths', request: pathsRequest, result: pathsResult },
  correlation: { label: 'Correlation', request: correlationRequest, result: correlationResult },
  histogram: { label: 'Histogram', request: histogramRequest, result: histogramResult },
  venn: { label: 'Venn', request: vennRequest, result: vennResult },
  'next-previous': {
    label: 'Next or previous item',
    request: nextPreviousRequest,
    result: nextPreviousResult,
  },
  attribution: { label: 'Attribution', request: attributionRequest, result: attributionResult },
  canvas: { label: 'Journey canvas', request: canvasRequest, result: canvasResult },
  experiment: { label: 'Experiment', request: experimentRequest, result: experimentResult },
  people: { label: 'People', request: peopleRequest, result: peopleResult },
  'key-metric': { label: 'Key metric', request: keyMetricRequest, result: keyMetricResult },
  trends: { label: 'Trends', request: trendsRequest, result: trendsResult },
  'conversion-trends': {
    label: 'Conversion trends',
    request: conversionTrendsRequest,
    result: conversionTrendsResult,
  },
  timeline: { label: 'Timeline', request: timelineRequest, result: timelineResult },
  'concurrent-viewers': {
    label: 'Concurrent viewers',
    request: concurrentViewersRequest,
    result: mediaResult,
  },
  'playback-time': {
    label: 'Playback time spent',
    request: playbackTimeRequest,
    result: mediaResult,
  },
  'average-minute-audience': {
    label: 'Average minute audience',
    request: averageMinuteAudienceRequest,
    result: mediaResult,
  },
  journey: { label: 'Journey of a person', request: journeyRequest, result: journeyResult },
} as const

export type ReportKind = keyof typeof reportKinds

/** `RequestOf<'fallout'>` is a fallout request with its defaults filled in. */
export type RequestOf<K extends ReportKind> = z.output<(typeof reportKinds)[K]['request']>
/** As it is written, defaults left out. */
export type RequestInputOf<K extends ReportKind> = z.input<(typeof reportKinds)[K]['request']>
export type ResultOf<K extends ReportKind> = z.output<(typeof reportKinds)[K]['result']>

export type ReportRequest = { [K in ReportKind]: RequestOf<K> }[ReportKind]
export type ReportRequestInput = { [K in ReportKind]: RequestInputOf<K> }[ReportKind]
export type ReportResult = { [K in ReportKind]: ResultOf<K> }[ReportKind]

export const reportKindNames = Object.keys(reportKinds) as readonly ReportKind[]

export const isReportKind = (kind: unknown): kind is ReportKind =>
  typeof kind === 'string' && Object.hasOwn(reportKinds, kind)

/** Any report request, told apart by `kind`. */
export const reportRequest = z.discriminatedUnion('kind', [
  freeformRequest,
  quickInsightsRequest,
  falloutRequest,
  flowRequest,
  cohortRequest,
  retentionRequest,
  growthRequest,
  frequencyRequest,
  engagementRequest,
  impactRequest,
  pathsRequest,
  correlationRequest,
  histogramRequest,
  vennRequest,
  nextPreviousRequest,
  attributionRequest,
  canvasRequest,
  experimentRequest,
  peopleRequest,
  journeyRequest,
  keyMetricRequest,
  trendsRequest,
  conversionTrendsRequest,
  timelineRequest,
  concurrentViewersRequest,
  playbackTimeRequest,
  averageMinuteAudienceRequest,
])

const kindOnly = z.looseObject({ kind: z.unknown() })

/**
 * A request checked by its kind's schema, defaults filled in.
 * Errors: request/unknown-kind, request/invalid, with the path behind `prefixPath`.
 */
export const parseRequest = (value: unknown, prefixPath = ''): ReportRequest => {
  const { kind } = parseAs(kindOnly, value, 'request/invalid', prefixPath)
  if (!isReportKind(kind)) {
    const path = prefixPath === '' ? 'kind' : `${prefixPath}.kind`
    throw new ThroughlineError('request/unknown-kind', { kind, allowed: reportKindNames }, path)
  }
  return parseAs(reportKinds[kind].request, value, 'request/invalid', prefixPath)
}
