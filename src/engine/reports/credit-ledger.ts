import { attributionModels, type ModelSettings, type Sharing } from '../attribution/index.ts'
import { Growing } from '../operators/growing.ts'
import type { CreditReport } from './credit-report.ts'
import type { Touches } from './credit-touches.ts'

/** Books the amounts of conversions to groups as the model shares them. */
export class Ledger {
  values: Float64Array
  readonly #sharing: Sharing
  readonly #settings: ModelSettings
  /** By number of touchpoints. */
  readonly #weights: Float64Array[] = []
  #ages = new Float64Array(64)
  /** Per group the conversion that counted it last. */
  #counted = new Uint32Array(0)
  #conversion = 0
  /** Distinct groups of the conversion at hand. */
  readonly #items = new Growing()

  constructor(report: CreditReport, groups: number) {
    this.values = new Float64Array(groups)
    this.#sharing = attributionModels[report.model].sharing
    this.#settings = report.settings
  }

  /** Makes room for groups 0 … count - 1. */
  reserve(count: number): void {
    if (count <= this.values.length) return
    const larger = new Float64Array(Math.max(count, this.values.length * 2))
    larger.set(this.values)
    this.values = larger
  }

  /**
   * Shares an amount among touchpoints `from` … `to - 1`, of which there is at least one; those
   * outside the filter keep their share to themselves. Returns whether any of them is one of
   * those that the model credits.
   */
  share(amount: number, touches: Touches, from: number, to: number, at: Conversion): boolean {
    const sharing = this.#sharing
    switch (sharing.by) {
      case 'touch': {
        const touch = sharing.touch === 'first' ? from : to - 1
        if (sharing.touch === 'same' && touches.events[touch] !== at.event) return false
        this.#book(amount, touches, touch, at.filter)
        return true
      }
      case 'position': {
        const weights = (this.#weights[to - from] ??= sharing.weights(to - from, this.#settings))
        this.#bookAll(amount, touches, from, to, weights, at.filter)
        return true
      }
      case 'age': {
        sharing.weights(this.#agesOf(touches, from, to, at), to - from, this.#settings)
        this.#bookAll(amount, touches, from, to, this.#ages, at.filter)
        return true
      }
      case 'item':
        this.#bookItems(amount, touches, from, to, sharing.share, at.filter)
        return true
      default:
        return sharing satisfies never
    }
  }

  #book(amount: number, touches: Touches, touch: number, filter: Uint8Array | null): void {
    if (filter && !filter[touches.events[touch]!]) return
    const { starts, groups } = touches
    if (!starts) {
      this.values[groups[touch]!]! += amount
      return
    }
    for (let g = starts[touch]!; g < starts[touch + 1]!; g++) this.values[groups[g]!]! += amount
  }

  #bookAll(
    amount: number,
    touches: Touches,
    from: number,
    to: number,
    weights: Float64Array,
    filter: Uint8Array | null,
  ): void {
    if (filter || touches.starts) {
      for (let t = from; t < to; t++) this.#book(amount * weights[t - from]!, touches, t, filter)
      return
    }
    const { values } = this
    const { groups } = touches
    for (let t = from; t < to; t++) values[groups[t]!]! += amount * weights[t - from]!
  }

  #agesOf({ events }: Touches, from: number, to: number, at: Conversion): Float64Array {
    if (this.#ages.length < to - from) this.#ages = new Float64Array((to - from) * 2)
    const { time, base } = at
    const now = time[base + at.event]!
    for (let t = from; t < to; t++) this.#ages[t - from] = now - time[base + events[t]!]!
    return this.#ages
  }

  #bookItems(
    amount: number,
    touches: Touches,
    from: number,
    to: number,
    share: (items: number) => number,
    filter: Uint8Array | null,
  ): void {
    this.#findItems(touches, from, to, null)
    const credit = amount * share(this.#items.length)
    if (filter) this.#findItems(touches, from, to, filter)
    const items = this.#items.values()
    for (let g = 0; g < items.length; g++) this.values[items[g]!]! += credit
  }

  /** The distinct groups of touchpoints in the filter. */
  #findItems(touches: Touches, from: number, to: number, filter: Uint8Array | null): void {
    this.#items.clear()
    if (this.#counted.length < this.values.length) {
      this.#counted = new Uint32Array(this.values.length)
      this.#conversion = 0
    }
    const conversion = ++this.#conversion
    const { events, groups, starts } = touches
    const counted = this.#counted
    for (let t = from; t < to; t++) {
      if (filter && !filter[events[t]!]) continue
      const end = starts ? starts[t + 1]! : t + 1
      for (let g = starts ? starts[t]! : t; g < end; g++) {
        const group = groups[g]!
        if (counted[group] === conversion) continue
        counted[group] = conversion
        this.#items.push(group)
      }
    }
  }
}

/** Where a conversion stands. */
export interface Conversion {
  /** Index among the batch's events. */
  event: number
  /** UTC ms of all events of the block; the batch's begin at `base`. */
  readonly time: Float64Array
  readonly base: number
  /** Touchpoints outside of it have their share, but it is not booked. */
  readonly filter: Uint8Array | null
}
