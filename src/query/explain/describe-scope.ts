import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { describeSegmentRef, namesIn } from '../segments/describe.ts'
import { sayRange } from '../texts/say-time.ts'

/** Range, zone, sessions and segments of a request, in words. */
export function describeScope(
  c: Compilation,
  request: {
    readonly dateRange?: DateRangeRef | undefined
    readonly segments: readonly SegmentRef[]
  },
): string[] {
  const { timeZone } = c.view
  const range = sayRange(resolvePeriod(c, request.dateRange), timeZone)
  const minutes = c.view.sessionTimeoutMs / 60_000
  const starts = c.view.startMetrics.map(namesIn(c).metric)
  const begin = starts.length > 0 ? `, or where ${starts.join(' or ')} occurs` : ''
  const segments = request.segments.map((ref) => describeSegmentRef(c, ref))
  return [
    `Events of ${range} (${timeZone}).`,
    `A new session begins after more than ${minutes} minutes without an event${begin}.`,
    ...(c.view.segment === undefined ? [] : ['Only events in the data view’s segment.']),
    ...(segments.length === 0 ? [] : [`Only events in ${segments.join(' and ')}.`]),
  ]
}
