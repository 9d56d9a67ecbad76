import type { Storage } from '../model/answers/storage.ts'
import type { LakeClient } from './client.ts'
import { type DatasetRecord, hasTime, listRecords, tableName } from './datasets/index.ts'
import { selectRows } from './datasets/rows.ts'
import { connectionOfTable } from './journey/index.ts'
import { sql } from './sql.ts'

/** The bytes of all tables, by what they are for, and the rows of datasets by month. */
export async function measureStorage(lake: LakeClient): Promise<Storage> {
  const bytes = await readTableBytes(lake)
  const take = (name: string) => {
    const found = bytes.get(name) ?? 0
    bytes.delete(name)
    return found
  }
  const datasets = []
  for (const record of await listRecords(lake)) {
    const months = await countMonths(lake, record)
    const rows = hasTime(record)
      ? months.reduce((sum, month) => sum + month.rows, 0)
      : await countRows(lake, record)
    datasets.push({ dataset: record.id, bytes: take(tableName(record.id)), rows, months })
  }
  const journeys = new Map<string, number>()
  let otherBytes = 0
  for (const [name, size] of bytes) {
    const connection = connectionOfTable(name)
    if (connection === undefined) otherBytes += size
    else journeys.set(connection, (journeys.get(connection) ?? 0) + size)
  }
  const connections = [...journeys].map(([connection, size]) => ({ connection, bytes: size }))
  return {
    datasets,
    connections: connections.toSorted((a, b) => a.connection.localeCompare(b.connection)),
    otherBytes,
  }
}

/** Compressed bytes on the disk, by table. */
async function readTableBytes(lake: LakeClient): Promise<Map<string, number>> {
  const rows = await lake.query<{ table: string; bytes: number }>(sql`
    SELECT table, toFloat64(sum(bytes_on_disk)) AS bytes FROM system.parts
    WHERE database = currentDatabase() AND active GROUP BY table`)
  return new Map(rows.map(({ table, bytes }) => [table, bytes]))
}

async function countRows(lake: LakeClient, record: DatasetRecord): Promise<number> {
  const [found] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${selectRows(record)}`,
  )
  return found?.rows ?? 0
}

async function countMonths(lake: LakeClient, record: DatasetRecord): Promise<Months> {
  if (!hasTime(record)) return []
  return lake.query(sql`
    SELECT formatDateTime(_time, '%Y-%m', 'UTC') AS month, toFloat64(count()) AS rows
    FROM ${selectRows(record)} GROUP BY month ORDER BY month`)
}

type Months = Storage['datasets'][number]['months']
