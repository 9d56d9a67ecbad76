import type { Memory } from '../memory.ts'
import type { Scope } from '../scope.ts'
import type { Conversions } from './credit-conversions.ts'
import { Items } from './credit-items.ts'
import type { Above } from './credit-levels.ts'
import type { Touches } from './credit-touches.ts'

/** How models that share by item do it: `above` is what the parents of the touchpoints have. */
interface ItemShares {
  readonly share: (items: number) => number
  readonly filter: Uint8Array | null
  readonly above: Above | null
}

/** Adds up what groups have of the conversions. */
export class Ledger {
  /** By group. */
  values: Float64Array
  /** Whether all groups are known from the start; the values then lie in the engine's memory. */
  readonly isFixed: boolean
  readonly #items = new Items()

  /** @param groups how many there are, null where they are numbered as they occur */
  constructor(groups: number | null, memory: Memory) {
    this.isFixed = groups !== null
    this.values = groups === null ? new Float64Array(1) : memory.numbers(groups).fill(0)
  }

  /** Makes room for groups 0 … count - 1. */
  reserve(count: number): void {
    if (count <= this.values.length) return
    const larger = new Float64Array(Math.max(count, this.values.length * 2))
    larger.set(this.values)
    this.values = larger
  }

  /** Books the credit of touchpoints that are in the filter; a list's values have all of it each. */
  bookTouches(
    { events, groups, starts, booked }: Touches,
    credit: Float64Array,
    filter: Uint8Array | null,
    { kernels }: Scope,
  ): void {
    const { values } = this
    if (this.isFixed && !filter && !starts) {
      kernels.bookCredit(groups, credit, groups.length, values)
      return
    }
    for (let t = 0; t < events.length; t++) {
      if (filter && !filter[events[t]!]) continue
      const end = starts ? starts[t + 1]! : t + 1
      for (let g = starts ? starts[t]! : t; g < end; g++) {
        if (!booked || booked[g]) values[groups[g]!]! += credit[t]!
      }
    }
  }

  /**
   * Books to each distinct group of a conversion's touchpoints in the filter a share of its amount, or
   * of what their parents have of it.
   */
  bookItems(
    { events, amounts }: Conversions,
    touches: Touches,
    { share, filter, above }: ItemShares,
  ): void {
    const { values } = this
    const all = { ...touches, booked: null }
    const isFiltered = filter !== null || touches.booked !== null
    this.#items.reserve(values.length)
    for (let c = 0; c < events.length; c++) {
      const whole = (amounts ? amounts[c]! : 1) * (above ? above(c) : 1)
      const count = above ? 0 : this.#items.of(all, c, null).length
      if (above || isFiltered) this.#items.of(touches, c, filter)
      const items = this.#items.found
      const credit = whole * share(above ? items.length : count)
      for (let g = 0; g < items.length; g++) values[items[g]!]! += credit
    }
  }

  /** Books conversions without a touchpoint to a group. */
  bookNone({ events, amounts }: Conversions, { firsts, ends }: Touches, none: number): void {
    for (let c = 0; c < events.length; c++) {
      if (firsts[c] === ends[c]) this.values[none]! += amounts ? amounts[c]! : 1
    }
  }
}
