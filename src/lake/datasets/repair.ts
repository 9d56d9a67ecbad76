import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import type { Damage } from '../../model/answers/damage.ts'
import type { LakeClient } from '../client.ts'
import { type ClickHouseType, parseClickHouseType } from '../clickhouse-type.ts'
import { ident, literal, sql, value } from '../sql.ts'
import { acceptLoss, forgetBatchVersions, restoreBatch } from './batches.ts'
import { pathOfColumn } from './column-name.ts'
import { listUnreadableParts, recallDamage } from './damage.ts'
import type { DatasetSettings } from './datasets.ts'
import { evolveFields } from './evolve.ts'
import { findRecord, writeRecord } from './records.ts'
import { readDeclaredFields } from './schema.ts'
import { createTable, evolveTable, nameTable, tableName } from './tables.ts'
import { takeTurn } from './take-turn.ts'
import { getOwn } from '../../model/own.ts'

/**
 * Makes records for the rows that are there, and takes rows that are gone off the account of their batches.
 * A dataset whose own record is lost needs `settings`, those of its definition.
 */
export function repairDataset(
  lake: LakeClient,
  dataset: string,
  settings: DatasetSettings | undefined,
): Promise<void> {
  return takeTurn(lake, dataset, async () => {
    await setUnreadableAside(lake, dataset)
    const found = await recallDamage(lake, dataset)
    if (found.some(({ kind }) => kind === 'lost-dataset')) {
      if (settings === undefined) return
      await restoreRecord(lake, settings)
      forgetBatchVersions(lake, dataset)
    }
    await restoreTable(lake, dataset)
    for (const each of await recallDamage(lake, dataset)) await repair(lake, each)
  })
}

/** Parts that cannot be read are in the way of all that can: they stay as files, beside the table. */
async function setUnreadableAside(lake: LakeClient, dataset: string): Promise<void> {
  for (const part of await listUnreadableParts(lake, dataset)) {
    await lake.command(sql`ALTER TABLE ${nameTable(dataset)} DETACH PART ${literal(part)}`)
  }
}

async function repair(
  lake: LakeClient,
  { kind, dataset, batch, foundRows }: Damage,
): Promise<void> {
  if (batch === null) return
  if (kind === 'lost-batch') await restoreBatch(lake, dataset, batch)
  if (kind === 'lost-rows') await acceptLoss(lake, dataset, batch, foundRows)
}

async function restoreTable(lake: LakeClient, dataset: string): Promise<void> {
  const record = await findRecord(lake, dataset)
  if (record !== undefined) await createTable(lake, record)
}

/** What a table holds, called as the definition calls it. */
async function restoreRecord(lake: LakeClient, settings: DatasetSettings): Promise<void> {
  const { id, type, timestamp, timeZone = 'UTC', rowId, key, assume } = settings
  const found = await readFields(lake, id)
  const fields = evolveFields(readDeclaredFields(settings.fields ?? {}), found)
  await evolveTable(lake, id, found, fields)
  await writeRecord(lake, { id, type, timestamp, timeZone, rowId, key, assume, fields })
}

async function readFields(lake: LakeClient, dataset: string): Promise<readonly Field[]> {
  const columns = await lake.query<{ name: string; type: string }>(sql`
    SELECT name, type FROM system.columns
    WHERE database = currentDatabase() AND table = ${value(tableName(dataset), 'String')}
      AND NOT startsWith(name, '_') ORDER BY position`)
  return columns.map(({ name, type }) => fieldOf(pathOfColumn(name), parseClickHouseType(type)))
}

const scalars: Readonly<Record<string, ScalarType>> = {
  Float64: 'number',
  Bool: 'boolean',
  DateTime64: 'timestamp',
}

function fieldOf(path: string, type: ClickHouseType): Field {
  if (type.kind !== 'array') return { path, type: scalarOf(type) }
  if (type.of.kind !== 'tuple') return { path, type: 'list', of: scalarOf(type.of) }
  const children = type.of.elements.map(([name, element]) => fieldOf(name, element))
  return { path, type: 'list', children }
}

function scalarOf(type: ClickHouseType): ScalarType {
  if (type.kind === 'nullable') return scalarOf(type.of)
  return (type.kind === 'scalar' ? getOwn(scalars, type.name) : undefined) ?? 'string'
}

/** Parts of our records that ClickHouse has put aside: once all is repaired, they say nothing any more. */
export async function dropBrokenRecords(lake: LakeClient): Promise<void> {
  const parts = await lake.query<{ table: string; name: string }>(sql`
    SELECT table, name FROM system.detached_parts
    WHERE database = currentDatabase() AND table IN ('_batches', '_datasets')
      AND position(reason, 'broken') > 0`)
  for (const { table, name } of parts) {
    await lake.command(sql`
      ALTER TABLE ${ident(table)} DROP DETACHED PART ${literal(name)} SETTINGS allow_drop_detached = 1`)
  }
}
