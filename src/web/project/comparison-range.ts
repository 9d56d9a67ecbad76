import { getOwn } from '../../model/own.ts'
import type { DateRangeBounds, DateRangeRef, RangeEnd } from '../../model/date-ranges.ts'
import { dateRangePresets, isDateRangePreset } from '../../model/date-range-presets.ts'
import type { Panel } from '../../model/definitions/project.ts'
import type { DurationUnit } from '../../model/duration.ts'

/** What figures of a panel are compared with, as a project holds it. */
export type Comparison = NonNullable<Panel['comparison']>

/** Bounds of ranges that somebody has given a name, by id. */
export type NamedRanges = Readonly<Record<string, DateRangeBounds>>

/**
 * The range that a range is compared with; null where it is not known. Moving ranges stay moving ones, so that a
 * request that is run tomorrow compares tomorrow’s.
 */
export function findComparison(
  range: DateRangeRef,
  comparison: Comparison | undefined,
  named: NamedRanges,
): DateRangeRef | null {
  if (comparison === undefined) return null
  if (typeof comparison.with === 'object') return comparison.with.dateRange
  const bounds = boundsOf(range, named)
  if (bounds === undefined) return null
  if (comparison.with === 'previous-year') return yearBefore(bounds)
  return previousPeriod(bounds)
}

function boundsOf(range: DateRangeRef, named: NamedRanges): DateRangeBounds | undefined {
  if (typeof range !== 'string') return range
  const known = getOwn(named, range)
  if (known !== undefined) return known
  return isDateRangePreset(range) ? dateRangePresets[range] : undefined
}

/** The same dates a year before, as nearly as a moving range can say: weeks stay whole. */
function yearBefore(bounds: DateRangeBounds): DateRangeBounds | null {
  const { start } = bounds
  const unit = typeof start === 'string' ? 'year' : placeOf(start).unit
  if (unit === 'week') return shift(bounds, 'weeks', -52)
  return unit === 'day' ? shift(bounds, 'days', -365) : shift(bounds, 'years', -1)
}

function previousPeriod(bounds: DateRangeBounds): DateRangeBounds | null {
  const { start, end } = bounds
  if (typeof start === 'string' || typeof end === 'string') return beforeFixed(bounds)
  const [from, to] = [placeOf(start), placeOf(end)]
  if (from.unit === to.unit) return shift(bounds, `${from.unit}s`, from.count - to.count)
  // From the start of a longer unit until a day in it: the same part of the unit before.
  return 'startOf' in start ? shift(bounds, `${start.startOf}s`, -1) : null
}

/** How many units from the start of the current one; an end is the start of the next. */
function placeOf(end: Exclude<RangeEnd, string>) {
  const unit = 'startOf' in end ? end.startOf : end.endOf
  const moved = end.offset?.[`${unit}s`] ?? 0
  return { unit, count: moved + ('endOf' in end ? 1 : 0) }
}

/** As long before; whole months before whole months. */
function beforeFixed({ start, end }: DateRangeBounds): DateRangeBounds | null {
  if (typeof start !== 'string' || typeof end !== 'string') return null
  const [from, to] = [Date.parse(start), Date.parse(end)]
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from) return null
  if (isMonthStart(start) && isMonthStart(end)) {
    const months = monthOf(to) - monthOf(from)
    return { start: moveMonths(start, -months), end: start }
  }
  const isDays = start.length === 10 && end.length === 10
  const before = new Date(2 * from - to).toISOString()
  return { start: isDays ? before.slice(0, 10) : before, end: start }
}

const isMonthStart = (text: string): boolean => /^\d{4}-\d{2}-01$/.test(text)

const monthOf = (ms: number): number =>
  new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth()

/** The same day of another month, or its last. */
function moveMonths(text: string, by: number): string {
  const date = new Date(text.length === 10 ? `${text}T00:00Z` : text)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + by
  const days = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  date.setUTCFullYear(Math.floor(month / 12), month % 12, Math.min(days, date.getUTCDate()))
  return text.length === 10 ? date.toISOString().slice(0, 10) : date.toISOString()
}

const shift = (
  { start, end }: DateRangeBounds,
  unit: DurationUnit,
  by: number,
): DateRangeBounds | null => {
  const [from, to] = [shiftEnd(start, unit, by), shiftEnd(end, unit, by)]
  return from === null || to === null ? null : { start: from, end: to }
}

/** An offset is of one unit: years and quarters become months, weeks become days. */
function shiftEnd(end: RangeEnd, unit: DurationUnit, by: number): RangeEnd | null {
  if (typeof end === 'string') return unit === 'years' ? moveMonths(end, 12 * by) : null
  const [[ownUnit, own] = [unit, 0]] = Object.entries(end.offset ?? {}) as [DurationUnit, number][]
  if (ownUnit === unit) return { ...end, offset: { [unit]: own + by } }
  if (own === 0) return { ...end, offset: { [unit]: by } }
  const sum = inSmaller(ownUnit, own, unit, by)
  return sum === undefined ? null : { ...end, offset: sum }
}

const inMonths: Partial<Record<DurationUnit, number>> = { months: 1, quarters: 3, years: 12 }
const inDays: Partial<Record<DurationUnit, number>> = { days: 1, weeks: 7 }

function inSmaller(unit: DurationUnit, count: number, other: DurationUnit, by: number) {
  for (const [name, sizes] of [
    ['months', inMonths],
    ['days', inDays],
  ] as const) {
    const [size, otherSize] = [sizes[unit], sizes[other]]
    if (size !== undefined && otherSize !== undefined) {
      return { [name]: count * size + by * otherSize }
    }
  }
  return undefined
}
