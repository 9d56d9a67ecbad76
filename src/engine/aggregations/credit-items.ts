import { Growing } from '../operators/growing.ts'
import type { Touches } from './credit-touches.ts'

/** Finds the distinct groups of a conversion. */
export class Items {
  /** Per group the conversion that counted it last. */
  #counted = new Uint32Array(0)
  #conversion = 0
  readonly #found = new Growing()

  /** What `of` found last. */
  get found(): Uint32Array {
    return this.#found.values()
  }

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
