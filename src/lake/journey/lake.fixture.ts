import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LakeClient, openLake } from '../client.ts'
import { beginBatch, commitBatch, openDatasets } from '../datasets/index.ts'
import { hasTime } from '../datasets/tables.ts'
import { recordOf } from '../datasets/records.ts'

/** A lake in a temporary directory, for tests. */
export interface TestLake {
  readonly lake: LakeClient
  readonly dir: string
  close(): Promise<void>
}

export async function openTestLake(): Promise<TestLake> {
  const dir = await mkdtemp(join(tmpdir(), 'throughline-lake-'))
  const lake = await openLake(dir)
  await openDatasets(lake)
  return {
    lake,
    dir,
    async close() {
      await lake.close()
      await rm(dir, { recursive: true })
    },
  }
}

/** Adds rows to an existing dataset as one committed batch; gives its number. */
export async function addBatch(
  lake: LakeClient,
  dataset: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<number> {
  const record = await recordOf(lake, dataset)
  const opening = await beginBatch(lake, dataset, 'test')
  const lines = rows.map((row, index) => ({
    ...row,
    ...(hasTime(record) ? { _time: row[record.timestamp ?? 'ts'] } : {}),
    _row: String(opening.firstRow + BigInt(index)),
    _batch: opening.batch,
  }))
  const payload = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))
  await lake.insertBytes(`dataset_${dataset}`, 'JSONEachRow', payload)
  const counts = { read: rows.length, added: rows.length, duplicates: 0, replaced: 0 }
  const result = { ...counts, skipped: {}, unreadable: {} }
  const nextRow = opening.firstRow + BigInt(rows.length)
  await commitBatch(lake, dataset, opening, 'test', result, nextRow)
  return opening.batch
}
