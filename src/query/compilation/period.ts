import type { Path } from '../../model/path.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { resolveDateRange } from './date-range.ts'
import { type Compilation, type Period, addPeriod } from './compilation.ts'

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
  return addPeriod(c, start, end)
}

/** Everything that the journey table holds. */
export function findWholePeriod(c: Compilation): Period {
  return addPeriod(c, c.schema.firstTime ?? 0, (c.schema.lastTime ?? 0) + 1)
}
