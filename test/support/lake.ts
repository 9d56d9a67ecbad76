import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LakeClient } from '../../src/lake/client.ts'
import { openLake } from '../../src/lake/open-lake.ts'
import { beginBatch, commitBatch, openDatasets } from '../../src/lake/datasets/index.ts'
import { columnName } from '../../src/lake/datasets/column-name.ts'
import { hasTime, nameTable } from '../../src/lake/datasets/tables.ts'
import { sql, value } from '../../src/lake/sql.ts'
import { readRecord } from '../../src/lake/datasets/records.ts'

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
  const record = await readRecord(lake, dataset)
  const opening = await beginBatch(lake, dataset, 'test')
  const named = (row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(row).map(([path, cell]) => [columnName(path), cell]))
  const lines = rows.map((row, index) => ({
    ...named(row),
    ...(hasTime(record) ? { _time: row[record.timestamp ?? 'ts'] } : {}),
    _row: String(opening.firstRow + BigInt(index)),
    _batch: opening.batch,
  }))
  const payload = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))
  await lake.insertBytes(`dataset_${dataset}`, 'JSONEachRow', payload)
  const counts = { read: rows.length, added: rows.length, duplicates: 0, replaced: 0 }
  const result = { ...counts, skipped: {}, unreadable: {} }
  const nextRow = opening.firstRow + BigInt(rows.length)
  await commitBatch(lake, dataset, opening, 'test', { result, nextRow, replaces: [] })
  return opening.batch
}

/** Adds `count` made-up events of `count / 10` persons to an event dataset as one batch, in SQL. */
export async function addManyEvents(lake: LakeClient, dataset: string, count: number) {
  const opening = await beginBatch(lake, dataset, 'test')
  const number = sql`(number + ${value(String(opening.firstRow), 'UInt64')})`
  await lake.command(sql`
    INSERT INTO ${nameTable(dataset)} (_row, _batch, _time, ts, who, page)
    SELECT ${number}, ${value(opening.batch, 'UInt32')},
      fromUnixTimestamp64Milli(toInt64(1767225600000 + number), 'UTC') AS t, t,
      concat('p', toString(intDiv(${number}, 10))), concat('page', toString(${number} % 1000))
    FROM numbers(${value(count, 'UInt32')})`)
  const counts = { read: count, added: count, duplicates: 0, replaced: 0 }
  const result = { ...counts, skipped: {}, unreadable: {} }
  const nextRow = opening.firstRow + BigInt(count)
  await commitBatch(lake, dataset, opening, 'test', { result, nextRow, replaces: [] })
}
