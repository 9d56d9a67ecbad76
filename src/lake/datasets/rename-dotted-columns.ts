import type { LakeClient } from '../client.ts'
import { ident, join, sql, value } from '../sql.ts'
import { columnName } from './column-name.ts'
import { listRecords, type DatasetRecord } from './records.ts'
import { createTable, nameTable, tableName } from './tables.ts'

/**
 * Earlier versions kept the dots of paths in the names of columns. ClickHouse 26.7 does not rename such
 * columns: the rows are copied, once.
 */
export async function renameDottedColumns(lake: LakeClient): Promise<void> {
  const dotted = await lake.query<{ table: string }>(sql`
    SELECT DISTINCT table FROM system.columns
    WHERE database = currentDatabase() AND startsWith(table, ${value(tableName(''), 'String')})
      AND position(name, '.') > 0`)
  const tables = new Set(dotted.map(({ table }) => table))
  for (const record of await listRecords(lake)) {
    if (tables.has(tableName(record.id))) await copyTable(lake, record)
  }
}

async function copyTable(lake: LakeClient, record: DatasetRecord): Promise<void> {
  const own = await listColumns(lake, record.id)
  const copy = `${record.id}:copy`
  await lake.command(sql`DROP TABLE IF EXISTS ${nameTable(copy)}`)
  await createTable(lake, { ...record, id: copy })
  const columns = [...(await listColumns(lake, copy))]
  const before = new Map(record.fields.map(({ path }) => [columnName(path), dottedName(path)]))
  const taken = columns.map((name) => ({ name, from: before.get(name) ?? name }))
  const kept = taken.filter(({ from, name }) => own.has(from) || own.has(name))
  await lake.command(sql`
    INSERT INTO ${nameTable(copy)} (${join(kept.map(({ name }) => ident(name)))})
    SELECT ${join(kept.map(({ name, from }) => ident(own.has(name) ? name : from)))}
    FROM ${nameTable(record.id)}`)
  const old = `${record.id}:old`
  await lake.command(sql`RENAME TABLE ${nameTable(record.id)} TO ${nameTable(old)},
    ${nameTable(copy)} TO ${nameTable(record.id)}`)
  await lake.command(sql`DROP TABLE ${nameTable(old)}`)
}

const dottedName = (path: string): string => (/^[_$]/.test(path) ? `$${path}` : path)

async function listColumns(lake: LakeClient, dataset: string): Promise<ReadonlySet<string>> {
  const columns = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.columns
    WHERE database = currentDatabase() AND table = ${value(tableName(dataset), 'String')}
    ORDER BY position`)
  return new Set(columns.map(({ name }) => name))
}
