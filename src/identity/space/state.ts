import type { IdentitySpace } from '../../model/definitions/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import type { BatchVersions } from '../../lake/datasets/index.ts'
import { keptOn } from '../../lake/durability.ts'
import { ident, literal, type Sql, sql, value } from '../../lake/sql.ts'
import type { Feed } from './feed.ts'

/** What a space has read of one of its datasets. Its rows carry the feed's place + 1 as `dataset`. */
export interface FeedShare extends Feed {
  readonly batches: BatchVersions
  /** Of batches that grow: the last `_row` that was read. */
  readonly ends?: Readonly<Record<number, number>>
}

/** One published state of an identity space. Plain JSON; replaced as a whole. */
export interface SpaceState {
  readonly space: string
  /** The rules in force. */
  readonly definition: IdentitySpace
  /** Grows with each change, through all generations. */
  readonly version: number
  /** A change of the rules or of the feeds builds the tables of the next generation. */
  readonly generation: number
  /** The version before the first one of this generation: what changed since an earlier one is not known. */
  readonly builtAt: number
  /** Says whether the tables still fit the rules and feeds. */
  readonly fingerprint: string
  readonly feeds: readonly FeedShare[]
  /** Batches that were taken out but may still lie in the table, in earlier versions. */
  readonly removed: readonly RemovedBatches[]
  /** The last entry of the ledger by hand that it heeds. */
  readonly entry: number
  /** The version that wrote the entries by hand in codes. */
  readonly hand: number
  /** Identities that people block, as texts. */
  readonly nobody?: readonly string[]
  /** Not all of its tables are there: it is not read, and its next refresh builds it anew. */
  readonly isDamaged?: true
  /** Names its tables where it is a draft, which is published nowhere. */
  readonly draft?: string
}

export interface RemovedBatches {
  readonly dataset: number
  readonly batches: readonly number[]
}

const PREFIX = 'identity_'

export const spaceTables = ['ids', 'links', 'graphs', 'lost', 'quarantine', 'hand'] as const

export type SpaceTable = (typeof spaceTables)[number]

export type Tables = Pick<SpaceState, 'space' | 'generation' | 'draft'>

/** chDB inserts into tables of letters, digits and _ only. No id has a capital letter: names of different spaces never meet. */
const prefixOfSpace = (space: string): string => `${PREFIX}${space.replaceAll('-', 'X')}_G`

/** A draft has a capital letter behind the prefix, where spaces have none. */
const prefixOf = ({ space, generation, draft }: Tables): string =>
  draft === undefined ? `${prefixOfSpace(space)}${generation}_` : `${PREFIX}D${draft}_`

export const nameSpaceTable = (tables: Tables, table: SpaceTable): string =>
  `${prefixOf(tables)}${table}`

/** A table that is there while something is worked out. */
export const nameScratchTable = (tables: Tables, number: number): string =>
  `${prefixOf(tables)}scratch${number}`

export const spaceTable = (tables: Tables, table: SpaceTable): Sql =>
  ident(nameSpaceTable(tables, table))

const createStates = (lake: LakeClient): Sql => sql`
  CREATE TABLE IF NOT EXISTS _identity_spaces (space String, saved UInt64, state String)
  ENGINE = ReplacingMergeTree(saved) ORDER BY space ${keptOn(lake)}`

const STATES = 'identity spaces'

/** The published state of a space as it can be read; null before its first refresh, and when it is damaged. */
export async function loadSpace(lake: LakeClient, space: string): Promise<SpaceState | null> {
  const published = await findPublished(lake, space)
  return published?.isDamaged ? null : published
}

/** The published state of a space, damaged or not. */
export async function findPublished(lake: LakeClient, space: string): Promise<SpaceState | null> {
  const states = await listPublished(lake)
  return states.find((state) => state.space === space) ?? null
}

const listPublished = (lake: LakeClient): Promise<readonly SpaceState[]> =>
  lake.memory.recall(STATES, () => readSpaces(lake))

async function readSpaces(lake: LakeClient): Promise<readonly SpaceState[]> {
  await lake.command(createStates(lake))
  const rows = await lake.query<{ state: string }>(sql`
    SELECT argMax(state, saved) AS state FROM _identity_spaces GROUP BY space`)
  return rows.flatMap(({ state }) => (JSON.parse(state) as SpaceState | null) ?? [])
}

/** Publishes a state in the place of the one before: one insert, seen wholly or not at all. */
export const saveSpace = (lake: LakeClient, state: SpaceState): Promise<void> =>
  saveText(lake, state.space, JSON.stringify(state))

export async function saveText(lake: LakeClient, space: string, state: string): Promise<void> {
  try {
    await lake.command(sql`
      INSERT INTO _identity_spaces
      SELECT ${value(space, 'String')}, max(saved) + 1, ${value(state, 'String')}
      FROM _identity_spaces WHERE space = ${value(space, 'String')}`)
  } catch (error) {
    lake.memory.forget(STATES)
    throw error
  }
  const saved = JSON.parse(state) as SpaceState | null
  lake.memory.change<readonly SpaceState[]>(STATES, (known) => [
    ...known.filter((each) => each.space !== space),
    ...(saved === null ? [] : [saved]),
  ])
}

/** How often a space's state was saved since ever, no less than its versions and generations. */
export async function countSaves(lake: LakeClient, space: string): Promise<number> {
  const [row] = await lake.query<{ saves: number }>(sql`
    SELECT toFloat64(max(saved)) AS saves FROM _identity_spaces
    WHERE space = ${value(space, 'String')}`)
  return row!.saves
}

/** One piece of work on a space at a time. */
export const takeSpaceTurn = <T>(
  lake: LakeClient,
  space: string,
  work: () => Promise<T>,
): Promise<T> => lake.queue.run(`identity ${space}`, work)

/**
 * Drops tables that no published state names: generations before, and what a killed refresh has left.
 * To be called while no refresh runs.
 */
export async function dropSpaceLeftovers(lake: LakeClient): Promise<void> {
  const used = (await listPublished(lake)).map(prefixOf)
  const tables = await listTables(lake)
  await dropTables(
    lake,
    tables.filter((name) => !used.some((prefix) => name.startsWith(prefix))),
  )
}

/**
 * Marks the published states whose tables are not all there, such as those of a restored backup, which holds none
 * of them: they are made of the datasets and the ledger by hand.
 */
export async function checkSpaces(lake: LakeClient): Promise<void> {
  for (const { space } of await listPublished(lake)) {
    await takeSpaceTurn(lake, space, () => checkSpace(lake, space))
  }
}

async function checkSpace(lake: LakeClient, space: string): Promise<void> {
  const state = await loadSpace(lake, space)
  if (state === null) return
  const found = new Set(await listTables(lake, space))
  if (spaceTables.every((table) => found.has(nameSpaceTable(state, table)))) return
  await saveSpace(lake, { ...state, removed: [], isDamaged: true })
}

/** Drops the tables of a space's other generations: readers of the state before had until now. */
export async function dropOtherGenerations(lake: LakeClient, tables: Tables): Promise<void> {
  const names = await listTables(lake, tables.space)
  await dropTables(
    lake,
    names.filter((name) => !name.startsWith(prefixOf(tables))),
  )
}

export async function listTables(lake: LakeClient, space?: string): Promise<readonly string[]> {
  const prefix = space === undefined ? PREFIX : prefixOfSpace(space)
  const tables = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, ${literal(prefix)})`)
  return tables.map(({ name }) => name)
}

export async function dropTables(lake: LakeClient, names: readonly string[]): Promise<void> {
  for (const name of names) await lake.command(sql`DROP TABLE IF EXISTS ${ident(name)} SYNC`)
}
