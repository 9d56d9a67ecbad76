import type { LakeClient } from '../../lake/client.ts'
import {
  identColumn,
  columnType,
  type DatasetRecord,
  hasTime,
  nameTable,
} from '../../lake/datasets/index.ts'
import { ident, join, literal, type Sql, sql } from '../../lake/sql.ts'

/**
 * The fan that one `INSERT … SELECT` goes through: a table that keeps nothing, and views on it that
 * send good rows to the dataset, the others to `_skipped`, and counts of unreadable values to a
 * small table. So a file is read, parsed and converted once.
 */
export interface Staging {
  readonly table: Sql
  /** Sums per block, one per entry of `counted`. */
  readonly counts: Sql
}

export async function openStaging(
  lake: LakeClient,
  record: DatasetRecord,
  batch: number,
): Promise<Staging> {
  const names = namesOf(record.id)
  await closeStaging(lake, record)
  const time = hasTime(record) ? sql`_time DateTime64(3, 'UTC'),` : sql``
  const fields = record.fields.map(
    (field) => sql`, ${identColumn(field.path)} ${columnType(field)}`,
  )
  await lake.command(sql`
    CREATE TABLE ${names.table} (_row UInt64, ${time} _number UInt64, _reason String, _raw String,
      _unreadable Array(UInt32) ${join(fields, sql` `)}) ENGINE = Null`)
  await lake.command(
    sql`CREATE TABLE ${names.counts} (counts Array(UInt64)) ENGINE = MergeTree ORDER BY ()`,
  )
  await openViews(lake, record, names, sql`toUInt32(${literal(String(batch))})`)
  return names
}

async function openViews(
  lake: LakeClient,
  record: DatasetRecord,
  names: ReturnType<typeof namesOf>,
  batch: Sql,
): Promise<void> {
  const time = hasTime(record) ? sql`, _time` : sql``
  const fields = record.fields.map((field) => sql`, ${identColumn(field.path)}`)
  await lake.command(sql`
    CREATE MATERIALIZED VIEW ${names.accepting} TO ${nameTable(record.id)} AS
    SELECT _row, ${batch} AS _batch ${time} ${join(fields, sql` `)} FROM ${names.table} WHERE _reason = ''`)
  await lake.command(sql`
    CREATE MATERIALIZED VIEW ${names.skipping} TO _skipped AS
    SELECT ${literal(record.id)} AS dataset, ${batch} AS batch, _number AS row_number, _reason AS reason, _raw AS raw
    FROM ${names.table} WHERE _reason != ''`)
  await lake.command(sql`
    CREATE MATERIALIZED VIEW ${names.counting} TO ${names.counts} AS
    SELECT sumForEach(_unreadable) AS counts FROM ${names.table} WHERE _reason = ''`)
}

export async function closeStaging(lake: LakeClient, record: DatasetRecord): Promise<void> {
  const { accepting, skipping, counting, counts, table } = namesOf(record.id)
  for (const name of [accepting, skipping, counting, counts, table]) {
    await lake.command(sql`DROP TABLE IF EXISTS ${name}`)
  }
}

function namesOf(dataset: string) {
  return {
    table: ident(`_staging_${dataset}`),
    accepting: ident(`_accepting_${dataset}`),
    skipping: ident(`_skipping_${dataset}`),
    counting: ident(`_counting_${dataset}`),
    counts: ident(`_counts_${dataset}`),
  }
}
