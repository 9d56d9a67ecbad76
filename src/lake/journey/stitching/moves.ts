import type { LakeClient } from '../../client.ts'
import { ident, join, type Sql, sql, value } from '../../sql.ts'
import { type Journey, journeyTable, movesTable } from '../journey.ts'

/**
 * Rows of a journey table are never updated: a row whose person changes is written again with the next
 * increment, and the table of moves says that the earlier one counts no more. It is read in as far as a
 * state knows its increments, so states before see the rows as they were.
 */
export async function createMoves(lake: LakeClient, table: string): Promise<void> {
  await lake.command(sql`
    CREATE TABLE ${ident(table)} (
      since UInt32, dataset UInt8, row UInt64, increment UInt32, person UInt32, namespace UInt8, was UInt32
    ) ENGINE = MergeTree ORDER BY (since, dataset, row)`)
}

/** Tables of earlier versions did not note whose rows had been. */
const noteWhoseTheyWere = (lake: LakeClient, table: string): Promise<void> =>
  lake.memory.recall(`moves ${table}`, () =>
    lake.command(sql`ALTER TABLE ${ident(table)} ADD COLUMN IF NOT EXISTS was UInt32`),
  )

/** Conditions for rows that no other one stands for; none where nothing has moved. */
export function isNotMoved(journey: Journey): readonly Sql[] {
  if (!journey.moved) return []
  const known = sql`since <= ${value(journey.increment, 'UInt32')}`
  return [sql`(dataset, row, _increment) NOT IN (${selectMoved(journey, known)})`]
}

/** Whether persons of rows have changed since another state. */
export const hasMoved = (after: Journey, before: Journey): boolean =>
  (after.moved ?? 0) !== (before.moved ?? 0)

const selectMoved = (journey: Journey, condition: Sql): Sql => sql`
  SELECT dataset, row, increment FROM ${ident(movesTable(journey)!)} WHERE ${condition}`

/** Moves that a killed refresh has noted and never published. */
export async function dropUnpublishedMoves(lake: LakeClient, journey: Journey): Promise<void> {
  const table = movesTable(journey)
  if (table === null) return
  const later = sql`since > ${value(journey.increment, 'UInt32')}`
  const [left] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${ident(table)} WHERE ${later}`,
  )
  if (left!.rows === 0) return
  await lake.command(
    sql`ALTER TABLE ${ident(table)} DELETE WHERE ${later} SETTINGS mutations_sync = 1`,
  )
}

/**
 * Notes moves of this increment, and writes their rows again. To be called once for a dataset in an increment.
 *
 * @param dataset its code
 * @param moves a query of `row`, `increment`, `person`, `namespace`, and `was`: the person before
 * @returns how many rows have moved
 */
export async function moveRows(
  lake: LakeClient,
  journey: Journey,
  dataset: number,
  moves: Sql,
): Promise<number> {
  const name = movesTable(journey)!
  const table = ident(name)
  const increment = value(journey.increment, 'UInt32')
  const code = value(dataset, 'UInt8')
  await noteWhoseTheyWere(lake, name)
  await lake.command(sql`
    INSERT INTO ${table} (since, dataset, row, increment, person, namespace, was)
    SELECT ${increment}, ${code}, row, increment, person, namespace, was FROM (${moves})`)
  const isNow = sql`since = ${increment} AND dataset = ${code}`
  const [moved] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${table} WHERE ${isNow}`,
  )
  if (moved!.rows > 0) await writeAgain(lake, journey, isNow)
  return moved!.rows
}

/** The persons whose rows have moved, as a query; `condition`: of the moves. */
export const selectWhoseTheyWere = (journey: Journey, condition: Sql): Sql => sql`
  SELECT was FROM ${ident(movesTable(journey)!)} WHERE ${condition}`

async function writeAgain(lake: LakeClient, journey: Journey, isNow: Sql): Promise<void> {
  const events = ident(journeyTable(journey))
  const own = ['time', 'dataset', 'row', '_batch', '_known', '_known_namespace', '_persistent']
  const kept = [...own.map(ident), ...journey.fields.map(({ storage }) => ident(storage))]
  const increment = value(journey.increment, 'UInt32')
  await lake.command(sql`
    INSERT INTO ${events} (person, _namespace, _increment, ${join(kept)})
    SELECT m.person, m.namespace, ${increment}, ${join(kept.map((name) => sql`e.${name}`))}
    FROM (
      SELECT * FROM ${events}
      PREWHERE person IN (${selectWhoseTheyWere(journey, isNow)})
      WHERE (dataset, row, _increment) IN (${selectMoved(journey, isNow)})) AS e
    INNER JOIN (SELECT * FROM ${ident(movesTable(journey)!)} WHERE ${isNow}) AS m
    ON e.dataset = m.dataset AND e.row = m.row AND e._increment = m.increment
    SETTINGS max_partitions_per_insert_block = 0`)
}

/** Rows that have moved are cleared away once they are more than that, and such a share of all. */
const FEW_MOVED = 100_000
const MOST_MOVED = 0.05

export const hasManyMoved = ({ moved = 0, events }: Journey): boolean =>
  moved > Math.max(FEW_MOVED, events * MOST_MOVED)

/** Takes the rows that others stand for out of the table, once they are many. */
export async function clearMoved(lake: LakeClient, journey: Journey): Promise<Journey> {
  if (!hasManyMoved(journey)) return journey
  const known = sql`since <= ${value(journey.increment, 'UInt32')}`
  await lake.command(sql`
    ALTER TABLE ${ident(journeyTable(journey))}
    DELETE WHERE (dataset, row, _increment) IN (${selectMoved(journey, known)})
    SETTINGS mutations_sync = 1`)
  await lake.command(sql`
    ALTER TABLE ${ident(movesTable(journey)!)} DELETE WHERE ${known} SETTINGS mutations_sync = 1`)
  return { ...journey, moved: 0, clearedAt: journey.increment }
}
