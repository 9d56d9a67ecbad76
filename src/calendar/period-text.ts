import type { Clock } from './calendar.ts'
import { parseInstant } from './instant-text.ts'
import { chooseMonths } from './months.ts'
import { DAY_MS, toWallTime } from './zone.ts'

/** A stretch of local time, as UTC milliseconds of the wall clock (`toWallTime`), `[from, to)`. */
export interface WallRange {
  readonly from: number
  readonly to: number
}

const HOUR_MS = 3_600_000
const NAMED_DAY = /^\d{4}-\d{2}-\d{2}$/
const NAMED_HOUR = /^\d{4}-\d{2}-\d{2}T\d{2}$/
const NAMED_MONTHS = /^(\d{4})(?:-(\d{2})|-Q([1-4]))?$/
const OFFSET = /T.*(?:Z|[+-]\d{2}:?\d{2})$/

/**
 * The local time that a text names: the year `2026`, the quarter `2026-Q1`, the month `2026-01` (all
 * of the calendar), the day `2026-01-31`, the hour `2026-01-31T14`, or the millisecond of a full date
 * and time. Undefined for other texts.
 */
export function parsePeriod(text: string, { timeZone, calendar }: Clock): WallRange | undefined {
  const named = NAMED_MONTHS.exec(text)
  if (named !== null) return toMonths(named, calendar)
  if (NAMED_DAY.test(text)) return range(parseInstant(text, 'UTC'), DAY_MS)
  if (NAMED_HOUR.test(text)) return range(parseInstant(`${text}:00`, 'UTC'), HOUR_MS)
  if (!OFFSET.test(text)) return range(parseInstant(text, 'UTC'), 1)
  const instant = parseInstant(text, 'UTC')
  return range(instant === undefined ? undefined : toWallTime(instant, timeZone), 1)
}

const range = (from: number | undefined, lengthMs: number): WallRange | undefined =>
  from === undefined ? undefined : { from, to: from + lengthMs }

function toMonths(
  [, year, month, quarter]: RegExpExecArray,
  calendar: Clock['calendar'],
): WallRange | undefined {
  const months = chooseMonths(calendar)
  const first = Number(year) * 12
  const stretch = (at: number, count: number) => ({
    from: months.start(at) * DAY_MS,
    to: months.start(at + count) * DAY_MS,
  })
  if (quarter !== undefined) return stretch(first + (Number(quarter) - 1) * 3, 3)
  if (month === undefined) return stretch(first, 12)
  const place = Number(month) - 1
  return place >= 0 && place < 12 ? stretch(first + place - months.nameShift, 1) : undefined
}
