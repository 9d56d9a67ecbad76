import type { Field } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../client.ts'
import { keptOn } from '../durability.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { identColumn } from './column-name.ts'
import type { DatasetRecord } from './records.ts'
import { columnType, isUndecided } from './schema.ts'

export function tableName(dataset: string): string {
  return `dataset_${dataset}`
}

export function nameTable(dataset: string): Sql {
  return ident(tableName(dataset))
}

const SAMPLE = '_sample_'

/** What is kept of a file while its fields are guessed. */
export const nameSampleTable = (id: string): string => `${SAMPLE}${id.replaceAll('-', '')}`

/** Those of processes that were killed. */
export async function dropSampleTables(lake: LakeClient): Promise<void> {
  const left = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, ${value(SAMPLE, 'String')})`)
  for (const { name } of left) await lake.command(sql`DROP TABLE IF EXISTS ${ident(name)} SYNC`)
}

export async function hasTable(lake: LakeClient, dataset: string): Promise<boolean> {
  const found = await lake.query(sql`
    SELECT 1 FROM system.tables
    WHERE database = currentDatabase() AND name = ${value(tableName(dataset), 'String')}`)
  return found.length > 0
}

export function hasTime(record: Pick<DatasetRecord, 'type'>): boolean {
  return record.type === 'event' || record.type === 'summary'
}

/** The meta tables; made once, harmless to repeat. */
export async function createMetaTables(lake: LakeClient): Promise<void> {
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS _datasets
      (dataset String, version UInt64, deleted Bool, record String)
    ENGINE = ReplacingMergeTree(version) ORDER BY dataset ${keptOn(lake)}`)
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS _batches
      (dataset String, batch UInt32, version UInt32, status LowCardinality(String), source String,
       rows_read UInt64, rows_added UInt64, rows_duplicate UInt64, rows_replaced UInt64,
       skipped Map(String, UInt64), unreadable Map(String, UInt64), next_row UInt64,
       started DateTime64(3, 'UTC'), finished Nullable(DateTime64(3, 'UTC')), problem String)
    ENGINE = ReplacingMergeTree(version) ORDER BY (dataset, batch) ${keptOn(lake)}`)
  await settleBatchColumns(lake)
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS _skipped
      (dataset String, batch UInt32, row_number UInt64, reason LowCardinality(String), raw String)
    ENGINE = MergeTree ORDER BY (dataset, batch, row_number) ${keptOn(lake)}`)
}

/** Brings a table that was made by an earlier version to this one's columns. */
async function settleBatchColumns(lake: LakeClient): Promise<void> {
  const settled = await lake.query(sql`
    SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '_batches'
      AND (name, type) IN (
        ('bytes', 'UInt64'), ('content', 'String'), ('version', 'UInt32'), ('growth', 'UInt8'),
        ('cells', 'String'))`)
  if (settled.length === 5) return
  await lake.command(sql`
    ALTER TABLE _batches ADD COLUMN IF NOT EXISTS bytes UInt64,
      ADD COLUMN IF NOT EXISTS content String, ADD COLUMN IF NOT EXISTS growth UInt8,
      ADD COLUMN IF NOT EXISTS cells String,
      MODIFY COLUMN version UInt32`)
}

export async function createTable(lake: LakeClient, record: DatasetRecord): Promise<void> {
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS ${nameTable(record.id)} (${join(declareColumns(record))} ${rowIdIndex(record)})
    ENGINE = MergeTree ORDER BY (_batch, _row) ${keptOn(lake)}`)
}

/** Name and type of each column, in order. */
export function declareColumns(record: DatasetRecord): readonly Sql[] {
  const time = hasTime(record) ? [sql`_time DateTime64(3, 'UTC')`] : []
  return [
    sql`_row UInt64`,
    sql`_batch UInt32`,
    sql`_ingested_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')`,
    ...time,
    ...record.fields.map(columnOf),
  ]
}

function columnOf(field: Field): Sql {
  return sql`${identColumn(field.path)} ${columnType(field)}`
}

function rowIdIndex({ rowId, fields }: DatasetRecord): Sql {
  const indexable = fields.some((field) => field.path === rowId && field.type === 'string')
  if (rowId === undefined || !indexable) return sql``
  return sql`, INDEX row_id ${identColumn(rowId)} TYPE bloom_filter GRANULARITY 4`
}

/**
 * Brings a table from the fields it has to the fields it should have: adds, widens lists, and makes
 * columns that hold no value yet anew where their type is decided.
 */
export async function evolveTable(
  lake: LakeClient,
  dataset: string,
  before: readonly Field[],
  after: readonly Field[],
): Promise<void> {
  const known = new Map(before.map((field) => [field.path, field]))
  const changes = after.flatMap((field) => changesOf(known.get(field.path), field))
  if (changes.length === 0) return
  await lake.command(
    sql`ALTER TABLE ${nameTable(dataset)} ${join(changes)} SETTINGS mutations_sync = 2`,
  )
}

function changesOf(was: Field | undefined, field: Field): readonly Sql[] {
  const added = sql`ADD COLUMN IF NOT EXISTS ${columnOf(field)}`
  if (was === undefined) return [added]
  if (isUndecided(was) && field.type !== 'string') {
    return [
      sql`DROP COLUMN IF EXISTS ${identColumn(field.path)}`,
      sql`ADD COLUMN ${columnOf(field)}`,
    ]
  }
  if (was.type === 'string' || JSON.stringify(was) === JSON.stringify(field)) return []
  return [sql`MODIFY COLUMN ${columnOf(field)}`]
}
