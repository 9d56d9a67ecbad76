import type { Memory } from '../memory.ts'
import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import type { Conversions } from './credit-conversions.ts'
import type { Touches } from './credit-touches.ts'

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

  /** Books to each distinct group of a conversion's touchpoints in the filter a share of its amount. */
  bookItems(
    { events, amounts }: Conversions,
    touches: Touches,
    share: (items: number) => number,
    filter: Uint8Array | null,
  ): void {
    const { values } = this
    const all = { ...touches, booked: null }
    this.#items.reserve(values.length)
    for (let c = 0; c < events.length; c++) {
      const amount = amounts ? amounts[c]! : 1
      let items = this.#items.of(all, c, null)
      const credit = amount * share(items.length)
      if (filter || touches.booked) items = this.#items.of(touches, c, filter)
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

/** Finds the distinct groups of a conversion. */
class Items {
  /** Per group the conversion that counted it last. */
  #counted = new Uint32Array(0)
  #conversion = 0
  readonly #found = new Growing()

  reserve(groups: number): void {
    if (groups <= this.#counted.length) return
    this.#counted = new Uint32Array(groups)
    this.#conversion = 0
  }

  of(touches: Touches, conversion: number, filter: Uint8Array | null): Uint32Array {
    const { events, groups, starts, booked, firsts, ends } = touches
    const counted = this.#counted
    const stamp = ++this.#conversion
    this.#found.clear()
    for (let t = firsts[conversion]!; t < ends[conversion]!; t++) {
      if (filter && !filter[events[t]!]) continue
      const end = starts ? starts[t + 1]! : t + 1
      for (let g = starts ? starts[t]! : t; g < end; g++) {
        const group = groups[g]!
        if (counted[group] === stamp || (booked && !booked[g])) continue
        counted[group] = stamp
        this.#found.push(group)
      }
    }
    return this.#found.values()
  }
}
