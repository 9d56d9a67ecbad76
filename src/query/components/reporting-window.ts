import type { NodeRef } from '../../engine/index.ts'
import { endOf, startOf } from '../../calendar/index.ts'
import { type Compilation, type Period, addPersons } from '../compilation/compilation.ts'

/**
 * Persons within the reporting window: from the first of the month of the range's start to its end.
 * Events before and behind it are on their own.
 */
export function findReportingWindow(c: Compilation, { start, end }: Period): NodeRef {
  const from = Number.isFinite(start) ? startOf(start, 'month', c.view) : start
  return personsWithin(c, from, end)
}

/** Persons within whole months of UTC that the period overlaps. */
export function utcMonths(c: Compilation, { start, end }: Period): NodeRef {
  const utc = {
    timeZone: 'UTC',
    calendar: { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' },
  } as const
  const from = Number.isFinite(start) ? startOf(start, 'month', utc) : start
  const to = Number.isFinite(end) ? endOf(Math.max(start, end - 1), 'month', utc) : end
  return personsWithin(c, from, to)
}

function personsWithin(c: Compilation, from: number, to: number): NodeRef {
  const { firstTime, lastTime } = c.schema
  if (firstTime === null || lastTime === null) return addPersons(c)
  const at = [from, to].filter((instant) => instant > firstTime && instant <= lastTime)
  return cutRunsToWindow(c, addPersons(c), at, null)
}

export function cutRunsToWindow(
  c: Compilation,
  runs: NodeRef,
  at: readonly number[],
  after: NodeRef | null,
): NodeRef {
  if (at.length === 0 && after === null) return runs
  return c.plan.add({ op: 'cut-runs', runs, at, ...(after === null ? {} : { after }) })
}
