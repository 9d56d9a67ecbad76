import { type Clock, DAY_MS, toWallTime } from '../../calendar/index.ts'
import type { DateRangePreview } from '../../model/answers/previews.ts'
import type { DateRangeBounds } from '../../model/date-ranges.ts'
import { resolveDateRange } from '../compilation/date-range.ts'
import { indexDefinitions } from '../compilation/definitions.ts'
import { describeRange } from '../compilation/describe-range.ts'

/**
 * What a range covers now, by the clock of a data view: its instants, and the days from the first to the
 * last that it has a moment of. Errors: those of `resolveDateRange`. semantics §8.1
 */
export function previewDateRange(
  bounds: DateRangeBounds,
  { timeZone, calendar }: Clock,
  now: number,
): DateRangePreview {
  const definitions = indexDefinitions([])
  const context = { timeZone, calendar, now, definitions, path: [] }
  const { start, end } = resolveDateRange(bounds, context)
  const [first, last] = [dayOf(start, timeZone), dayOf(end - 1, timeZone)]
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    firstDay: toText(first),
    lastDay: toText(last),
    days: last - first + 1,
    isWholeDays: dayOf(start - 1, timeZone) < first && dayOf(end, timeZone) > last,
    words: describeRange(bounds, timeZone),
  }
}

/** Days since 1970 by the clocks of a zone. */
const dayOf = (ms: number, timeZone: string): number =>
  Math.floor(toWallTime(ms, timeZone) / DAY_MS)

const toText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
