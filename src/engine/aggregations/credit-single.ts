import type { Scope } from '../scope.ts'
import type { CreditAggregation } from './credit-aggregation.ts'
import { type Conversions, findWindowStarts } from './credit-conversions.ts'
import type { Ledger } from './credit-ledger.ts'
import { type Groups, readGroups } from './credit-touches.ts'

/** Stands for a conversion without a touchpoint. */
const NONE = 0xffffffff

type SingleTouch = 'first' | 'last' | 'same'

/** The first event that a conversion looks back to: its own for a touch on the conversion itself. */
export function reserveStarts(
  touch: SingleTouch,
  aggregation: CreditAggregation,
  conversions: Uint32Array,
  scope: Scope,
): Uint32Array {
  return touch === 'same' ? conversions : findWindowStarts(aggregation, conversions, scope)
}

interface Books {
  readonly groups: Groups
  /** The group of conversions without a touchpoint. */
  readonly none: number
  readonly ledger: Ledger
}

/** Books all of each conversion to the one touchpoint that has it, without looking at the others. */
export function bookSingles(
  aggregation: CreditAggregation,
  touch: SingleTouch,
  conversions: Conversions,
  { groups, none, ledger }: Books,
  scope: Scope,
): void {
  const { events, amounts } = conversions
  const touches = singleTouches(aggregation, touch, events, scope)
  const filter = scope.maskOrAll(aggregation.filter)
  if (ledger.isFixed && aggregation.keys.length === 1 && !filter && aggregation.none) {
    const codes = scope.narrow(aggregation.keys[0]!)
    scope.kernels.bookEvents(codes, touches, amounts, events.length, none, ledger.values)
    return
  }
  const groupOf = readGroups(aggregation.keys, groups, found(touches, scope), scope)
  if (groups.ids) ledger.reserve(groups.ids.count)
  const { values } = ledger
  for (let c = 0, t = 0; c < events.length; c++) {
    const event = touches[c]!
    const group = event === NONE ? none : groupOf[t++]!
    if (event === NONE ? !aggregation.none : filter && !filter[event]) continue
    values[group]! += amounts ? amounts[c]! : 1
  }
}

/** The event of each conversion's touchpoint, or NONE. */
function singleTouches(
  aggregation: CreditAggregation,
  touch: SingleTouch,
  conversions: Uint32Array,
  scope: Scope,
): Uint32Array {
  const { kernels, memory } = scope
  const starts = reserveStarts(touch, aggregation, conversions, scope)
  const out = memory.codes(conversions.length)
  const find = touch === 'first' ? 'firstTouches' : 'lastTouches'
  const mask = scope.maskOrAll(aggregation.touches)
  kernels[find](mask, conversions, starts, conversions.length, out)
  return out
}

/** The touchpoints that there are, in order. */
function found(touches: Uint32Array, scope: Scope): Uint32Array {
  const out = scope.memory.codes(touches.length)
  let count = 0
  for (let c = 0; c < touches.length; c++) {
    out[count] = touches[c]!
    count += Number(touches[c] !== NONE)
  }
  return out.subarray(0, count)
}
