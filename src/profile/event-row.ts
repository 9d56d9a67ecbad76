import { listBatches, nameTable, pathOfColumn } from '../lake/datasets/index.ts'
import { journeyTable, rowsInState } from '../lake/journey/index.ts'
import { ident, sql, value } from '../lake/sql.ts'
import type { Ground } from './ground.ts'
import { isoTime } from './read-events.ts'

/** The row that an event is of, as its dataset has it. */
export interface EventRow {
  readonly dataset: string
  /** Its number in the dataset. */
  readonly row: string
  readonly batch: number
  /** What the batch was read from. */
  readonly source: string
  /** ISO 8601 in UTC. */
  readonly receivedAt: string
  /** Without those that have no value; of a list the elements. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** UTC ms, and which of the person's events at this time, from 1. */
export interface EventAt {
  readonly time: number
  readonly place: number
}

/** null where the person has no such event. */
export async function readEventRow(
  ground: Ground,
  code: number,
  { time, place }: EventAt,
): Promise<EventRow | null> {
  const { lake, journey } = ground
  const [found] = await lake.query<{ set: number; place: string }>(sql`
    SELECT dataset AS set, toString(row) AS place FROM ${ident(journeyTable(journey))}
    WHERE person = ${value(code, 'UInt32')} AND time = ${value(time, 'Int64')}
      AND ${rowsInState(journey)}
    ORDER BY dataset, row LIMIT 1 OFFSET ${value(place - 1, 'UInt32')}`)
  const dataset = found === undefined ? undefined : journey.datasets[found.set - 1]?.dataset
  if (found === undefined || dataset === undefined) return null
  const [row] = await lake.query<Readonly<Record<string, unknown>>>(sql`
    SELECT * EXCEPT (_row, _batch, _ingested_at), toUInt32(_batch) AS ${ident('_batch')},
      toFloat64(toUnixTimestamp64Milli(_ingested_at)) AS ${ident('_received')}
    FROM ${nameTable(dataset)} WHERE _row = ${value(found.place, 'UInt64')} LIMIT 1`)
  if (row === undefined) return null
  const batch = Number(row['_batch'])
  const batches = await listBatches(lake, dataset)
  return {
    dataset,
    row: found.place,
    batch,
    source: batches.find((each) => each.batch === batch)?.source ?? '',
    receivedAt: isoTime(Number(row['_received'])),
    fields: Object.fromEntries(
      Object.entries(row)
        .filter(([name, cell]) => !name.startsWith('_') && !isEmpty(cell))
        .map(([name, cell]) => [pathOfColumn(name), cell]),
    ),
  }
}

const isEmpty = (cell: unknown): boolean =>
  cell === null || (Array.isArray(cell) && cell.length === 0)
