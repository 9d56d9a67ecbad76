import {
  type Clock,
  mostBuckets,
  type TimeDimensionId,
  type TimeDomain,
  type TimeRange,
  timeDomain,
} from '../../calendar/index.ts'
import { ThroughlineError } from '../../model/errors.ts'

/** The most buckets that a range may have. */
export const MAX_BUCKETS = 5_000_000

/**
 * The buckets and items of a time dimension over a range. Errors: request/too-large above 5 million
 * buckets.
 */
export function boundedTimeDomain(id: TimeDimensionId, clock: Clock, range: TimeRange): TimeDomain {
  const count = mostBuckets(id, clock.calendar, range)
  if (count <= MAX_BUCKETS) return timeDomain(id, clock, range)
  const [from, to] = [range.start, range.end].map((ms) => new Date(ms).toISOString())
  const reason = `${from} to ${to} has ${count} of them, at most ${MAX_BUCKETS} are possible`
  throw new ThroughlineError('request/too-large', { what: `the dimension "${id}"`, reason })
}
