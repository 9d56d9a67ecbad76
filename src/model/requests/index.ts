import type { Path } from '../path.ts'
import { z } from 'zod'
import { parseAs, ThroughlineError } from '../errors.ts'
import { attributionRequest, attributionResult } from '../../query/reports/attribution/request.ts'
import { averageMinuteAudienceRequest } from '../../query/reports/average-minute-audience/request.ts'
import { canvasRequest, canvasResult } from '../../query/reports/canvas/request.ts'
import { cohortRequest, cohortResult } from '../../query/reports/cohort/request.ts'
import { concurrentViewersRequest } from '../../query/reports/concurrent-viewers/request.ts'
import {
  conversionTrendsRequest,
  conversionTrendsResult,
} from '../../query/reports/conversion-trends/request.ts'
import { correlationRequest, correlationResult } from '../../query/reports/correlation/request.ts'
import { engagementRequest, engagementResult } from '../../query/reports/engagement/request.ts'
import { experimentRequest, experimentResult } from '../../query/reports/experiment/request.ts'
import { falloutRequest, falloutResult } from '../../query/reports/fallout/request.ts'
import { flowRequest, flowResult } from '../../query/reports/flow/request.ts'
import { freeformRequest, freeformResult } from '../../query/reports/freeform/request.ts'
import { frequencyRequest, frequencyResult } from '../../query/reports/frequency/request.ts'
import { growthRequest, growthResult } from '../../query/reports/growth/request.ts'
import { histogramRequest, histogramResult } from '../../query/reports/histogram/request.ts'
import { impactRequest, impactResult } from '../../query/reports/impact/request.ts'
import { journeyRequest, journeyResult } from '../../query/reports/journey/request.ts'
import { keyMetricRequest, keyMetricResult } from '../../query/reports/key-metric/request.ts'
import { mediaResult } from './media.ts'
import {
  nextPreviousRequest,
  nextPreviousResult,
} from '../../query/reports/next-previous/request.ts'
import { pathsRequest, pathsResult } from '../../query/reports/paths/request.ts'
import { peopleRequest, peopleResult } from '../../query/reports/people/request.ts'
import { playbackTimeRequest } from '../../query/reports/playback-time/request.ts'
import {
  quickInsightsRequest,
  quickInsightsResult,
} from '../../query/reports/quick-insights/request.ts'
import { retentionRequest, retentionResult } from '../../query/reports/retention/request.ts'
import { timelineRequest, timelineResult } from '../../query/reports/timeline/request.ts'
import { trendsRequest, trendsResult } from '../../query/reports/trends/request.ts'
import { vennRequest, vennResult } from '../../query/reports/venn/request.ts'

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
 * Errors: request/unknown-kind, request/invalid, with the path behind `prefix`.
 */
export const parseRequest = (value: unknown, prefix: Path = []): ReportRequest => {
  const { kind } = parseAs(kindOnly, value, 'request/invalid', prefix)
  if (!isReportKind(kind)) {
    throw new ThroughlineError('request/unknown-kind', { kind, allowed: reportKindNames }, [
      ...prefix,
      'kind',
    ])
  }
  return parseAs(reportKinds[kind].request, value, 'request/invalid', prefix)
}
