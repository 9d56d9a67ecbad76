import type { Dictionary } from './dictionary.ts'

export type JourneyFieldType = 'string' | 'number' | 'boolean' | 'timestamp'

/**
 * A field that aggregations can read. Strings and booleans are codes of a dictionary (a boolean's values
 * are `false` and `true`), numbers and timestamps (UTC ms) are numbers.
 */
export interface JourneyField {
  /** `page`, `products.sku`, `customers.tier` (a profile or lookup field: dataset, dot, field). */
  readonly path: string
  readonly type: JourneyFieldType
  /** Whether timestamps are calendar days, told by their midnight in UTC: they never move with a zone. */
  readonly isDate?: true
  /** The list whose elements hold the values; a list of scalars is called like its field. */
  readonly list?: string
  /** Column of the values: the path; for a list of scalars the path with `[]` behind it. */
  readonly column: string
  /**
   * Lookup fields are read through another field's values, and lists of profiles through `person`, see
   * `JourneyData.lookup`. `lists` are those of the dataset around the value, outermost first.
   */
  readonly lookup?: {
    readonly dataset: string
    readonly from: string
    readonly lists?: readonly string[]
  }
}

export interface JourneySchema {
  /** Changes whenever an aggregation could give another answer. */
  readonly dataVersion: string
  readonly events: number
  readonly persons: number
  /** UTC milliseconds of the first and the last event; null without events. */
  readonly firstTime: number | null
  readonly lastTime: number | null
  /** Fields of events, then of profiles, then of lookups. */
  readonly fields: readonly JourneyField[]
  /** Ids of the event datasets; the column `dataset` holds 1 + the index. */
  readonly datasets: readonly string[]
  /** Whether events know the namespace of their person: some dataset is stitched. */
  readonly hasNamespaces?: boolean
  /** Audiences on this journey, whose members are known by time. */
  readonly audiences?: readonly { readonly id: string; readonly name: string }[]
  /** Summary datasets, which have no persons and so no part in the journey. */
  readonly summaries?: readonly SummarySchema[]
}

/** A summary dataset: aggregated rows by hour or day. semantics §3.11 */
export interface SummarySchema {
  readonly dataset: string
  readonly granularity: 'hour' | 'day'
  /** Paths begin with the dataset: `ads.cost`. */
  readonly fields: readonly JourneyField[]
  /** UTC milliseconds of the first and the last row; null without rows. */
  readonly firstTime: number | null
  readonly lastTime: number | null
}

/** One value per row: codes of a dictionary (0 = no value) or numbers (NaN = no value). */
export type SummaryColumn =
  | { readonly kind: 'codes'; readonly data: Uint32Array }
  | { readonly kind: 'numbers'; readonly data: Float64Array }

/** All rows of a summary dataset, one value per row in each column. */
export interface SummaryTable {
  /** UTC milliseconds. */
  readonly time: Float64Array
  /** By field path. */
  readonly columns: ReadonlyMap<string, SummaryColumn>
  readonly dictionaries: ReadonlyMap<string, Dictionary>
}

/**
 * Code of the field that a lookup hangs on → code or number of the lookup's field. Of a field in lists of
 * the dataset: 1 + the element's place in its list → code or number.
 */
export type LookupMap =
  | {
      readonly kind: 'codes'
      readonly table: Uint32Array
      readonly dictionary: Dictionary
      /** The table when keys are told apart without regard to case, those of no event included. */
      readonly folded?: () => Promise<Uint32Array>
    }
  | { readonly kind: 'numbers'; readonly table: Float64Array }

/** What holds of persons over time: a code from each start on, 0 before the first. */
export interface PersonIntervals {
  /** Those of the person with code c are from `offsets[c]` up to `offsets[c + 1]`. */
  readonly offsets: Uint32Array
  /** UTC milliseconds, ascending within a person. */
  readonly starts: Float64Array
  readonly codes: Uint32Array
}

/** Codes of who is in an audience: a member, or one who is held out; 0 is nobody in it. */
export const membershipCodes = { member: 1, heldOut: 2 } as const

/** What there is to know of a journey table before a plan runs over it. */
export interface JourneyData {
  schema(): Promise<JourneySchema>
  /** Values of a string or boolean field; of the persons for `person`. */
  dictionary(path: string): Promise<Dictionary>
  lookup(path: string): Promise<LookupMap>
  /**
   * A list of a profile or lookup dataset: where the elements of each code of the field that it hangs on
   * begin (or of each element of the list around it, by 1 + its place), and the end of the last.
   */
  lookupList(list: string): Promise<Uint32Array>
  /** The rows of a summary dataset of the schema. */
  summary?(dataset: string): Promise<SummaryTable>
  /** Who is in an audience of the schema when. */
  membership?(audience: string): Promise<PersonIntervals>
  /**
   * Codes, ascending, of all persons of whom a plan with these columns may say something else than at an earlier data
   * version, be the plan the same; null where that is not known.
   */
  listChanged?(dataVersion: string, columns: readonly string[]): Promise<Uint32Array | null>
  /** Keeps what is dear to compute from a data version; forgets it with that version. */
  memo<T>(key: string, make: () => T): T
}
