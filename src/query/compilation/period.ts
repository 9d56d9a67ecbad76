import type { TimeRange } from '../../calendar/index.ts'
import type { JourneySchema } from '../../model/journey.ts'
import type { Path } from '../../model/path.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { resolveDateRange } from './date-range.ts'
import { type Compilation, type Period, addPeriod } from './compilation.ts'
import { sayInstant, sayRange } from '../texts/say-time.ts'

/** A date range of a request as a period; without one everything that the journey table holds. */
export function resolvePeriod(
  c: Compilation,
  ref: DateRangeRef | undefined,
  path: Path = ['dateRange'],
): Period {
  if (ref === undefined) return findWholePeriod(c)
  const { start, end } = resolveDateRange(ref, {
    timeZone: c.view.timeZone,
    calendar: c.view.calendar,
    now: c.now,
    definitions: c.definitions,
    path,
  })
  warnOfEmptyRange(c, start, end)
  return addPeriod(c, start, end)
}

/** Warns where a range has no moment of the data. */
export function warnOfEmptyRange(
  { warnings, schema, view }: Compilation,
  start: number,
  end: number,
): void {
  const data = sayDataBeside(schema, view.timeZone, { start, end })
  if (data === null) return
  warnings.add(sayEmptyRange({ start, end }, view.timeZone, data))
}

export const sayEmptyRange = (range: TimeRange, timeZone: string, data: string): string =>
  `the range ${sayRange(range, timeZone)} is empty: ${data}`

/** From when to when there is data, of a range that has none of it; null where it has some. */
export function sayDataBeside(
  { firstTime, lastTime }: Pick<JourneySchema, 'firstTime' | 'lastTime'>,
  timeZone: string,
  { start, end }: TimeRange,
): string | null {
  if (firstTime === null || lastTime === null) return null
  if (start <= lastTime && end > firstTime) return null
  const [first, last] = [firstTime, lastTime].map((ms) => sayInstant(ms, timeZone))
  return `there is data from ${first} to ${last} (${timeZone})`
}

/** Everything that the journey table holds. */
export function findWholePeriod(c: Compilation): Period {
  return addPeriod(c, c.schema.firstTime ?? 0, (c.schema.lastTime ?? 0) + 1)
}
