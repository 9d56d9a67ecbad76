import { FIRST_TIME, RETURNING } from '../../engine/index.ts'
import { addUnits, startOf } from '../../calendar/index.ts'
import { type Compilation, type Period, addSessions } from '../compilation/compilation.ts'
import { listDomain, type TextValue } from '../compilation/value.ts'

export const FIRST_TIME_ITEM = 'First-time'
export const RETURNING_ITEM = 'Returning'

const items: string[] = []
items[FIRST_TIME - 1] = FIRST_TIME_ITEM
items[RETURNING - 1] = RETURNING_ITEM

const domain = listDomain('session type', items, 'text')

const LOOKBACK_MONTHS = 13

/**
 * First-time or returning, with an earlier session looked for in the 13 months before (§3.13). Every
 * event belongs to a session; what does not, such as summary data, is “Not applicable”.
 */
export function compileSessionType(c: Compilation, period: Period): TextValue {
  const start = Math.max(period.start, c.schema.firstTime ?? 0)
  const { timeZone, calendar } = c.view
  const clock = { timeZone, calendar }
  const lookbackStart = addUnits(startOf(start, 'month', clock), 'month', -LOOKBACK_MONTHS, clock)
  const ref = c.plan.add({ op: 'session-type', runs: addSessions(c), start, lookbackStart })
  return { kind: 'text', ref, domain, isList: false }
}

/** The same over all of a person's history: first-time is the session that was ever the first. */
export function everSessionType(c: Compilation): TextValue {
  const start = c.schema.firstTime ?? 0
  const node = { op: 'session-type', runs: addSessions(c), start, lookbackStart: start } as const
  return { kind: 'text', ref: c.plan.add(node), domain, isList: false }
}
