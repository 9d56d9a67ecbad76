import type { LakeClient } from '../client.ts'
import { type Sql, sql, value } from '../sql.ts'
import { identColumn } from './column-name.ts'
import type { DatasetRecord } from './records.ts'
import { nameTable } from './tables.ts'

/**
 * Rows whose row id was known when they came stay in their dataset's table under a batch that is never
 * committed, and so never read: their own with this bit. When the row that was there first goes with its
 * batch, one of them takes its place.
 */
export const HIDDEN = value(2 ** 31, 'UInt32')

/** Where hidden rows of a batch are. */
export const hiddenBatch = (batch: number): number => batch + 2 ** 31

/** Condition for the rows of some batches, hidden ones too; `batches` is what follows the number. */
export const isOfBatches = (batches: Sql): Sql => sql`bitAnd(_batch, bitNot(${HIDDEN})) ${batches}`

/** Hides rows of a batch; `rows` is a query of their `_row`. */
export async function hideRows(
  lake: LakeClient,
  dataset: string,
  batch: number,
  rows: Sql,
): Promise<void> {
  const these = sql`_batch = ${value(batch, 'UInt32')} AND _row IN (${rows})`
  const table = nameTable(dataset)
  await lake.command(sql`
    INSERT INTO ${table}
    SELECT * REPLACE (bitOr(_batch, ${HIDDEN}) AS _batch)
    FROM (SELECT * FROM ${table} WHERE ${these})`)
  await lake.command(sql`ALTER TABLE ${table} DELETE WHERE ${these} SETTINGS mutations_sync = 2`)
}

/**
 * Shows the first hidden row for each row id of a batch that is no longer committed, while its rows are
 * still there, unless another row with it can be read. Can be repeated. Gives the batches that have more rows by it; `committed` is a query of
 * the numbers of batches that can be read.
 */
export async function showRowsBehind(
  lake: LakeClient,
  { id, rowId }: DatasetRecord,
  batch: number,
  committed: Sql,
): Promise<readonly number[]> {
  if (rowId === undefined) return []
  const table = nameTable(id)
  const key = identColumn(rowId)
  const own = sql`bitAnd(_batch, bitNot(${HIDDEN}))`
  const first = sql`
    SELECT min(_row) FROM ${table}
    WHERE _batch >= ${HIDDEN} AND ${own} IN ${committed} AND ${key} IN (
      SELECT ${key} FROM ${table} WHERE _batch = ${value(batch, 'UInt32')} AND isNotNull(${key}))
      AND ${key} NOT IN (
        SELECT ${key} FROM ${table} WHERE _batch IN ${committed} AND isNotNull(${key})
          AND _row NOT IN (SELECT _row FROM ${table} WHERE _batch >= ${HIDDEN}))
    GROUP BY ${key}`
  const shown = (rows: Sql) =>
    sql`SELECT _row FROM ${table} WHERE _batch IN ${committed} AND _row IN (${rows})`
  const found = await lake.query<{ batch: number }>(sql`
    SELECT DISTINCT ${own} AS batch FROM ${table} WHERE _batch >= ${HIDDEN} AND _row IN (${first})`)
  if (found.length === 0) return []
  await lake.command(sql`
    INSERT INTO ${table} SELECT * REPLACE (${own} AS _batch) FROM (
      SELECT * FROM ${table} WHERE _batch >= ${HIDDEN} AND _row IN (${first})
        AND _row NOT IN (${shown(first)}))`)
  await lake.command(sql`
    ALTER TABLE ${table} DELETE
    WHERE _batch >= ${HIDDEN}
      AND _row IN (${shown(sql`SELECT _row FROM ${table} WHERE _batch >= ${HIDDEN}`)})
    SETTINGS mutations_sync = 2`)
  return found.map(({ batch: changed }) => changed)
}

/** How many rows of a batch are hidden. */
export async function countHidden(
  lake: LakeClient,
  dataset: string,
  batch: number,
): Promise<number> {
  const [row] = await lake.query<{ n: number }>(sql`
    SELECT toFloat64(count()) AS n FROM ${nameTable(dataset)}
    WHERE _batch = bitOr(${value(batch, 'UInt32')}, ${HIDDEN})`)
  return row?.n ?? 0
}
