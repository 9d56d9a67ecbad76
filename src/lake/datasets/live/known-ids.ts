import type { LakeClient } from '../../client.ts'
import { sql, value } from '../../sql.ts'
import { getOwn } from '../../../model/own.ts'
import { committedBatches } from '../batches.ts'
import { identColumn } from '../column-name.ts'
import type { DatasetRecord } from '../records.ts'
import { nameTable } from '../tables.ts'
import type { NewRow } from './column-values.ts'

/** Which of the rows have a row id that a readable row of the dataset has, or one before them; in their order. */
export async function findKnown(
  lake: LakeClient,
  record: DatasetRecord,
  rows: readonly NewRow[],
): Promise<readonly boolean[]> {
  const { rowId } = record
  if (rowId === undefined) return rows.map(() => false)
  const ids = rows.map(({ values }) => textOf(getOwn(values, rowId)))
  const known = new Set(await readKnown(lake, record, rowId, [...new Set(ids)]))
  return ids.map((id) => {
    const isKnown = id !== '' && known.has(id)
    known.add(id)
    return isKnown
  })
}

const textOf = (id: unknown): string => (id === undefined || id === null ? '' : String(id))

async function readKnown(
  lake: LakeClient,
  { id, fields }: DatasetRecord,
  rowId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const column = identColumn(rowId)
  const isText = fields.some(({ path, type }) => path === rowId && type === 'string')
  const among = value(ids, 'Array(String)')
  const found = await lake.query<{ id: string }>(sql`
    SELECT DISTINCT assumeNotNull(toString(${column})) AS id FROM ${nameTable(id)}
    WHERE ${isText ? sql`${column} IN ${among}` : sql`toString(${column}) IN ${among}`}
      AND _batch IN ${committedBatches(id)}`)
  return found.map((each) => each.id)
}
