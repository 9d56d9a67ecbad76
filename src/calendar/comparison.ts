import type { Clock, TimeRange } from './calendar.ts'
import type { TimeDomain } from './time-domain.ts'
import { addUnits, startOf, type TimeUnit } from './units.ts'

const wholeUnits = ['year', 'quarter', 'month', 'week', 'day'] as const

/**
 * As many whole years, quarters, months, weeks or days just before, by the largest unit that the
 * range consists of: the month before a month. A range of no whole days: the same length before.
 */
export function findPreviousPeriod(range: TimeRange, clock: Clock): TimeRange {
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

/** A range some units later, earlier when negative. */
export const shiftRange = (
  range: TimeRange,
  unit: TimeUnit,
  count: number,
  clock: Clock,
): TimeRange => ({
  start: addUnits(range.start, unit, count, clock),
  end: addUnits(range.end, unit, count, clock),
})

/**
 * The same dates of the year before: a range that ends with a month ends with that month there too,
 * and one that is left empty (the 28th, before a February 29th) keeps its length.
 */
export function findYearBefore(range: TimeRange, clock: Clock): TimeRange {
  const { start, end } = shiftRange(range, 'year', -1, clock)
  return end > start ? { start, end } : { start, end: start + range.end - range.start }
}

/**
 * Aligns the rows of a compared range with those of the range it is compared with: u32, one per code
 * of `compared`, the code of `primary` or 0 where that has no such row. Rows of a time line align by
 * their distance from the first, or from the items at the given codes; parts of a cycle by themselves
 * (leave the codes out). Both domains are of one time dimension. semantics §8.2 “align dates”
 */
export function alignCodes(
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
