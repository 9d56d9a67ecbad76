import type { Damage } from '../../model/answers/damage.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../client.ts'
import { isOfUnreadableFiles } from '../lake-error.ts'
import { type Sql, sql, value } from '../sql.ts'
import { HIDDEN } from './hidden-rows.ts'
import { findRecord, listRecords } from './records.ts'
import { nameTable, tableName } from './tables.ts'

/** What is not as it was written in a dataset, from memory as long as no batch has changed. */
export function recallDamage(lake: LakeClient, dataset: string): Promise<readonly Damage[]> {
  return lake.memory.recall(memoryOf(dataset), () => {
    const all = lookedAt.get(lake) ?? new Map<string, number>()
    lookedAt.set(lake, all.set(dataset, Date.now()))
    return confirmDamage(lake, dataset)
  })
}

/** UTC ms of the last look, by dataset. */
const lookedAt = new WeakMap<LakeClient, Map<string, number>>()

/** So long a look is trusted while rows are appended one by one. */
const TRUSTED_MS = 600_000

export const forgetDamage = (lake: LakeClient, dataset: string): void =>
  lake.memory.forget(memoryOf(dataset))

const memoryOf = (dataset: string): string => `damage of ${dataset}`

/** Of all datasets that have a record or a table. */
export async function listDamage(lake: LakeClient): Promise<readonly Damage[]> {
  const found = (await listIds(lake)).map((id) => recallDamage(lake, id))
  return (await Promise.all(found)).flat()
}

/** The same, looked for anew: files may have been damaged while the process ran. */
export async function searchDamage(lake: LakeClient): Promise<readonly Damage[]> {
  for (const id of await listIds(lake)) forgetDamage(lake, id)
  return listDamage(lake)
}

async function listIds(lake: LakeClient): Promise<readonly string[]> {
  const known = (await listRecords(lake)).map(({ id }) => id)
  const tables = (await listTables(lake)).map(({ dataset }) => dataset)
  return [...new Set([...known, ...tables])]
}

/**
 * What is not known is not written to: a batch could get a number that is in use, and rows could go.
 * @throws ThroughlineError `dataset/damaged`
 */
export async function refuseLostRecords(lake: LakeClient, dataset: string): Promise<void> {
  await refuse(lake, dataset, ({ kind }) => kind !== 'lost-rows')
}

/**
 * Looks anew, as `searchDamage` does; `isLive`: unless that was done in the last minutes.
 * @throws ThroughlineError `dataset/damaged`
 */
export async function refuseDamage(
  lake: LakeClient,
  dataset: string,
  isLive = false,
): Promise<void> {
  const looked = lookedAt.get(lake)?.get(dataset) ?? 0
  if (!isLive || Date.now() - looked > TRUSTED_MS) forgetDamage(lake, dataset)
  await refuse(lake, dataset, () => true)
}

/** In an error; a check lists them all. */
const MOST_TOLD = 5

async function refuse(
  lake: LakeClient,
  dataset: string,
  matters: (damage: Damage) => boolean,
): Promise<void> {
  const found = (await recallDamage(lake, dataset)).filter(matters)
  if (found.length === 0) return
  const reason = found.slice(0, MOST_TOLD).map(describe).join('; ')
  throw new ThroughlineError('dataset/damaged', { id: dataset, reason })
}

function describe({ kind, batch, expectedRows, foundRows }: Damage): string {
  switch (kind) {
    case 'lost-dataset':
      return `its record is lost, ${foundRows} rows are there`
    case 'lost-batch':
      return `the record of batch ${batch} is lost, ${foundRows} rows are there`
    case 'lost-rows':
      return `batch ${batch} has ${foundRows} of ${expectedRows} rows`
    default:
      return kind satisfies never
  }
}

/** Rows and records are read one after the other: what changed in between is read once more. */
async function confirmDamage(lake: LakeClient, dataset: string): Promise<readonly Damage[]> {
  const found = await findDamage(lake, dataset)
  if (found.length === 0) return found
  const again = new Set((await findDamage(lake, dataset)).map((each) => JSON.stringify(each)))
  return found.filter((each) => again.has(JSON.stringify(each)))
}

async function findDamage(lake: LakeClient, dataset: string): Promise<readonly Damage[]> {
  const [table] = (await listTables(lake)).filter((each) => each.dataset === dataset)
  if ((await findRecord(lake, dataset)) === undefined) {
    if (table === undefined || table.rows === 0) return []
    const lost = { kind: 'lost-dataset', batch: null, expectedRows: null } as const
    return [{ ...lost, dataset, foundRows: table.rows }]
  }
  const wasDamaged = await hasBrokenRecords(lake)
  const records = await readRecords(lake, dataset)
  const rows = table === undefined ? [] : await countRows(lake, dataset)
  const byBatch = new Map(records.map((record) => [record.batch, record]))
  const isLost = ({ batch }: RowCount) => {
    const status = byBatch.get(batch)?.status
    return status === undefined || (wasDamaged && status === 'running')
  }
  const counts = new Map(rows.map(({ batch, shown }) => [batch, shown]))
  return [
    ...rows.filter(isLost).map(({ batch, shown, hidden }) => {
      const lost = { kind: 'lost-batch', dataset, batch, expectedRows: null } as const
      return { ...lost, foundRows: shown + hidden }
    }),
    ...records.flatMap(({ batch, status, rows: expectedRows }) => {
      const foundRows = counts.get(batch) ?? 0
      if (status !== 'committed' || foundRows >= expectedRows) return []
      return [{ kind: 'lost-rows' as const, dataset, batch, expectedRows, foundRows }]
    }),
  ]
}

interface BatchCount {
  readonly batch: number
  readonly status: string
  readonly rows: number
}

function readRecords(lake: LakeClient, dataset: string): Promise<BatchCount[]> {
  return lake.query(sql`
    SELECT batch, status, toFloat64(rows_added) AS rows FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} ORDER BY batch`)
}

interface RowCount {
  readonly batch: number
  readonly shown: number
  readonly hidden: number
}

/** Rows in files that cannot be read are not there. */
async function countRows(lake: LakeClient, dataset: string): Promise<readonly RowCount[]> {
  try {
    return await countWhere(lake, dataset, sql`1`)
  } catch (error) {
    if (!isOfUnreadableFiles(error)) throw error
    const lost = await listUnreadableParts(lake, dataset)
    return countWhere(lake, dataset, sql`_part NOT IN ${value(lost, 'Array(String)')}`)
  }
}

function countWhere(lake: LakeClient, dataset: string, which: Sql): Promise<RowCount[]> {
  const isHidden = sql`_batch >= ${HIDDEN}`
  return lake.query(sql`
    SELECT bitAnd(_batch, bitNot(${HIDDEN})) AS batch,
      toFloat64(countIf(NOT ${isHidden})) AS shown, toFloat64(countIf(${isHidden})) AS hidden
    FROM ${nameTable(dataset)} WHERE ${which} GROUP BY batch ORDER BY batch`)
}

/** Parts of a dataset's table whose rows cannot be counted by their batches. */
export async function listUnreadableParts(
  lake: LakeClient,
  dataset: string,
): Promise<readonly string[]> {
  const parts = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.parts
    WHERE database = currentDatabase() AND active AND table = ${value(tableName(dataset), 'String')}`)
  const lost: string[] = []
  for (const { name } of parts) {
    try {
      await countWhere(lake, dataset, sql`_part = ${value(name, 'String')}`)
    } catch (error) {
      if (!isOfUnreadableFiles(error)) throw error
      lost.push(name)
    }
  }
  return lost
}

interface DatasetTable {
  readonly dataset: string
  readonly rows: number
}

/** The tables of datasets, without copies under way, whose names have a colon. */
async function listTables(lake: LakeClient): Promise<readonly DatasetTable[]> {
  const prefix = tableName('')
  const found = await lake.query<{ name: string; rows: number }>(sql`
    SELECT name, toFloat64(ifNull(total_rows, 0)) AS rows FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, ${value(prefix, 'String')})
      AND position(name, ':') = 0`)
  return found.map(({ name, rows }) => ({ dataset: name.slice(prefix.length), rows }))
}

/** Whether ClickHouse has put files of our records aside because they are damaged. */
export async function hasBrokenRecords(lake: LakeClient): Promise<boolean> {
  const found = await lake.query(sql`
    SELECT 1 FROM system.detached_parts
    WHERE database = currentDatabase() AND table IN ('_batches', '_datasets')
      AND position(reason, 'broken') > 0 LIMIT 1`)
  return found.length > 0
}
