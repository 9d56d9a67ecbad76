import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { type BatchShare, type Journey, journeyTable } from './journey.ts'
import { monthOfRow, rowsInState } from './rows.ts'
import { ownId } from './stitching/stitched-rows.ts'

/** An id with more events in a month of UTC is that of nobody, such as `undefined`. semantics §1.2 */
export const mostEventsPerMonth = 1_000_000

/** How many events an id of a connection may have in a month. */
export const mostEventsOf = ({ guards }: Pick<Connection, 'guards'>): number =>
  guards?.eventsPerPersonAndMonth ?? mostEventsPerMonth

export interface HeldBack {
  /** Codes of the ids whose later events are held back. */
  readonly badPersons: readonly number[]
  /** See `Journey`. */
  readonly busiest: number
  /** Rows that this increment does not get, by dataset code, batch and month. */
  readonly rows: readonly HeldRows[]
}

interface HeldRows {
  readonly dataset: number
  readonly batch: number
  readonly month: string
  readonly rows: number
}

/** Beyond it no id has events in a month. */
export const busiestOf = ({ busiest, events }: Pick<Journey, 'busiest' | 'events'>): number =>
  Math.min(busiest ?? events, events)

/** The id that rows come with: stitching changes whose they are later, and nothing about what is held back. */
const ownIdOf = ({ namespaces }: Journey): Sql =>
  namespaces === undefined ? sql`person` : sql`if(${ownId} != 0, ${ownId}, person)`

/**
 * Takes out of the increment what an id has beyond the most events of a month, and all that comes
 * behind that, in the order of arrival; what came before stays. To be called before rows are stitched again.
 */
export async function holdBack(
  lake: LakeClient,
  journey: Journey,
  most: number,
): Promise<HeldBack> {
  const { badPersons = [] } = journey
  const { busiest, suspects } = await findSuspects(lake, journey, most)
  if (suspects.length === 0) return { badPersons, busiest, rows: [] }
  const table = ident(journeyTable(journey))
  const held = ident(`${journeyTable(journey)}:held`)
  await lake.command(sql`DROP TABLE IF EXISTS ${held}`)
  await lake.command(sql`
    CREATE TABLE ${held} (dataset UInt8, row UInt64, batch UInt32, id UInt32, month String)
    ENGINE = MergeTree ORDER BY (dataset, row)`)
  await lake.command(sql`INSERT INTO ${held} ${rowsBeyond(journey, most, suspects)}`)
  const rows = await lake.query<HeldRows>(sql`
    SELECT dataset, batch, month, toFloat64(count()) AS rows FROM ${held} GROUP BY ALL`)
  const found = await lake.query<{ id: number }>(sql`SELECT DISTINCT id FROM ${held}`)
  if (rows.length > 0) {
    await lake.command(sql`
      ALTER TABLE ${table} DELETE WHERE ${isNew(journey)}
        AND (dataset, row) IN (SELECT dataset, row FROM ${held}) SETTINGS mutations_sync = 1`)
  }
  await lake.command(sql`DROP TABLE ${held}`)
  return { badPersons: [...new Set([...badPersons, ...found.map(({ id }) => id)])], busiest, rows }
}

const isNew = ({ increment }: Journey): Sql => sql`_increment = ${value(increment, 'UInt32')}`

interface Suspects {
  readonly busiest: number
  readonly suspects: readonly number[]
}

/** Ids of the increment that are known as bad, or have more events in a month. */
async function findSuspects(lake: LakeClient, journey: Journey, most: number): Promise<Suspects> {
  const { badPersons = [] } = journey
  const [added] = await lake.query<{ rows: number }>(sql`
    SELECT toFloat64(count()) AS rows FROM ${ident(journeyTable(journey))} WHERE ${isNew(journey)}`)
  const before = busiestOf(journey)
  if (before + added!.rows <= most || added!.rows === 0)
    return { busiest: before + added!.rows, suspects: [] }
  if (badPersons.length === 0) {
    const { busiest } = await countByMonth(lake, journey, isNew(journey), most)
    if (before + busiest <= most) return { busiest: before + busiest, suspects: [] }
  }
  const id = ownIdOf(journey)
  const ofNew = sql`${rowsInState(journey)} AND ${id} IN (
    SELECT ${id} FROM ${ident(journeyTable(journey))} WHERE ${isNew(journey)})`
  const isFirst = badPersons.length === 0
  const found = await countByMonth(lake, journey, isFirst ? rowsInState(journey) : ofNew, most)
  return {
    busiest: Math.min(most, isFirst ? found.busiest : Math.max(before, found.busiest)),
    suspects: [...new Set([...badPersons, ...found.suspects])],
  }
}

/** The most events that an id has in a month among some rows, and the ids that have too many. */
async function countByMonth(
  lake: LakeClient,
  journey: Journey,
  rows: Sql,
  most: number,
): Promise<Suspects> {
  const [found] = await lake.query<Suspects>(sql`
    SELECT toFloat64(max(_events)) AS busiest,
      groupUniqArrayIf(_id, _events > ${value(most, 'UInt64')}) AS suspects
    FROM (
      SELECT ${ownIdOf(journey)} AS _id, count() AS _events FROM ${ident(journeyTable(journey))}
      WHERE ${rows} GROUP BY _id, ${monthOfRow})`)
  return found!
}

/** The rows of the increment that come behind the last one that the suspects may have in a month. */
function rowsBeyond(journey: Journey, most: number, suspects: readonly number[]): Sql {
  const order = sql`ORDER BY _increment, dataset, row`
  const numbered = sql`
    SELECT ${ownIdOf(journey)} AS _id, dataset, row, _batch, _increment, ${monthOfRow} AS month,
      row_number() OVER (PARTITION BY _id, ${monthOfRow} ${order}) AS nth
    FROM ${ident(journeyTable(journey))}
    WHERE ${join([rowsInState(journey), sql`${ownIdOf(journey)} IN ${value(suspects, 'Array(UInt32)')}`], sql` AND `)}`
  const isBad = sql`_id IN ${value(journey.badPersons ?? [], 'Array(UInt32)')}`
  return sql`
    SELECT dataset, row, _batch, _id, month FROM (
      SELECT *, max(nth > ${value(most, 'UInt64')}) OVER (PARTITION BY _id ${order}) AS is_beyond
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
