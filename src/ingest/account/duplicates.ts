import type { LakeClient } from '../../lake/client.ts'
import {
  identColumn,
  committedBatches,
  type DatasetRecord,
  hideRows,
  nameTable,
} from '../../lake/datasets/index.ts'
import { ident, type Sql, sql, value } from '../../lake/sql.ts'

/**
 * Hides the batch's rows whose row id is known: from a committed row or from an earlier row of
 * the batch; `replaces` are batches that it takes the place of. Rows without a row id are never
 * duplicates. Returns how many were hidden.
 */
export async function hideDuplicates(
  lake: LakeClient,
  { id, rowId }: DatasetRecord,
  batch: number,
  replaces: readonly number[],
): Promise<number> {
  if (rowId === undefined) return 0
  const found = ident(`_duplicates_${id}`)
  await lake.command(sql`DROP TABLE IF EXISTS ${found}`)
  await lake.command(sql`CREATE TABLE ${found} (row UInt64) ENGINE = MergeTree ORDER BY row`)
  await lake.command(
    sql`INSERT INTO ${found} ${duplicateRows(id, identColumn(rowId), batch, replaces)}`,
  )
  const [counted] = await lake.query<{ n: number }>(
    sql`SELECT toFloat64(count()) AS n FROM ${found}`,
  )
  const duplicates = counted?.n ?? 0
  if (duplicates > 0) {
    await hideRows(lake, id, batch, sql`SELECT row FROM ${found}`)
  }
  await lake.command(sql`DROP TABLE ${found}`)
  return duplicates
}

function duplicateRows(
  dataset: string,
  rowId: Sql,
  batch: number,
  replaces: readonly number[],
): Sql {
  const table = nameTable(dataset)
  const ofBatch = sql`_batch = ${value(batch, 'UInt32')}`
  return sql`
    SELECT _row FROM (
      SELECT _row, _batch, row_number() OVER (PARTITION BY ${rowId} ORDER BY _row) AS nth FROM ${table}
      WHERE (${ofBatch} OR _batch IN ${committedBatches(dataset, replaces)})
        AND ifNull(toString(${rowId}), '') != '' AND ${rowId} IN (SELECT ${rowId} FROM ${table} WHERE ${ofBatch}))
    WHERE nth > 1 AND ${ofBatch}`
}

/** How many of a batch's rows take the place of an earlier row with the same key. */
export async function countReplaced(
  lake: LakeClient,
  { id, key }: DatasetRecord,
  batch: number,
  replaces: readonly number[],
): Promise<number> {
  if (key === undefined) return 0
  const inBatch = sql`_batch = ${value(batch, 'UInt32')}`
  const [row] = await lake.query<{ n: number }>(sql`
    SELECT toFloat64(countIf(${inBatch})) - toFloat64(uniqExact(${identColumn(key)}))
      + toFloat64(uniqExactIf(${identColumn(key)}, NOT (${inBatch}))) AS n
    FROM ${nameTable(id)} WHERE ${inBatch} OR _batch IN ${committedBatches(id, replaces)}`)
  return row?.n ?? 0
}
