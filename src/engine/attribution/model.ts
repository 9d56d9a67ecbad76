/** What a report may set on a model. */
export interface ModelSettings {
  readonly halfLifeMs: number
  /** First, middle, last. */
  readonly weights: readonly [number, number, number]
}

/**
 * How a conversion is shared among its touchpoints, first to last. `touch`: one of them has all.
 * `position`: by their number alone. `age`: by the milliseconds from each to the conversion. `item`:
 * every distinct item has the same share, however often it was touched.
 */
export type Sharing =
  | { readonly by: 'touch'; readonly touch: 'first' | 'last' | 'same' }
  | {
      readonly by: 'position'
      weights(count: number, settings: ModelSettings): Float64Array
    }
  | {
      readonly by: 'age'
      /** Weights of ages[0] … ages[count - 1] in their place; count is at least 1. */
      weights(ages: Float64Array, count: number, settings: ModelSettings): void
    }
  | { readonly by: 'item'; share(items: number): number }

/** A conversion of 1 by the items that were touched, each some days before it. */
export interface ModelExample {
  readonly items: readonly string[]
  readonly daysBefore: readonly number[]
  readonly settings?: Partial<ModelSettings>
  /** Rounded to four decimals; an empty name stands for no value. */
  readonly credit: Readonly<Record<string, number>>
}

export interface AttributionModel {
  readonly label: string
  readonly description: string
  readonly sharing: Sharing
  readonly examples: readonly ModelExample[]
}
