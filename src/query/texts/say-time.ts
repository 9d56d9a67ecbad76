import { DAY_MS, type TimeRange, toWallTime } from '../../calendar/index.ts'
import { formatByPattern } from './date-pattern.ts'

const DAY = 'MMM D, YYYY'

/** An instant (UTC milliseconds) in a zone: `Jan 31, 2026, 14:05`, with seconds where it has any. */
export function sayInstant(ms: number, timeZone: string): string {
  const wall = toWallTime(ms, timeZone)
  const isWholeMinute = wall % 60_000 === 0
  return formatByPattern(wall, `${DAY}, ${isWholeMinute ? 'HH:mm' : 'HH:mm:ss'}`)
}

/**
 * A range in a zone. Whole days are said by the first and the last: `Jan 1, 2026 – Jan 31, 2026`, a single one
 * alone; other ranges by their instants.
 */
export function sayRange({ start, end }: TimeRange, timeZone: string): string {
  const walls = [start, end].map((ms) => toWallTime(ms, timeZone))
  if (walls.some((wall) => wall % DAY_MS !== 0)) {
    return `${sayInstant(start, timeZone)} – ${sayInstant(end, timeZone)}`
  }
  const [from, to] = walls as [number, number]
  const [first, last] = [from, to - DAY_MS].map((wall) => formatByPattern(wall, DAY))
  return first === last ? first! : `${first} – ${last}`
}
