import type { LakeClient } from '../client.ts'
import { keptOn } from '../durability.ts'
import { ident, literal, sql, value } from '../sql.ts'
import { EARLIER_PREFIX, type Journey, JOURNEY_PREFIX, listTables } from './journey.ts'

const createStates = (lake: LakeClient) => sql`
  CREATE TABLE IF NOT EXISTS _journeys (connection String, saved UInt64, state String)
  ENGINE = ReplacingMergeTree(saved) ORDER BY connection ${keptOn(lake)}`

/** The published state of a connection's journey table; null before its first refresh. */
export async function loadJourney(lake: LakeClient, connection: string): Promise<Journey | null> {
  const journeys = await loadJourneys(lake)
  return journeys.find((journey) => journey.connection === connection) ?? null
}

const STATES = 'journeys'

/** Where the texts of a connection's dictionaries are remembered, see `live/known-texts.ts`. */
export const textsMemoryOf = (connection: string): string => `texts of ${connection}`

/** All published states. */
export function loadJourneys(lake: LakeClient): Promise<readonly Journey[]> {
  return lake.memory.recall(STATES, () => readJourneys(lake))
}

async function readJourneys(lake: LakeClient): Promise<readonly Journey[]> {
  await lake.command(createStates(lake))
  const rows = await lake.query<{ state: string }>(sql`
    SELECT argMax(state, saved) AS state FROM _journeys GROUP BY connection`)
  return rows.flatMap((row) => stateOf(row) ?? [])
}

/** Earlier versions called joined datasets `sides`, and the first ones had no summary data. */
function stateOf({ state }: { readonly state: string }): Journey | null {
  const stored = JSON.parse(state) as (Journey & { readonly sides?: Journey['joined'] }) | null
  if (stored === null) return null
  const { sides = [], ...journey } = stored
  return { ...journey, joined: journey.joined ?? sides, summaries: journey.summaries ?? [] }
}

/** Publishes a state in the place of the one before: one insert, seen wholly or not at all. */
export async function saveJourney(lake: LakeClient, journey: Journey): Promise<void> {
  await save(lake, journey.connection, JSON.stringify(journey))
}

async function save(lake: LakeClient, connection: string, state: string): Promise<void> {
  try {
    await lake.command(sql`
      INSERT INTO _journeys
      SELECT ${value(connection, 'String')}, max(saved) + 1, ${value(state, 'String')}
      FROM _journeys WHERE connection = ${value(connection, 'String')}`)
  } catch (error) {
    lake.memory.forget(STATES)
    throw error
  }
  const saved = stateOf({ state })
  lake.memory.change<readonly Journey[]>(STATES, (known) => [
    ...known.filter((journey) => journey.connection !== connection),
    ...(saved === null ? [] : [saved]),
  ])
}

/**
 * How often a connection's state was saved since ever, no less than its generations: a journey that is
 * built after one was dropped is told from that one by its generation.
 */
export async function countSaves(lake: LakeClient, connection: string): Promise<number> {
  const [row] = await lake.query<{ saves: number }>(sql`
    SELECT toFloat64(max(saved)) AS saves
    FROM _journeys WHERE connection = ${value(connection, 'String')}`)
  return row?.saves ?? 0
}

/** What writes a connection's tables, or must find them as they are published, is done one after the other. */
export const takeConnectionTurn = <T>(
  lake: LakeClient,
  connection: string,
  work: () => Promise<T>,
): Promise<T> => lake.queue.run(`connection ${connection}`, work)

/** Forgets a connection's journey and its tables after its refreshes; nothing happens when there is none. */
export function dropJourney(lake: LakeClient, connection: string): Promise<void> {
  return takeConnectionTurn(lake, connection, () => drop(lake, connection))
}

async function drop(lake: LakeClient, connection: string): Promise<void> {
  const journey = await loadJourney(lake, connection)
  if (journey === null) return
  await save(lake, connection, 'null')
  lake.memory.forget(textsMemoryOf(connection))
  await dropTables(lake, listTables(journey))
}

/**
 * Drops journey tables that no published state names: what a killed refresh has left, and the
 * generations before. To be called while no refresh runs.
 */
export async function dropLeftovers(lake: LakeClient): Promise<void> {
  const journeys = await loadJourneys(lake)
  const used = new Set(journeys.flatMap(listTables))
  const tables = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() 
      AND (startsWith(name, ${literal(JOURNEY_PREFIX)}) OR startsWith(name, ${literal(EARLIER_PREFIX)}))`)
  await dropTables(
    lake,
    tables.map(({ name }) => name).filter((name) => !used.has(name)),
  )
}

export async function dropTables(lake: LakeClient, names: readonly string[]): Promise<void> {
  for (const name of names) await lake.command(sql`DROP TABLE IF EXISTS ${ident(name)} SYNC`)
}
