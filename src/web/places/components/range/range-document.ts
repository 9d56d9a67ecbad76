import { parseDate } from '@internationalized/date'
import type { z } from 'zod'
import type { RangeEnd, RollingInstant } from '../../../../model/date-ranges.ts'
import type { dateRange } from '../../../../model/definitions/date-range.ts'
import type { DurationUnit, Offset } from '../../../../model/duration.ts'

/** A date range as it is written. */
export type RangeDocument = z.input<typeof dateRange>

/** Which end of a range; the last day is named where a range ends with one. */
export type Side = 'start' | 'end'

export type EndKind = 'day' | 'moment' | 'startOf' | 'endOf'

/** A date that a calendar can show is a day; every other fixed end is a moment, edited as it is written. */
export function kindOfEnd(end: RangeEnd, side: Side): EndKind {
  if (typeof end !== 'string') return 'startOf' in end ? 'startOf' : 'endOf'
  return dayOfEnd(end, side) === undefined ? 'moment' : 'day'
}

/** The first or last day of a range that starts or ends with a date; undefined for other ends. */
export function dayOfEnd(end: RangeEnd, side: Side): string | undefined {
  if (typeof end !== 'string' || end.length !== 10) return undefined
  try {
    const day = move(end, side === 'end' ? -1 : 0)
    return endOfDay(day, side) === end ? day : undefined
  } catch {
    return undefined
  }
}

/** The end of a range whose first or last day is `day`. */
export const endOfDay = (day: string, side: Side): RangeEnd => move(day, side === 'end' ? 1 : 0)

const move = (day: string, days: number): string => parseDate(day).add({ days }).toString()

/** How far a rolling end is moved, and where to. */
export interface Shift {
  readonly to: 'exactly' | 'before' | 'after'
  readonly count: number
  readonly unit: DurationUnit
}

export function shiftOf({ offset }: RollingInstant): Shift {
  const [unit, count] = Object.entries(offset ?? {})[0] ?? []
  if (unit === undefined || count === undefined) return { to: 'exactly', count: 0, unit: 'days' }
  const to = count < 0 ? 'before' : 'after'
  return { to, count: Math.abs(count), unit: unit as DurationUnit }
}

/** The same edge of a unit, moved otherwise. */
export function withShift(end: RollingInstant, { to, count, unit }: Shift): RollingInstant {
  const { offset: _, ...edge } = end
  if (to === 'exactly') return edge
  const offset: Offset = { [unit]: to === 'before' ? -count : count }
  return { ...edge, offset }
}

/** An end of another kind that is as near as can be: `days` is what the range covers now. */
export function asKind(
  end: RangeEnd,
  kind: EndKind,
  side: Side,
  days: { readonly firstDay: string; readonly lastDay: string },
): RangeEnd {
  const day = side === 'start' ? days.firstDay : days.lastDay
  if (kind === 'day') return endOfDay(day, side)
  if (kind === 'moment') return `${String(endOfDay(day, side))}T00:00`
  const unit = typeof end === 'string' ? 'day' : 'startOf' in end ? end.startOf : end.endOf
  const offset =
    typeof end === 'string' ? {} : end.offset === undefined ? {} : { offset: end.offset }
  return kind === 'startOf' ? { startOf: unit, ...offset } : { endOf: unit, ...offset }
}
