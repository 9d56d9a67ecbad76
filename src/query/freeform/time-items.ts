import { endOf, fromWallTime, type TimeUnit } from '../../calendar/index.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { TimeBuckets } from '../standard/time-values.ts'

/** One item of a time dimension in a period. */
export interface TimeItemPlace {
  readonly code: number
  /** Its first local time, as UTC milliseconds of the wall clock. */
  readonly wall: number
  /** Where the unit starts and ends. */
  readonly start: number
  readonly end: number
  /** Whether it lies in the period, between the first event and the present. */
  readonly isKnown: boolean
  /** Whether it also lies wholly in the period, so that it can be compared with others. */
  readonly isWhole: boolean
}

/** The items of a period in their order; what lies behind the last event and the present is not known yet. */
export function listTimeItems(
  c: Compilation,
  unit: TimeUnit,
  buckets: Pick<TimeBuckets, 'size' | 'wall'>,
  period: Pick<Period, 'start' | 'end'>,
): TimeItemPlace[] {
  const { firstTime, lastTime } = c.schema
  const present = Math.max(c.now, (lastTime ?? 0) + 1)
  return Array.from({ length: buckets.size - 1 }, (_, row) => {
    const wall = buckets.wall(row + 1)
    const start = fromWallTime(wall, c.view.timeZone)
    const end = endOf(start, unit, c.view)
    const isInRange = end > period.start && start < period.end
    const isKnown = isInRange && firstTime !== null && end > firstTime && start < present
    const isWhole = isKnown && start >= period.start && end <= period.end
    return { code: row + 1, wall, start, end, isKnown, isWhole }
  })
}
