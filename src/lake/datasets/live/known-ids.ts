import type { LakeClient } from '../../client.ts'
import { sql, value } from '../../sql.ts'
import { getOwn } from '../../../model/own.ts'
import { committedBatches } from '../batches.ts'
import { identColumn } from '../column-name.ts'
import type { DatasetRecord } from '../records.ts'
import { nameTable } from '../tables.ts'
import type { NewRow } from './column-values.ts'
import { recallRowIds } from './row-ids.ts'

/** Which of the rows have a row id that a readable row of the dataset has, or one before them; in their order. */
export async function findKnown(
  lake: LakeClient,
  record: DatasetRecord,
  rows: readonly NewRow[],
): Promise<readonly boolean[]> {
  const { rowId } = record
  if (rowId === undefined) return rows.map(() => false)
  const ids = rows.map(({ values }) => textOf(getOwn(values, rowId)))
  const known = new Set(await findAmong(lake, record, rowId, [...new Set(ids)]))
  return ids.map((id) => {
    const isKnown = id !== '' && known.has(id)
    known.add(id)
    return isKnown
  })
}

/** Most ids are new, and most new ones are told by themselves. */
async function findAmong(
  lake: LakeClient,
  record: DatasetRecord,
  rowId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const isText = record.fields.some(({ path, type }) => path === rowId && type === 'string')
  if (!isText || lake.kind === 'server') return readKnown(lake, record, rowId, ids)
  const { sieve, add } = await recallRowIds(lake, record, rowId)
  const asked = sieve === null ? ids : ids.filter((id) => sieve.mayHave(id))
  for (const id of ids) add(id)
  return asked.length === 0 ? [] : readKnown(lake, record, rowId, asked)
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
