import { toNode, toParts, toTable } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { NodeRef, TableRef } from '../vectors.ts'

export type DateUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

export type InstantOperand = { readonly input: NodeRef } | { readonly constant: number }

export interface DateDifferenceNode {
  readonly op: 'date-difference'
  /** UTC milliseconds. */
  readonly from: InstantOperand
  readonly to: InstantOperand
  readonly unit: DateUnit
  /** f64 ascending UTC milliseconds at which a zone's offset changes. */
  readonly changes: TableRef
  /** f64 milliseconds ahead of UTC: before the first change, from the first on …: one more. */
  readonly offsets: TableRef
  /** f64 ascending first moments of the calendar's months, as milliseconds of the wall clock. */
  readonly months: TableRef
}

/**
 * Whole units from one instant to another, negative when the other is earlier. Seconds, minutes and
 * hours are elapsed time; days and longer units are counted on local clocks, months and longer ones by
 * the calendar: one is over on the same day of a later month, or on the last of a month without that
 * day (§4, date math).
 */
export const dateDifference: Operator<DateDifferenceNode> = {
  links: {
    from: toParts({ input: toNode }),
    to: toParts({ input: toNode }),
    changes: toTable,
    offsets: toTable,
    months: toTable,
  },
  evaluate(node, scope) {
    const [from, to] = [read(node.from, scope), read(node.to, scope)]
    const [changes, offsets] = [scope.table(node.changes), scope.table(node.offsets)]
    const months = scope.table(node.months)
    const isElapsed = node.unit === 'second' || node.unit === 'minute' || node.unit === 'hour'
    const data = scope.memory.numbers(scope.events)
    for (let i = 0; i < data.length; i++) {
      const [a, b] = [from(i), to(i)]
      if (Number.isNaN(a) || Number.isNaN(b)) data[i] = Number.NaN
      else if (isElapsed) data[i] = wholeUnits(a, b, node.unit, months)
      else {
        const [first, last] = [wall(a, changes, offsets), wall(b, changes, offsets)]
        data[i] = wholeUnits(first, last, node.unit, months)
      }
    }
    return { kind: 'numbers', data }
  },
}

function read(operand: InstantOperand, scope: Scope): (event: number) => number {
  if ('constant' in operand) return () => operand.constant
  const numbers = scope.numbers(operand.input)
  return (event) => numbers[event]!
}

function wall(ms: number, changes: ArrayLike<number>, offsets: ArrayLike<number>): number {
  return ms + offsets[countUpTo(ms, changes)]!
}

/** How many of ascending numbers are not above one. */
function countUpTo(number: number, ascending: ArrayLike<number>): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= number) low = middle + 1
    else high = middle
  }
  return low
}

const DAY_MS = 86_400_000
const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS }
const unitMonths = { month: 1, quarter: 3, year: 12 }

/** Whole units between two instants of a clock without offset changes. */
function wholeUnits(from: number, to: number, unit: DateUnit, months: ArrayLike<number>): number {
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    return Math.trunc(wholeMonths(from, to, months) / unitMonths[unit]) + 0
  }
  return Math.trunc((to - from) / unitMs[unit]) + 0
}

/** NaN where the calendar does not reach. */
function wholeMonths(from: number, to: number, months: ArrayLike<number>): number {
  if (to < from) return -wholeMonths(to, from, months)
  const [first, last] = [countUpTo(from, months) - 1, countUpTo(to, months) - 1]
  if (first < 0 || last + 1 >= months.length) return Number.NaN
  const at = from - months[first]!
  const day = Math.floor(at / DAY_MS)
  const lastDay = (months[last + 1]! - months[last]!) / DAY_MS - 1
  const reached = months[last]! + Math.min(day, lastDay) * DAY_MS + (at - day * DAY_MS)
  return last - first - (reached > to ? 1 : 0)
}
