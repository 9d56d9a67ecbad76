import type { ModelName, ModelSettings } from '../attribution/index.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'

/** A metric's credit by the keys of the touchpoints that led to it (§7). */
export interface CreditAggregation {
  readonly kind: 'credit'
  /** Codes or lists of codes, read at the touchpoint. */
  readonly keys: readonly NodeRef[]
  /** How many codes each key has, 0 included. */
  readonly sizes: readonly number[]
  readonly lists: readonly boolean[]
  /** Touchpoints; those of other containers and behind the conversion play no part. */
  readonly touches: MaskRef
  /** Only the credit of these touchpoints is booked; the others count for the shares. */
  readonly filter: MaskRef
  /** Lists of which only the elements other than 0 are booked; the others count for the shares. */
  readonly elements?: readonly NodeRef[]
  /** Whether conversions without a touchpoint are booked, where all codes are 0. */
  readonly none: boolean
  /**
   * What the booked touchpoints have in common, outermost first: models that share by item share among
   * the items of the first, then what one of them has among those of the next, and so on to the keys.
   */
  readonly parents?: readonly CreditParent[]
  readonly conversions: MaskRef
  /** What a conversion is worth; null: 1. */
  readonly amount: NodeRef | null
  /** Containers: touchpoints outside a conversion's own one play no part. */
  readonly runs: NodeRef
  /** How long before the conversion a touchpoint may lie, inclusive; null: any time. */
  readonly lookbackMs: number | null
  /** Numbers that never fall, instead of the lookback: the earliest touchpoint's time for an event. */
  readonly earliest?: NodeRef
  readonly model: ModelName
  readonly settings: ModelSettings
}

/** Codes at the touchpoint, read of those that have the parents before it. */
export interface CreditParent {
  readonly key: NodeRef
  readonly size: number
  readonly isList: boolean
  readonly filter: MaskRef
  readonly elements: readonly NodeRef[]
}
