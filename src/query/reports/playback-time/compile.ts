import { resolvePeriod } from '../../compilation/period.ts'
import { granularityWords, findMediaMetric, summarizeSeries } from '../parts/media-series.ts'
import { planSum } from '../parts/metric-figure.ts'
import type { PlaybackTimeRequest } from './request.ts'
import type { MediaResult } from '../parts/media-request.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** Seconds of playback, with pause, buffer and time to start, along time (§8.3). */
export const compilePlaybackTime: CompileReport<PlaybackTimeRequest, MediaResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const plan = await planSum(c, request.metrics, period, [...path, 'metrics'])
  const read = await findMediaMetric(c, request, period, plan, path)
  return async (partials) => {
    const { granularity, series } = await read(partials)
    const shown = series.map(({ item, points }) =>
      summarizeSeries(
        item,
        points.map(({ interval, value }) => ({ item: interval, value })),
      ),
    )
    return { granularity, series: shown }
  }
}

export const explainPlaybackTime: ExplainReport<PlaybackTimeRequest> = (c, request) => [
  ...describeScope(c, request),
  `Adds up the seconds of ${request.metrics.map(namesIn(c).metric).join(' and ')}, where the events are that have them.`,
  granularityWords(request, resolvePeriod(c, request.dateRange)),
]
