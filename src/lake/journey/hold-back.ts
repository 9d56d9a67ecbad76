import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { type BatchShare, type Journey, journeyTable } from './journey.ts'
import { monthOfRow, rowsInState } from './rows.ts'

/** An id with more events in a month of UTC is that of nobody, such as `undefined`. semantics §1.2 */
export const mostEventsPerMonth = 1_000_000

/** How many events an id of a connection may have in a month. */
export const mostEventsOf = ({ guards }: Pick<Connection, 'guards'>): number =>
  guards?.eventsPerPersonAndMonth ?? mostEventsPerMonth

export interface HeldBack {
  /** Codes of the persons whose later events are held back. */
  readonly badPersons: readonly number[]
  /** Rows that this increment does not get, by dataset code, batch and month. */
  readonly rows: readonly HeldRows[]
}

interface HeldRows {
  readonly dataset: number
  readonly batch: number
  readonly month: string
  readonly rows: number
}

/**
 * Takes out of the increment what a person has beyond the most events of a month, and all that comes
 * behind that, in the order of arrival; what came before stays.
 */
export async function holdBack(
  lake: LakeClient,
  journey: Journey,
  most: number,
): Promise<HeldBack> {
  const { badPersons = [] } = journey
  const suspects = await findSuspects(lake, journey, most)
  if (suspects.length === 0) return { badPersons, rows: [] }
  const table = ident(journeyTable(journey))
  const held = ident(`${journeyTable(journey)}:held`)
  await lake.command(sql`DROP TABLE IF EXISTS ${held}`)
  await lake.command(sql`
    CREATE TABLE ${held} (dataset UInt8, row UInt64, batch UInt32, person UInt32, month String)
    ENGINE = MergeTree ORDER BY (dataset, row)`)
  await lake.command(sql`INSERT INTO ${held} ${rowsBeyond(journey, most, suspects)}`)
  const rows = await lake.query<HeldRows>(sql`
    SELECT dataset, batch, month, toFloat64(count()) AS rows FROM ${held} GROUP BY ALL`)
  const found = await lake.query<{ person: number }>(sql`SELECT DISTINCT person FROM ${held}`)
  if (rows.length > 0) {
    await lake.command(sql`
      ALTER TABLE ${table} DELETE WHERE ${isNew(journey)}
        AND (dataset, row) IN (SELECT dataset, row FROM ${held}) SETTINGS mutations_sync = 1`)
  }
  await lake.command(sql`DROP TABLE ${held}`)
  return { badPersons: [...new Set([...badPersons, ...found.map(({ person }) => person)])], rows }
}

const isNew = ({ increment }: Journey): Sql => sql`_increment = ${value(increment, 'UInt32')}`

/** Persons of the increment that are known as bad, or have more events in a month. */
async function findSuspects(
  lake: LakeClient,
  journey: Journey,
  most: number,
): Promise<readonly number[]> {
  const { badPersons = [], events, increment } = journey
  const table = ident(journeyTable(journey))
  const [added] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${table} WHERE ${isNew(journey)}`,
  )
  if (added!.rows + events <= most || added!.rows === 0) return []
  const ofNew = sql`person IN (SELECT person FROM ${table} WHERE ${isNew(journey)})`
  const some = increment === 1 ? sql`1` : ofNew
  const found = await lake.query<{ person: number }>(sql`
    SELECT DISTINCT person FROM (
      SELECT person FROM ${table} WHERE ${rowsInState(journey)} AND ${some}
      GROUP BY person, ${monthOfRow} HAVING count() > ${value(most, 'UInt64')})`)
  return [...new Set([...badPersons, ...found.map(({ person }) => person)])]
}

/** The rows of the increment that come behind the last one that the suspects may have in a month. */
function rowsBeyond(journey: Journey, most: number, suspects: readonly number[]): Sql {
  const order = sql`ORDER BY _increment, dataset, row`
  const numbered = sql`
    SELECT person, dataset, row, _batch, _increment, ${monthOfRow} AS month,
      row_number() OVER (PARTITION BY person, ${monthOfRow} ${order}) AS nth
    FROM ${ident(journeyTable(journey))}
    WHERE ${join([rowsInState(journey), sql`person IN ${value(suspects, 'Array(UInt32)')}`], sql` AND `)}`
  const isBad = sql`person IN ${value(journey.badPersons ?? [], 'Array(UInt32)')}`
  return sql`
    SELECT dataset, row, _batch, person, month FROM (
      SELECT *, max(nth > ${value(most, 'UInt64')}) OVER (PARTITION BY person ${order}) AS is_beyond
      FROM (${numbered}))
    WHERE ${isNew(journey)} AND (is_beyond = 1 OR ${isBad})`
}

/** What became of a batch, without the rows that were held back. */
export function withoutHeld(share: BatchShare, dataset: number, { rows }: HeldBack): BatchShare {
  const held = rows.filter((each) => each.dataset === dataset && each.batch === share.batch)
  if (held.length === 0) return share
  const months = new Map(Object.entries(share.months ?? {}))
  for (const { month, rows: out } of held) months.set(month, (months.get(month) ?? 0) - out)
  const heldBack = held.reduce((sum, each) => sum + each.rows, 0)
  return { ...share, rows: share.rows - heldBack, heldBack, months: Object.fromEntries(months) }
}
