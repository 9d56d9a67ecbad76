import type { ScalarType } from './column-type.ts'

/** A field of a journey table, merged from every event dataset that has its path. */
export interface JourneyField {
  readonly path: string
  readonly type: ScalarType
  /** Paths of the lists around it, outermost first. */
  readonly lists: readonly string[]
  /** Number of its dictionary in the values table; 0 is the persons'. */
  readonly id: number
  /** Its column of the journey table: UInt32 codes (0 = no value) or Float64 (NaN = no value). */
  readonly storage: string
}

/** What became of the rows of one batch. */
export interface BatchShare {
  readonly batch: number
  /** In the journey table. */
  readonly rows: number
  /** Without a person: not in the journey. */
  readonly missingPerson: number
  /** Older than the retention when they were added: not in the journey. */
  readonly expired: number
}

/** What a journey table holds of one event dataset. */
export interface DatasetShare {
  readonly dataset: string
  readonly personId: string
  readonly personIdType: ScalarType
  readonly batches: readonly BatchShare[]
}

/** A profile or lookup dataset: not copied onto events, see `side-fields.ts`. */
export interface SideDataset {
  readonly dataset: string
  readonly type: 'profile' | 'lookup'
  /** The field that identifies a row: the person id or the key. */
  readonly key: string
  readonly keyType: ScalarType
  /** Fields whose values are keys: of events, profiles or other lookups; a profile hangs on `person`. */
  readonly matches: readonly string[]
  readonly fields: readonly { readonly path: string; readonly type: ScalarType }[]
  readonly batches: readonly number[]
}

/** A summary dataset: rows without persons, read as they are, see `summaries.ts`. */
export interface SummaryDataset {
  readonly dataset: string
  readonly granularity: 'hour' | 'day'
  /** Of the dataset's times without offset. */
  readonly timeZone: string
  readonly fields: readonly { readonly path: string; readonly type: ScalarType }[]
  readonly batches: readonly number[]
  /** UTC milliseconds; null without rows. */
  readonly firstTime: number | null
  readonly lastTime: number | null
}

/** One published state of a connection's journey table. Plain JSON; replaced as a whole. */
export interface Journey {
  readonly connection: string
  /** Grows with each change of the data. */
  readonly dataVersion: number
  /** A change of the definition builds the tables of the next generation. */
  readonly generation: number
  /** Rows of later increments are not yet part of this state. */
  readonly increment: number
  /** Says whether the tables still fit the definition. */
  readonly fingerprint: string
  /** Persons are spread over `person code % buckets`. */
  readonly buckets: number
  readonly fields: readonly JourneyField[]
  /** Event datasets; rows of `datasets[i]` carry i + 1 in the column `dataset`. */
  readonly datasets: readonly DatasetShare[]
  readonly sides: readonly SideDataset[]
  readonly summaries: readonly SummaryDataset[]
  /** Batches (by dataset code) that were taken out but may still lie in the table. */
  readonly removed: readonly { readonly dataset: number; readonly batches: readonly number[] }[]
  /** Events before this UTC ms are out of the retention; null: none are. */
  readonly since: number | null
  readonly events: number
  readonly persons: number
  readonly firstTime: number | null
  readonly lastTime: number | null
  /** Highest code per dictionary. */
  readonly highestCodes: Readonly<Record<number, number>>
}

/** Dictionary number of the persons. */
export const PERSON = 0

type Tables = Pick<Journey, 'connection' | 'generation'>

export const journeyTable = ({ connection, generation }: Tables): string =>
  `journey_${connection}_${generation}`

/** Values by dictionary and code, of all fields of a journey table. */
export const valuesTable = ({ connection, generation }: Tables): string =>
  `journey_values_${connection}_${generation}`

/** Strings and booleans are codes, numbers and timestamps are numbers. */
export const isCoded = ({ type }: { readonly type: ScalarType }): boolean =>
  type === 'string' || type === 'boolean'

/** The engine's name of a field's column: a list of scalars is `tags[]` in the list `tags`. */
export const columnOf = ({ path, lists }: Pick<JourneyField, 'path' | 'lists'>): string =>
  lists.at(-1) === path ? `${path}[]` : path
