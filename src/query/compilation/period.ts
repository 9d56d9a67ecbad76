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
  const { firstTime, lastTime } = schema
  if (firstTime === null || lastTime === null) return
  if (start <= lastTime && end > firstTime) return
  const { timeZone } = view
  const [first, last] = [firstTime, lastTime].map((ms) => sayInstant(ms, timeZone))
  const data = `there is data from ${first} to ${last} (${timeZone})`
  warnings.add(`the range ${sayRange({ start, end }, timeZone)} is empty: ${data}`)
}

/** Everything that the journey table holds. */
export function findWholePeriod(c: Compilation): Period {
  return addPeriod(c, c.schema.firstTime ?? 0, (c.schema.lastTime ?? 0) + 1)
}
