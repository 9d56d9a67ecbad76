import type { RunsVector } from '../operator.ts'
import type { Scope } from '../scope.ts'
import type { Ledger } from './credit-ledger.ts'
import type { CreditReport } from './credit-report.ts'
import { type Groups, groupsOf } from './credit-touches.ts'

/** Stands for a conversion without a touchpoint. */
const NONE = 0xffffffff

/**
 * The touchpoint that has all credit of each conversion, found without collecting the others: every
 * event is looked at once at most.
 */
export function singleTouches(
  report: CreditReport,
  touch: 'first' | 'last' | 'same',
  conversions: Uint32Array,
  { offsets }: RunsVector,
  scope: Scope,
): Uint32Array {
  const mask = scope.maskOrAll(report.touches)
  const { time } = scope.block
  const base = scope.range.eventFrom
  const lookback = report.lookbackMs ?? Infinity
  const find = finders[touch](mask, (i) => time[base + i]!)
  const found = new Uint32Array(conversions.length)
  for (let c = 0, run = 0; c < conversions.length; c++) {
    const event = conversions[c]!
    while (offsets[run + 1]! <= event) run++
    found[c] = find(event, offsets[run]!, time[base + event]! - lookback)
  }
  return found
}

/** Finds a conversion's touchpoint; conversions come in order. */
type Finder = (event: number, runStart: number, earliest: number) => number

type Finders = (mask: Uint8Array | null, timeAt: (event: number) => number) => Finder

const finders: Readonly<Record<'first' | 'last' | 'same', Finders>> = {
  same: (mask) => (event) => (!mask || mask[event] ? event : NONE),
  first: (mask, timeAt) => {
    let next = 0
    return (event, runStart, earliest) => {
      next = Math.max(next, runStart)
      while (next <= event && ((mask && !mask[next]) || timeAt(next) < earliest)) next++
      return next <= event ? next : NONE
    }
  },
  last: (mask, timeAt) => {
    let [latest, seen] = [-1, 0]
    return (event, runStart, earliest) => {
      seen = Math.max(seen, runStart)
      let i = event
      while (mask && i >= seen && !mask[i]) i--
      if (i >= seen) latest = i
      seen = event + 1
      return latest >= runStart && timeAt(latest) >= earliest ? latest : NONE
    }
  },
}

interface Singles {
  readonly conversions: Uint32Array
  readonly touches: Uint32Array
  readonly ledger: Ledger
  /** The group of conversions without a touchpoint. */
  readonly none: number
}

export function bookSingles(
  report: CreditReport,
  { conversions, touches, ledger, none }: Singles,
  groups: Groups,
  scope: Scope,
): void {
  const amounts = report.amount === null ? null : scope.numbers(report.amount)
  const filter = scope.maskOrAll(report.filter)
  const keys = report.keys.map((ref) => scope.codes(ref))
  const found = touches.filter((touch) => touch !== NONE)
  const groupOf = new Uint32Array(found.length)
  groupsOf(keys, groups, found, groupOf)
  if (groups.ids) ledger.reserve(groups.ids.count)
  for (let c = 0, t = 0; c < conversions.length; c++) {
    const amount = amounts ? amounts[conversions[c]!]! : 1
    const touch = touches[c]!
    const group = touch === NONE ? none : groupOf[t++]!
    const isBooked = !filter || (touch !== NONE && filter[touch])
    if (amount && isBooked) ledger.values[group]! += amount
  }
}
