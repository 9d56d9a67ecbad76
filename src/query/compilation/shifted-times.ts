import type { NodeRef } from '../../engine/index.ts'
import { type Duration, toMilliseconds, readUnitAndCount } from '../../model/duration.ts'
import { measureShifts, type TimeUnit } from '../../calendar/index.ts'
import type { Compilation } from './compilation.ts'
import { timeUnits } from './time-units.ts'

/** Whether a duration has the length of a calendar's months, which is not always the same. */
export const isCalendarDuration = (duration: Duration): boolean =>
  ['months', 'quarters', 'years'].includes(readUnitAndCount(duration).unit)

/**
 * Each event's time a duration of months, quarters or years later (earlier, `way` -1) by the data
 * view's calendar and clocks: the same day and time of day, or the last day of a month without that
 * day. A part of a unit is one of 30, 91 or 365 days. semantics “Our decisions”, time zones
 */
export function shiftTimes(c: Compilation, duration: Duration, way: 1 | -1): NodeRef {
  const { unit, count } = readUnitAndCount(duration)
  const whole = Math.floor(count)
  const shifts = wholeShift(c, timeUnits[unit], way * whole)
  const rest = way * toMilliseconds({ [unit]: count - whole })
  const at = rest === 0 ? shifts : { ...shifts, targets: shifts.targets.map((ms) => ms + rest) }
  return c.plan.add({
    op: 'shift-time',
    starts: c.plan.table(at.starts),
    targets: c.plan.table(at.targets),
    slopes: c.plan.table(at.slopes),
  })
}

function wholeShift(c: Compilation, unit: TimeUnit, count: number) {
  const { timeZone, calendar } = c.view
  const { firstTime, lastTime } = c.schema
  const range = [firstTime ?? 0, lastTime ?? 0] as const
  const key = `shift ${JSON.stringify([unit, count, timeZone, calendar, range])}`
  return c.source.memo(key, () => measureShifts(unit, count, { timeZone, calendar }, range))
}
