/** What an aggregation may set on a model. */
export interface ModelSettings {
  readonly halfLifeMs: number
  /** First, middle, last. */
  readonly weights: readonly [number, number, number]
}

/** What each touchpoint has of a conversion, by its position. */
export interface PositionWeights {
  readonly first: number
  /** Of every single one between the first and the last. */
  readonly middle: number
  readonly last: number
}

/**
 * How a conversion is shared among its touchpoints. `touch`: one of them has all. `position`: by
 * their number alone; a single one is the first. `age`: by weights that halve with every half-life
 * from touchpoint to conversion. `item`: every distinct item has the same share, however often it was
 * touched.
 */
export type Sharing =
  | { readonly by: 'touch'; readonly touch: 'first' | 'last' | 'same' }
  | { readonly by: 'position'; weights(count: number, settings: ModelSettings): PositionWeights }
  | { readonly by: 'age' }
  | { readonly by: 'item'; share(items: number): number }

/** A conversion of 1 by the items that were touched, each some days before it. */
export interface ModelExample {
  readonly items: readonly string[]
  readonly daysBefore: readonly number[]
  readonly settings?: Partial<ModelSettings>
  /** Rounded to four decimals; an empty name stands for no value. */
  readonly credit: Readonly<Record<string, number>>
}

/** The settings of an attribution that only some models read. */
export type OwnSetting = 'weights' | 'halfLife'

export interface AttributionModel {
  readonly label: string
  readonly description: string
  readonly sharing: Sharing
  /** A setting without which the model means nothing. */
  readonly needs?: OwnSetting
  /** A setting that has a default. */
  readonly takes?: OwnSetting
  readonly examples: readonly ModelExample[]
}
