import { describeScope } from '../../freeform/words.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { granularityWords, mediaMetric, mediaSeries } from '../media.ts'
import { planSum } from '../metric-figure.ts'
import type { ReportDoor } from '../report.ts'

/** Seconds of playback, with pause, buffer and time to start, along time (§8.3). */
export const playbackTime: ReportDoor<'playback-time'> = {
  async compile(c, request, path) {
    const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
    const plan = await planSum(c, request.metrics, period, [...path, 'metrics'])
    const read = await mediaMetric(c, request, period, plan, path)
    return async (partials) => {
      const { granularity, series } = await read(partials)
      const shown = series.map(({ item, points }) =>
        mediaSeries(
          item,
          points.map(({ interval, value }) => ({ item: interval, value })),
        ),
      )
      return { granularity, series: shown }
    }
  },
  explain: (c, request) => [
    ...describeScope(c, request),
    `Adds up the seconds of ${request.metrics.join(' and ')}, where the events are that have them.`,
    granularityWords(request, resolvePeriod(c, request.dateRange)),
  ],
}
