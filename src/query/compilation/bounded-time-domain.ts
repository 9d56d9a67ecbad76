import {
  type Clock,
  countMostBuckets,
  type TimeDimensionId,
  type TimeDomain,
  type TimeRange,
  buildTimeDomain,
} from '../../calendar/index.ts'
import { describeExcess, readLimit } from '../../model/budgets/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { sayRange } from '../texts/say-time.ts'

/**
 * The buckets and items of a time dimension over a range. Errors: request/too-large.
 */
export function buildBoundedTimeDomain(
  id: TimeDimensionId,
  clock: Clock,
  range: TimeRange,
  limit: 'time-buckets' | 'points-per-series' = 'time-buckets',
): TimeDomain {
  const count = countMostBuckets(id, clock.calendar, range)
  if (count <= readLimit(limit)) return buildTimeDomain(id, clock, range)
  const reason = `${sayRange(range, clock.timeZone)} has ${describeExcess(limit, count)}`
  throw new ThroughlineError('request/too-large', { what: `the dimension "${id}"`, reason })
}
