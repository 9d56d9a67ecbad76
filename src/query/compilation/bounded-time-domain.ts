import {
  type Clock,
  countMostBuckets,
  type TimeDimensionId,
  type TimeDomain,
  type TimeRange,
  buildTimeDomain,
} from '../../calendar/index.ts'
import { ThroughlineError } from '../../model/errors.ts'

/** The most buckets that a range may have. */
export const MAX_BUCKETS = 5_000_000

/**
 * The buckets and items of a time dimension over a range. Errors: request/too-large above 5 million
 * buckets.
 */
export function buildBoundedTimeDomain(
  id: TimeDimensionId,
  clock: Clock,
  range: TimeRange,
): TimeDomain {
  const count = countMostBuckets(id, clock.calendar, range)
  if (count <= MAX_BUCKETS) return buildTimeDomain(id, clock, range)
  const [from, to] = [range.start, range.end].map((ms) => new Date(ms).toISOString())
  const reason = `${from} to ${to} has ${count} of them, at most ${MAX_BUCKETS} are possible`
  throw new ThroughlineError('request/too-large', { what: `the dimension "${id}"`, reason })
}
