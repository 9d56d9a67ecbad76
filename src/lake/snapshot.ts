import type { LakeClient } from './client.ts'
import { tableName } from './datasets/index.ts'
import { isKept } from './kept-tables.ts'
import { ident, literal, sql, value } from './sql.ts'

/** What a table was at the moment of a snapshot. */
export interface TableSnapshot {
  /** Of the table that it was taken of. */
  readonly name: string
  /** Of the table that holds it: its files are links. */
  readonly copy: string
}

const PREFIX = 'snapshot:'

/**
 * Takes a snapshot of what cannot be made again, as of one moment between two writes: an import under way is
 * an open batch there, which is removed like that of a killed process. Undefined when tables came or went
 * meanwhile. To be dropped when it is done with; there is one at a time.
 */
export async function takeSnapshot(
  lake: LakeClient,
): Promise<readonly TableSnapshot[] | undefined> {
  await dropSnapshot(lake)
  const names = await listKept(lake)
  const snapshot = names.map((name) => ({ name, copy: `${PREFIX}${name}` }))
  // Commands run in the order in which they are given: nothing is written between these.
  const copying = snapshot.map(({ name, copy }) =>
    lake.command(sql`CREATE TABLE ${ident(copy)} CLONE AS ${ident(name)}`),
  )
  const failed = (await Promise.allSettled(copying)).find(({ status }) => status === 'rejected')
  const isSame = String(await listKept(lake)) === String(names)
  if (isSame && failed === undefined) return snapshot
  await dropSnapshot(lake)
  if (isSame) await Promise.all(copying)
  return undefined
}

/** That of a process that was killed, too. */
export async function dropSnapshot(lake: LakeClient): Promise<void> {
  const left = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, ${value(PREFIX, 'String')})`)
  for (const { name } of left) await lake.command(sql`DROP TABLE IF EXISTS ${ident(name)} SYNC`)
}

async function listKept(lake: LakeClient): Promise<readonly string[]> {
  const found = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables WHERE database = currentDatabase() AND ${isKept}
    ORDER BY name`)
  return found.map(({ name }) => name)
}

/** Writes a table of a snapshot to a file: a tar archive in ClickHouse's format of backups. */
export async function archiveTable(
  lake: LakeClient,
  { name, copy }: TableSnapshot,
  path: string,
): Promise<void> {
  await lake.query(sql`BACKUP TABLE ${ident(copy)} AS ${ident(name)} TO File(${literal(path)})`)
}

/** Makes a table of such a file; whether it is one that keeps its rows itself. */
export async function unpackTable(lake: LakeClient, name: string, path: string): Promise<boolean> {
  await lake.command(sql`RESTORE TABLE ${ident(name)} FROM File(${literal(path)})`)
  const own = await lake.query(sql`
    SELECT 1 FROM system.tables WHERE database = currentDatabase()
      AND name = ${value(name, 'String')} AND engine IN ('MergeTree', 'ReplacingMergeTree')`)
  return own.length === 1
}

/** What a table holds. */
export interface TableCounts {
  readonly rows: number
  /** Rows of the batches that can be read, of a dataset. */
  readonly batches: readonly { readonly batch: number; readonly rows: number }[]
}

/** Counts the rows of a table of a snapshot, or of those that were made of one. */
export async function countTable(
  lake: LakeClient,
  { name, copy }: TableSnapshot,
): Promise<TableCounts> {
  const [counted] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${ident(copy)}`,
  )
  const { rows } = counted!
  const prefix = tableName('')
  if (!name.startsWith(prefix)) return { rows, batches: [] }
  const records = ident(copy.replace(name, '_batches'))
  const batches = await lake.query<TableCounts['batches'][number]>(sql`
    SELECT _batch AS batch, toFloat64(count()) AS rows FROM ${ident(copy)}
    WHERE _batch IN (SELECT batch FROM ${records} FINAL
      WHERE dataset = ${value(name.slice(prefix.length), 'String')} AND status = 'committed')
    GROUP BY batch ORDER BY batch`)
  return { rows, batches }
}
