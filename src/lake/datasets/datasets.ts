import type { DatasetDescription, Field } from '../../model/answers/datasets.ts'
import type { Dataset } from '../../model/definitions/dataset.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../client.ts'
import { ident, join, sql, value } from '../sql.ts'
import { forgetBatchVersions, listBatches, removeLeftovers } from './batches.ts'
import { createUnstitched } from '../unstitched.ts'
import { identColumn } from './column-name.ts'
import { hasBrokenRecords, refuseLostRecords } from './damage.ts'
import { endAllGrowth } from './live/growing-batch.ts'
import { listRecords, type DatasetRecord, findRecord, readRecord, writeRecord } from './records.ts'
import { renameDottedColumns } from './rename-dotted-columns.ts'
import { selectRows } from './rows.ts'
import { evolveFields } from './evolve.ts'
import { isUndecided, readDeclaredFields } from './schema.ts'
import {
  createMetaTables,
  dropSampleTables,
  createTable,
  evolveTable,
  hasTime,
  nameTable,
  tableName,
} from './tables.ts'
import { settleDurability } from './settle-durability.ts'
import { takeTurn } from './take-turn.ts'

/** What a definition says about a dataset, and the key by which a connection joins it. */
export type DatasetSettings = Pick<Dataset, 'id' | 'type'> &
  Partial<Pick<Dataset, 'timestamp' | 'timeZone' | 'rowId' | 'assume' | 'fields'>> & {
    readonly key?: string
  }

/**
 * Prepares a lake for datasets: its meta tables, and nothing left of imports that were killed. Where records
 * are damaged nothing is removed: what seems to be left may be what is to be kept.
 */
export async function openDatasets(lake: LakeClient): Promise<void> {
  await createMetaTables(lake)
  await createUnstitched(lake)
  await settleDurability(lake)
  await dropSampleTables(lake)
  if (await hasBrokenRecords(lake)) return
  await finishDrops(lake)
  await renameDottedColumns(lake)
  await removeLeftovers(lake)
  await endAllGrowth(lake)
  await dropUnrecordedTables(lake)
}

/** A table is made before the dataset's record: where a process was killed between, it has no row and no batch. */
async function dropUnrecordedTables(lake: LakeClient): Promise<void> {
  const known = (await listRecords(lake)).map(({ id }) => tableName(id))
  const left = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, ${value(tableName(''), 'String')})
      AND total_rows = 0 AND name NOT IN ${value(known, 'Array(String)')}
      AND name NOT IN (SELECT concat(${value(tableName(''), 'String')}, dataset) FROM _batches)`)
  for (const { name } of left) await lake.command(sql`DROP TABLE IF EXISTS ${ident(name)} SYNC`)
}

/**
 * Makes a dataset and its table, or brings an existing one to new settings: fields are added, and
 * known fields keep their types.
 *
 * @throws ThroughlineError `dataset/wrong-kind` when it exists with another type, `dataset/damaged`
 */
export async function createDataset(
  lake: LakeClient,
  settings: DatasetSettings,
): Promise<DatasetRecord> {
  const known = await findRecord(lake, settings.id)
  if (known === undefined) return makeDataset(lake, settings)
  if (known.type !== settings.type) {
    const params = { id: settings.id, actual: known.type, expected: settings.type }
    throw new ThroughlineError('dataset/wrong-kind', params)
  }
  return updateDataset(lake, {
    ...known,
    timeZone: settings.timeZone ?? known.timeZone,
    timestamp: settings.timestamp ?? known.timestamp,
    rowId: settings.rowId ?? known.rowId,
    key: settings.key ?? known.key,
    assume: settings.assume ?? known.assume,
    fields: evolveFields(known.fields, readDeclaredFields(settings.fields ?? {})),
  })
}

async function makeDataset(lake: LakeClient, settings: DatasetSettings): Promise<DatasetRecord> {
  const { id, type, timestamp, timeZone = 'UTC', rowId, key, assume } = settings
  const fields = evolveFields([], readDeclaredFields(settings.fields ?? {}))
  const record = { id, type, timestamp, timeZone, rowId, key, assume, fields }
  await refuseLostRecords(lake, id)
  await lake.command(sql`DROP TABLE IF EXISTS ${nameTable(id)}`)
  await createTable(lake, record)
  await writeRecord(lake, record)
  return record
}

/**
 * Brings the table and the record of a known dataset to what is wanted. A field whose type was not
 * decided keeps the texts that have come for it.
 */
export async function updateDataset(
  lake: LakeClient,
  wanted: DatasetRecord,
): Promise<DatasetRecord> {
  const known = await readRecord(lake, wanted.id)
  const texts = await findTexts(lake, known, wanted.fields)
  const fields = wanted.fields.map((field) =>
    texts.has(field.path) ? ({ path: field.path, type: 'string' } as const) : field,
  )
  const next = { ...wanted, fields }
  if (JSON.stringify(known) === JSON.stringify(next)) return known
  await evolveTable(lake, next.id, known.fields, next.fields)
  await writeRecord(lake, next)
  return next
}

/** Brings a dataset without rows back to what is told of it: fields that only its files have shown go. */
export async function forgetFields(lake: LakeClient, told: DatasetRecord): Promise<void> {
  const { fields } = await readRecord(lake, told.id)
  await updateDataset(lake, told)
  const gone = fields.filter(({ path }) => !told.fields.some((field) => field.path === path))
  if (gone.length === 0) return
  const drops = gone.map(({ path }) => sql`DROP COLUMN IF EXISTS ${identColumn(path)}`)
  await lake.command(
    sql`ALTER TABLE ${nameTable(told.id)} ${join(drops)} SETTINGS mutations_sync = 2`,
  )
}

/** Undecided fields that are to be decided, and have values already: they came behind the sample. */
async function findTexts(
  lake: LakeClient,
  { id, fields }: DatasetRecord,
  wanted: readonly Field[],
): Promise<ReadonlySet<string>> {
  const decided = new Set(wanted.filter((field) => !isUndecided(field)).map(({ path }) => path))
  const paths = fields.filter((field) => isUndecided(field) && decided.has(field.path))
  if (paths.length === 0) return new Set()
  const tests = paths.map(({ path }) => sql`max(ifNull(${identColumn(path)}, '') != '')`)
  const [row] = await lake.query<{ filled: readonly number[] }>(
    sql`SELECT [${join(tests)}] AS filled FROM ${nameTable(id)}`,
  )
  return new Set(paths.filter((_, index) => row?.filled[index] === 1).map(({ path }) => path))
}

/** @throws ThroughlineError `dataset/unknown` */
export async function describeDataset(lake: LakeClient, id: string): Promise<DatasetDescription> {
  const record = await readRecord(lake, id)
  const time = hasTime(record)
    ? sql`if(count() = 0, NULL, toFloat64(toUnixTimestamp64Milli(min(_time)))) AS minTime,
        if(count() = 0, NULL, toFloat64(toUnixTimestamp64Milli(max(_time)))) AS maxTime`
    : sql`NULL AS minTime, NULL AS maxTime`
  const [rows] = await lake.query<{ rows: number; minTime: number | null; maxTime: number | null }>(
    sql`SELECT toFloat64(count()) AS rows, ${time} FROM ${selectRows(record)}`,
  )
  const [batches] = await lake.query<{ batches: number; last: number | null }>(
    sql`SELECT toFloat64(count()) AS batches, toFloat64(toUnixTimestamp64Milli(max(finished))) AS last
      FROM _batches FINAL WHERE dataset = ${value(id, 'String')} AND status = 'committed'`,
  )
  const { guessed: _, widened: __, ...shown } = record
  return {
    ...shown,
    rows: rows?.rows ?? 0,
    minTime: rows?.minTime ?? undefined,
    maxTime: rows?.maxTime ?? undefined,
    batches: batches?.batches ?? 0,
    lastImport: batches?.last ?? undefined,
  }
}

export async function listDatasets(lake: LakeClient): Promise<DatasetDescription[]> {
  const records = await listRecords(lake)
  return Promise.all(records.map((record) => describeDataset(lake, record.id)))
}

/**
 * Removes a dataset with all its rows and its history, when imports under way have ended, and does what is
 * to be done `afterwards` in the same turn. Can be repeated; a removal that was begun is finished by
 * `openDatasets`.
 */
export function dropDataset(
  lake: LakeClient,
  id: string,
  afterwards: () => Promise<void> = async () => {},
): Promise<void> {
  return takeTurn(lake, id, async () => {
    await drop(lake, id)
    await afterwards()
  })
}

/** Removes a dataset to which no import has brought rows, if it is there. */
export function dropEmptyDataset(lake: LakeClient, id: string): Promise<void> {
  return takeTurn(lake, id, async () => {
    if ((await findRecord(lake, id)) === undefined) return
    const batches = await listBatches(lake, id)
    if (!batches.some(({ status }) => status === 'committed')) await drop(lake, id)
  })
}

/** The record says that the dataset is gone before anything of it goes. */
async function drop(lake: LakeClient, id: string): Promise<void> {
  const record = await findRecord(lake, id)
  if (record !== undefined) await writeRecord(lake, record, true)
  await removeRemains(lake, id)
}

async function removeRemains(lake: LakeClient, id: string): Promise<void> {
  await lake.command(sql`DROP TABLE IF EXISTS ${nameTable(id)} SYNC`)
  for (const table of [sql`_batches`, sql`_skipped`]) {
    await lake.command(
      sql`ALTER TABLE ${table} DELETE WHERE dataset = ${value(id, 'String')} SETTINGS mutations_sync = 2`,
    )
  }
  forgetBatchVersions(lake, id)
}

/** Of datasets that are gone by their record: a process was killed while it removed them. */
async function finishDrops(lake: LakeClient): Promise<void> {
  const gone = await lake.query<{ dataset: string }>(sql`
    SELECT dataset FROM _datasets FINAL
    WHERE deleted AND (dataset IN (SELECT dataset FROM _batches)
      OR dataset IN (SELECT dataset FROM _skipped)
      OR concat(${value(tableName(''), 'String')}, dataset) IN (
        SELECT name FROM system.tables WHERE database = currentDatabase()))`)
  for (const { dataset } of gone) await removeRemains(lake, dataset)
}
