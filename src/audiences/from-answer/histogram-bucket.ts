import type { Condition, SegmentContainer } from '../../model/conditions.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { RequestOf } from '../../query/reports/index.ts'

/** Whose metric lies within a bucket. What segments take away of a container is not said in a total of it. */
export function sayBucket(
  request: RequestOf<'histogram'>,
  place: ExplainPlace,
  around: readonly Condition[],
): SegmentContainer | null {
  const { container, metric, start, buckets, size } = request
  if (!('row' in place) || !Array.isArray(place.row)) return null
  const [from] = place.row
  if (typeof from !== 'number') return null
  const isEvent = container === 'event'
  if (!isEvent && request.segments.length > 0) return null
  const number = Math.round((from - start) / size)
  const isAfterLast = number >= buckets
  if (number < 0 || isAfterLast || start + number * size !== from) return null
  return {
    container,
    where: {
      and: [
        { metric, op: 'gte', value: from },
        { metric, op: 'lt', value: start + (number + 1) * size },
        ...(isEvent ? around : []),
      ],
    },
  }
}
