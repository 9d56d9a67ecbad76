import type { BatchVersions } from '../datasets/index.ts'
import type { ScalarType } from '../../model/answers/datasets.ts'
import type {
  EventDataset,
  EventField,
  JoinedDataset,
  JourneyFields,
  SummaryDataset,
} from './fields.ts'

/** A field of events as a journey table keeps it. */
export interface StoredField extends EventField {
  /** Number of its dictionary in the values table; 0 is the persons'. */
  readonly id: number
  /** Its column of the journey table: UInt32 codes (0 = no value) or Float64 (NaN = no value). */
  readonly storage: string
}

/** What became of the rows of one batch. */
export interface BatchShare {
  readonly batch: number
  /** Of the batch's record: a later one has other rows. Batches of earlier versions have none. */
  readonly version?: number
  /** Of a batch that grows: the last `_row` that was read. */
  readonly upTo?: number
  /** In the journey table. */
  readonly rows: number
  /** Without a person: not in the journey. */
  readonly missingPerson: number
  /** Older than the retention when they were added: not in the journey. */
  readonly expired: number
  /** Of an id that has more events in a month than a person can have: not in the journey. */
  readonly heldBack?: number
  /** The rows by the month of their time: `2026-01`. */
  readonly months?: Readonly<Record<string, number>>
}

/** What a journey table holds of one event dataset. */
export interface DatasetShare extends EventDataset {
  readonly batches: readonly BatchShare[]
  /** Batches that were there when the dataset was added. */
  readonly existing?: readonly number[]
  readonly stitched?: StitchedState
}

/** How far the rows of a stitched dataset follow what is known of their ids. */
export interface StitchedState {
  /** UTC ms of the last replay. */
  readonly replayedAt: number
  /** Rows that have come since then, and have the persons that were known when they came. */
  readonly liveRows: number
  /** Of the graph that was asked last. */
  readonly graph?: string
}

/** The version of a batch's record that was committed and is as it was. */
export const COMMITTED = 2

/** The batches of a dataset that this state reads. */
export interface ReadBatches {
  readonly batches: readonly number[]
  readonly versions?: BatchVersions | undefined
  /** Those that were there when the dataset was added. */
  readonly existing?: readonly number[] | undefined
}

/** Rows of a summary dataset are read as they are, see `summaries.ts`. */
export interface SummaryShare extends SummaryDataset, ReadBatches {
  /** UTC milliseconds; null without rows. */
  readonly firstTime: number | null
  readonly lastTime: number | null
}

/** Names of tables. */
export interface JourneyTables {
  readonly events: string
  readonly values: string
  /** Of journeys with stitched datasets. */
  readonly moves?: string
}

/** One published state of a connection's journey table. Plain JSON; replaced as a whole. */
export interface Journey extends JourneyFields {
  readonly connection: string
  /** Grows with each change of the data. */
  readonly dataVersion: number
  /** A change of the definition builds the tables of the next generation. */
  readonly generation: number
  /** Journeys of earlier versions have none: their names are made of the connection's. */
  readonly tables?: JourneyTables
  /** Rows of later increments are not yet part of this state. */
  readonly increment: number
  /** Rows or values were lost since it was built: it is not read, and the next refresh builds it anew. */
  readonly isDamaged?: boolean
  /** What the connection said when it was refreshed last, see `settings.ts`. Journeys of earlier versions do not know. */
  readonly settings?: string
  /** How many values all dictionaries have. Journeys of earlier versions do not know. */
  readonly values?: number
  /** Says whether the tables still fit the definition. */
  readonly fingerprint: string
  /** Persons are spread over `person code % buckets`. */
  readonly buckets: number
  readonly fields: readonly StoredField[]
  /** Event datasets; rows of `datasets[i]` carry i + 1 in the column `dataset`. */
  readonly datasets: readonly DatasetShare[]
  readonly joined: readonly (JoinedDataset & ReadBatches)[]
  readonly summaries: readonly SummaryShare[]
  /** Batches (by dataset code) that were taken out but may still lie in the table, in earlier increments. */
  readonly removed: readonly { readonly dataset: number; readonly batches: readonly number[] }[]
  /** Codes of ids whose events are held back from now on. */
  readonly badPersons?: readonly number[]
  /** No id has more events in a month, by a bound that is easily kept; journeys of earlier versions do not know. */
  readonly busiest?: number
  /** Rows that another one stands for since its person changed: where the table of moves says so. */
  readonly moved?: number
  /** The last increment of which moved rows were cleared away. */
  readonly clearedAt?: number
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

type Tables = Pick<Journey, 'connection' | 'generation' | 'tables'>

/** One row per event. */
export const journeyTable = (journey: Tables): string => tablesOf(journey).events

/** Values by dictionary and code, of all fields of a journey table. */
export const valuesTable = (journey: Tables): string => tablesOf(journey).values

/** Which rows another one stands for, see `stitching/moves.ts`; null where no dataset is stitched. */
export const movesTable = (journey: Tables): string | null => tablesOf(journey).moves ?? null

/** Who rows belong to, while they are stitched, see `stitching/kept-owners.ts`. */
export const ownersTable = (
  { connection, generation }: Pick<Journey, 'connection' | 'generation'>,
  number: number,
): string => `${JOURNEY_PREFIX}${connection}:${generation}:owners${number}`

/** All tables of a generation. */
export const listTables = (journey: Tables): readonly string[] => {
  const { events, values, moves } = tablesOf(journey)
  return moves === undefined ? [events, values] : [events, values, moves]
}

/** The tables of a generation. No id has a colon: what one id makes, no other can make. */
export function nameTables(
  connection: string,
  generation: number,
  isStitched = false,
): JourneyTables {
  const own = `${JOURNEY_PREFIX}${connection}:${generation}`
  const tables = { events: `${own}:events`, values: `${own}:values` }
  return isStitched ? { ...tables, moves: `${own}:moves` } : tables
}

/** How the names of all tables of journeys begin. */
export const JOURNEY_PREFIX = 'journey:'

/** The connection that a table belongs to; drafts and other tables belong to none. */
export const connectionOfTable = (table: string): string | undefined =>
  new RegExp(`^${JOURNEY_PREFIX}([a-z0-9][a-z0-9_-]*):`).exec(table)?.[1]

/** Earlier versions called the values of `shop` like the events of `values_shop`. */
export const EARLIER_PREFIX = 'journey_'

/** The names of a journey's tables, whichever version made it. */
export const tablesOf = ({ connection, generation, tables }: Tables): JourneyTables =>
  tables ?? {
    events: `${EARLIER_PREFIX}${connection}_${generation}`,
    values: `${EARLIER_PREFIX}values_${connection}_${generation}`,
  }

/** Strings and booleans are codes, numbers and timestamps are numbers. */
export const isCoded = ({ type }: { readonly type: ScalarType }): boolean =>
  type === 'string' || type === 'boolean'
