import type { Scope } from '../scope.ts'
import type { CreditAggregation, CreditParent } from './credit-aggregation.ts'
import { Items } from './credit-items.ts'
import { type Touches, findTouches } from './credit-touches.ts'
import { GroupIds } from './group-ids.ts'

/** What of a conversion, 1 in all, the parents of the booked touchpoints have. */
export type Above = (conversion: number) => number

interface Level {
  readonly parent: CreditParent
  /** null: the codes themselves. */
  readonly ids: GroupIds | null
  readonly items: Items
}

/** Shares conversions among the items of parents, one after the other. */
export class Levels {
  readonly #aggregation: CreditAggregation
  readonly #share: (items: number) => number
  readonly #levels: readonly Level[]

  constructor(aggregation: CreditAggregation, share: (items: number) => number) {
    this.#aggregation = aggregation
    this.#share = share
    this.#levels = (aggregation.parents ?? []).map((parent) => ({
      parent,
      ids: parent.isList ? new GroupIds([parent.size]) : null,
      items: new Items(),
    }))
  }

  /** For a batch's conversions, which look back to the events `from`; null without parents. */
  above(conversions: Uint32Array, from: Uint32Array, scope: Scope): Above | null {
    if (this.#levels.length === 0) return null
    const counts = this.#levels.map((level) => this.#countIn(level, conversions, from, scope))
    return (c) => counts.reduce((part, count) => part * this.#share(count(c)), 1)
  }

  /** How many items of a level a conversion has. */
  #countIn(
    { parent, ids, items }: Level,
    conversions: Uint32Array,
    from: Uint32Array,
    scope: Scope,
  ): (conversion: number) => number {
    const { key, size, isList, elements } = parent
    const keys = { keys: [key], lists: [isList], elements }
    const groups = { ids, sizes: [size] }
    const aggregation = { ...this.#aggregation, ...keys }
    const touches: Touches = findTouches(aggregation, conversions, groups, scope, from)
    items.reserve(ids ? ids.count : size)
    const filter = scope.maskOrAll(parent.filter)
    return (c) => items.of(touches, c, filter).length
  }
}
