import type { DateRangeRef } from '../model/date-ranges.ts'
import { type DateRangeContext, resolveDateRange, type TimeRange } from './date-ranges.ts'
import type { TimeDomain } from './time-domain.ts'
import { addUnits, type Clock, startOf, type TimeUnit } from './units.ts'

/** What a range is compared with. semantics §8.2 */
export type Comparison =
  | { readonly kind: 'previous-period' }
  /** The same dates a year earlier, or the same days of the week 52 weeks earlier. */
  | { readonly kind: 'previous-year'; readonly align?: 'dates' | 'weeks' }
  | { readonly kind: 'weeks-before'; readonly weeks: number }
  | { readonly kind: 'custom'; readonly dateRange: DateRangeRef }

/** The range that a range is compared with. Errors of a custom one: those of resolveDateRange. */
export function comparisonRange(
  range: TimeRange,
  comparison: Comparison,
  context: DateRangeContext,
): TimeRange {
  switch (comparison.kind) {
    case 'previous-period':
      return previousPeriod(range, context)
    case 'previous-year':
      return comparison.align === 'weeks'
        ? shifted(range, 'week', -52, context)
        : yearBefore(range, context)
    case 'weeks-before':
      return shifted(range, 'week', -comparison.weeks, context)
    case 'custom':
      return resolveDateRange(comparison.dateRange, context)
    default:
      return comparison satisfies never
  }
}

const wholeUnits = ['year', 'quarter', 'month', 'week', 'day'] as const

/**
 * As many whole years, quarters, months, weeks or days just before, by the largest unit that the
 * range consists of: the month before a month. A range of no whole days: the same length before.
 */
export function previousPeriod(range: TimeRange, clock: Clock): TimeRange {
  for (const unit of wholeUnits) {
    const count = countOf(range, unit, clock)
    if (count > 0) return { start: addUnits(range.start, unit, -count, clock), end: range.start }
  }
  return { start: 2 * range.start - range.end, end: range.start }
}

/** How many of a unit the range is made of; 0 when it is not made of whole ones. */
function countOf({ start, end }: TimeRange, unit: TimeUnit, clock: Clock): number {
  if (!isStart(start, unit, clock) || !isStart(end, unit, clock)) return 0
  let count = 0
  for (let at = start; at < end; count++) at = addUnits(start, unit, count + 1, clock)
  return count
}

const isStart = (ms: number, unit: TimeUnit, clock: Clock): boolean =>
  startOf(ms, unit, clock) === ms

const shifted = (range: TimeRange, unit: TimeUnit, count: number, clock: Clock): TimeRange => ({
  start: addUnits(range.start, unit, count, clock),
  end: addUnits(range.end, unit, count, clock),
})

/**
 * The same dates of the year before; a range that ends with a month ends with that month there too,
 * and one that is left empty (the 28th, before a February 29th) keeps its length.
 */
function yearBefore(range: TimeRange, clock: Clock): TimeRange {
  const { start, end } = shifted(range, 'year', -1, clock)
  return end > start ? { start, end } : { start, end: start + range.end - range.start }
}

/**
 * Aligns the rows of a compared range with those of the range it is compared with: u32, one per code
 * of `compared`, the code of `primary` or 0 where that has no such row. Rows of a time line align by
 * their distance from the first, or from the items at the given codes; parts of a cycle by themselves
 * (leave the codes out). Both domains are of one time dimension. semantics §8.2 “align dates”
 */
export function alignedCodes(
  compared: Aligned,
  primary: Aligned,
  [from, to]: readonly [from: number, to: number] = [1, 1],
): Uint32Array {
  const shift = primary.position(to) - compared.position(from)
  const codeAt = new Map<number, number>()
  for (let code = 1; code < primary.size; code++) codeAt.set(primary.position(code), code)
  const aligned = new Uint32Array(compared.size)
  for (let code = 1; code < compared.size; code++) {
    aligned[code] = codeAt.get(compared.position(code) + shift) ?? 0
  }
  return aligned
}

type Aligned = Pick<TimeDomain, 'size' | 'position'>
