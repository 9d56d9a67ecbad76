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
}

/**
 * Whole units from one instant to another, negative when the other is earlier. Seconds, minutes and
 * hours are elapsed time; days and longer units are counted on local clocks (§4, date math).
 */
export const dateDifference: Operator<DateDifferenceNode> = {
  links: {
    from: toParts({ input: toNode }),
    to: toParts({ input: toNode }),
    changes: toTable,
    offsets: toTable,
  },
  evaluate(node, scope) {
    const [from, to] = [read(node.from, scope), read(node.to, scope)]
    const [changes, offsets] = [scope.table(node.changes), scope.table(node.offsets)]
    const isElapsed = node.unit === 'second' || node.unit === 'minute' || node.unit === 'hour'
    const data = scope.memory.numbers(scope.events)
    for (let i = 0; i < data.length; i++) {
      const [a, b] = [from(i), to(i)]
      if (Number.isNaN(a) || Number.isNaN(b)) data[i] = Number.NaN
      else if (isElapsed) data[i] = wholeUnits(a, b, node.unit)
      else data[i] = wholeUnits(wall(a, changes, offsets), wall(b, changes, offsets), node.unit)
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
  let low = 0
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (changes[middle]! <= ms) low = middle + 1
    else high = middle
  }
  return ms + offsets[low]!
}

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 }
const unitMonths = { month: 1, quarter: 3, year: 12 }

/** Whole units between two instants of a clock without offset changes. */
function wholeUnits(from: number, to: number, unit: DateUnit): number {
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    return Math.trunc(wholeMonths(from, to) / unitMonths[unit]) + 0
  }
  return Math.trunc((to - from) / unitMs[unit]) + 0
}

function wholeMonths(from: number, to: number): number {
  if (to < from) return -wholeMonths(to, from)
  const [a, b] = [new Date(from), new Date(to)]
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  const isShort = restOfMonth(b) < restOfMonth(a)
  return isShort ? months - 1 : months
}

/** Milliseconds since the start of the month. */
const restOfMonth = (date: Date): number =>
  date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
