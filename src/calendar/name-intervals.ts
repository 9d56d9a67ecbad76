import type { Clock } from './calendar.ts'
import { type TimeDimension, timeDimensions } from './time-dimensions.ts'
import { toWallTime } from './zone.ts'

/**
 * The item of an instant (UTC milliseconds) in each time dimension that goes on along the calendar, by
 * the dimension's id: `{ day: '2026-01-31', week: '2026-01-26', … }`.
 */
export function nameIntervals(ms: number, clock: Clock): Readonly<Record<string, string>> {
  const wall = toWallTime(ms, clock.timeZone)
  const all: readonly [string, TimeDimension][] = Object.entries(timeDimensions)
  return Object.fromEntries(
    all.flatMap(([id, dimension]) => {
      if (dimension.kind !== 'line') return []
      const { steps, text } = dimension.line(clock.calendar)
      return [[id, text(steps.floor(wall))]]
    }),
  )
}
