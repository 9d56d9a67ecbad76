import type { LakeClient } from '../../client.ts'
import { createSiftedTexts, type SiftedTexts } from '../../sifted-texts.ts'
import { sql, value } from '../../sql.ts'
import { selectPrint, type TextSieve } from '../../text-sieve.ts'
import { type BatchVersions, recallBatchVersions } from '../batches.ts'
import { identColumn } from '../column-name.ts'
import { type DatasetRecord, rowIdsMemoryOf } from '../records.ts'
import { nameTable } from '../tables.ts'

/** So many rows are read in one statement. */
const ROWS_AT_ONCE = 1_000_000

/** The row ids of a dataset: of the batches that were read, and of what this process has appended since. */
interface RowIds {
  readonly rowId: string
  readonly texts: SiftedTexts
  /** The version of each batch that was read. */
  readonly read: Map<number, number>
}

/** What says which row ids are new without looking through all of them. */
export interface RowIdSieve extends Pick<SiftedTexts, 'add'> {
  /** Null: not all ids are in it yet. */
  readonly sieve: Pick<TextSieve, 'mayHave'> | null
}

/**
 * The sieve of a dataset's row ids, which are texts. Only this process may append to the dataset. To be told of all
 * ids that are appended, before they are.
 */
export async function recallRowIds(
  lake: LakeClient,
  { id }: Pick<DatasetRecord, 'id'>,
  rowId: string,
): Promise<RowIdSieve> {
  const { texts, read } = await recall(lake, id, rowId)
  const versions = await recallBatchVersions(lake, id)
  const missing = listMissing(versions, read)
  const sieve = texts.recall(missing.length === 0, async (add) => {
    for (const [batch, version] of missing) {
      await readBatch(lake, id, rowId, batch, add)
      read.set(batch, version)
    }
  })
  return { add: texts.add, sieve }
}

async function recall(lake: LakeClient, dataset: string, rowId: string): Promise<RowIds> {
  const key = rowIdsMemoryOf(dataset)
  const start = (): Promise<RowIds> =>
    Promise.resolve({ rowId, texts: createSiftedTexts(), read: new Map() })
  const known = await lake.memory.recall(key, start)
  if (known.rowId === rowId) return known
  lake.memory.forget(key)
  return lake.memory.recall(key, start)
}

const listMissing = (versions: BatchVersions, read: ReadonlyMap<number, number>) =>
  Object.entries(versions)
    .map(([batch, version]): [number, number] => [Number(batch), version])
    .filter(([batch, version]) => read.get(batch) !== version)

async function readBatch(
  lake: LakeClient,
  dataset: string,
  rowId: string,
  batch: number,
  add: (prints: Uint8Array) => Promise<void>,
): Promise<void> {
  const isOfBatch = sql`_batch = ${value(batch, 'UInt32')}`
  const [rows] = await lake.query<{ first: number; last: number }>(sql`
    SELECT toFloat64(min(_row)) AS first, toFloat64(max(_row)) AS last
    FROM ${nameTable(dataset)} WHERE ${isOfBatch}`)
  for (let from = rows!.first; from <= rows!.last; from += ROWS_AT_ONCE) {
    const print = selectPrint(sql`ifNull(${identColumn(rowId)}, '')`)
    const prints = await lake.bytes(
      sql`SELECT ${print} FROM ${nameTable(dataset)} WHERE ${isOfBatch}
        AND _row BETWEEN ${value(from, 'UInt64')} AND ${value(from + ROWS_AT_ONCE - 1, 'UInt64')}`,
      'RowBinary',
    )
    await add(prints)
  }
}
