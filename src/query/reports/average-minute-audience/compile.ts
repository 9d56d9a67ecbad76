import { figureOrNull } from '../../freeform/figures.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import {
  granularityWords,
  findMediaMetric,
  summarizeSeries,
  measureSeconds,
} from '../parts/media-series.ts'
import { planMetric } from '../parts/metric-figure.ts'
import type { AverageMinuteAudienceRequest } from './request.ts'
import type { MediaResult } from '../parts/media-request.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** Time spent over the video's length, or over the minutes of the period (§8.3). */
export const compileAverageMinuteAudience: CompileReport<
  AverageMinuteAudienceRequest,
  MediaResult
> = async (c, request, path) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const plan = await planMetric(c, request.timeSpent, period, [...path, 'timeSpent'])
  const read = await findMediaMetric(c, request, period, plan, path)
  const length = request.videoLengthSeconds
  return async (partials) => {
    const { granularity, series } = await read(partials)
    const seconds = measureSeconds(c, granularity, period)
    const whole = length ?? (period.end - period.start) / 1000
    const over = (spent: number | null, by: number) => figureOrNull((spent ?? Number.NaN) / by)
    const shown = series.map(({ item, points, total }) => {
      const audience = points.map(({ interval, value }) => ({
        item: interval,
        value: over(value, length ?? seconds.get(interval)!),
      }))
      return { ...summarizeSeries(item, audience), average: over(total, whole) }
    })
    return { granularity, series: shown }
  }
}

export const explainAverageMinuteAudience: ExplainReport<AverageMinuteAudienceRequest> = (
  c,
  request,
) => [
  ...describeScope(c, request),
  request.videoLengthSeconds === undefined
    ? `Divides ${namesIn(c).metric(request.timeSpent)} by the length of each point, and of the whole range for the average.`
    : `Divides ${namesIn(c).metric(request.timeSpent)} by the ${request.videoLengthSeconds} seconds of the video.`,
  granularityWords(request, resolvePeriod(c, request.dateRange)),
]
