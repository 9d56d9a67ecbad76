import type { Batch, rowCounts } from '../../model/answers/datasets.ts'
import { isDiskFull } from '../../model/disk-full.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../client.ts'
import { join, type Sql, sql, value } from '../sql.ts'
import { forgetDamage, refuseLostRecords } from './damage.ts'
import { countHidden, HIDDEN, isOfBatches, showRowsBehind } from './hidden-rows.ts'
import { type DatasetRecord, listRecords, readRecord } from './records.ts'
import { hasTable, nameTable } from './tables.ts'
import { takeRowsTurn, takeTurn } from './take-turn.ts'

export interface BatchOpening {
  readonly batch: number
  /** Every `_row` of this batch is at least this. */
  readonly firstRow: bigint
  readonly started: number
}

/** What became of a batch's rows. read = added + skipped (all reasons) + duplicates. */
export type BatchResult = Pick<Batch, keyof typeof rowCounts>

export const nothingDone: BatchResult = {
  read: 0,
  added: 0,
  duplicates: 0,
  replaced: 0,
  skipped: {},
  unreadable: {},
}

/**
 * Takes the next batch number and `_row` of a dataset. One import per dataset at a time.
 * @throws ThroughlineError `dataset/damaged`
 */
export async function beginBatch(
  lake: LakeClient,
  dataset: string,
  source: string,
): Promise<BatchOpening> {
  await refuseLostRecords(lake, dataset)
  return takeNumber(lake, dataset, async (opening) => {
    const state = { status: 'running', version: 1, nextRow: opening.firstRow } as const
    await writeBatch(lake, dataset, opening, source, state)
  })
}

/** Numbers are given out one at a time: to imports in their turn, and to rows that wait for no turn. */
export function takeNumber(
  lake: LakeClient,
  dataset: string,
  write: (opening: BatchOpening) => Promise<void>,
): Promise<BatchOpening> {
  return lake.queue.run(`numbers ${dataset}`, async () => {
    const [last] = await lake.query<{ batch: number; row: string }>(
      sql`SELECT max(batch) AS batch, max(next_row) AS row FROM _batches WHERE dataset = ${value(dataset, 'String')}`,
    )
    const opening = {
      batch: (last?.batch ?? 0) + 1,
      firstRow: BigInt(last?.row ?? 0),
      started: Date.now(),
    }
    await write(opening)
    return opening
  })
}

/** What a source holds, to recognise it by: its size, and a hash of its content. */
export interface Content {
  readonly bytes: number
  readonly content: string
}

/** How the rows of a text in columns are cut into cells, and what these are called. */
export interface CellLayout {
  readonly columns: readonly string[]
  readonly delimiter: string
  readonly quote: string
  /** Between the cells of rows that could be cut, which are kept in double quotes. */
  readonly rewritten: string
}

/** What becomes visible with a batch. */
export interface Commitment {
  readonly result: BatchResult
  readonly nextRow: bigint
  readonly content?: Content | undefined
  /** Of a text in columns: rows that were put aside can be read by it. */
  readonly cells?: CellLayout | undefined
  /** Batches that it takes the place of: they go in the same moment. */
  readonly replaces: readonly number[]
}

/** Makes the batch visible, and those that it replaces invisible, in one step. */
export async function commitBatch(
  lake: LakeClient,
  dataset: string,
  opening: BatchOpening,
  source: string,
  { replaces, ...commitment }: Commitment,
): Promise<void> {
  const state = { status: 'committed', version: COMMITTED_FIRST, ...commitment } as const
  const old = await readBatchRows(lake, dataset, replaces)
  const gone = old.map((row) => ({ ...row, version: 3, status: 'deleted' }))
  await insertBatches(lake, dataset, [describeBatch(dataset, opening, source, state), ...gone])
}

/** The version of a batch's record when it is committed. */
export const COMMITTED_FIRST = 2

/** The version of each committed batch's record, by the batch's number. */
export type BatchVersions = Readonly<Record<number, number>>

/** Those of a dataset as they are now. */
export async function readBatchVersions(lake: LakeClient, dataset: string): Promise<BatchVersions> {
  const found = await lake.query<{ batch: number; version: number }>(sql`
    SELECT batch, version FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND status = 'committed' ORDER BY batch`)
  return Object.fromEntries(found.map(({ batch, version }) => [batch, version]))
}

/** The same from memory, as long as nothing was written to `_batches`. */
export function recallBatchVersions(lake: LakeClient, dataset: string): Promise<BatchVersions> {
  return lake.memory.recall(memoryOf(dataset), () => readBatchVersions(lake, dataset))
}

const memoryOf = (dataset: string): string => `batches of ${dataset}`

/** Where it is remembered which batches grow. */
export const growthMemoryOf = (dataset: string): string => `growth of ${dataset}`

/** After everything that is written to `_batches`. */
export function forgetBatchVersions(lake: LakeClient, dataset: string): void {
  lake.memory.forget(memoryOf(dataset))
  lake.memory.forget(growthMemoryOf(dataset))
  forgetDamage(lake, dataset)
}

/**
 * Removes the rows of batches that nobody reads any more; what is left of them goes at the next start. Other
 * batches have the rows again that they had in common with these alone.
 */
export async function removeBatchRows(
  lake: LakeClient,
  dataset: string,
  batches: readonly number[],
): Promise<void> {
  if (batches.length === 0) return
  const record = await readRecord(lake, dataset)
  for (const batch of batches) await giveBack(lake, record, batch)
  await removeRows(lake, dataset, sql`IN ${listNumbers(batches)}`)
}

/** Rows of `_batches` as they are, to be written again. */
function readBatchRows(
  lake: LakeClient,
  dataset: string,
  batches: readonly number[],
): Promise<Record<string, unknown>[]> {
  if (batches.length === 0) return Promise.resolve([])
  return lake.query(sql`
    SELECT * FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND batch IN ${listNumbers(batches)}`)
}

const listNumbers = (numbers: readonly number[]): Sql =>
  sql`(${join(numbers.map((number) => sql`${value(number, 'UInt32')}`))})`

/** How rows of batches of texts in columns are cut into cells, by batch. */
export async function readCellLayouts(
  lake: LakeClient,
  dataset: string,
  batches: readonly number[],
): Promise<ReadonlyMap<number, CellLayout>> {
  const rows = await readBatchRows(lake, dataset, batches)
  const told = rows.filter(({ cells }) => typeof cells === 'string' && cells !== '')
  return new Map(
    told.map(({ batch, cells }) => [Number(batch), JSON.parse(String(cells)) as CellLayout]),
  )
}

/** The committed batches of a dataset with this content, the first in front. */
export async function findBatchesOf(
  lake: LakeClient,
  dataset: string,
  { bytes, content }: Partial<Content>,
): Promise<readonly number[]> {
  const same = content === undefined ? sql`` : sql`AND content = ${value(content, 'String')}`
  const found = await lake.query<{ batch: number }>(sql`
    SELECT batch FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND status = 'committed' AND content != ''
      AND bytes = ${value(bytes ?? 0, 'UInt64')} ${same} ORDER BY batch`)
  return found.map(({ batch }) => batch)
}

/** Removes what a batch has written so far and records why it did not come about. */
export async function failBatch(
  lake: LakeClient,
  dataset: string,
  opening: BatchOpening,
  source: string,
  problem: string,
): Promise<void> {
  await removeRows(lake, dataset, sql`= ${value(opening.batch, 'UInt32')}`)
  const state = { status: 'failed', version: 2, nextRow: opening.firstRow, problem } as const
  await writeBatch(lake, dataset, opening, source, state)
}

/** Removes an open batch as if it had never been: its number is the next one's. */
export async function forgetBatch(
  lake: LakeClient,
  dataset: string,
  { batch }: BatchOpening,
): Promise<void> {
  await removeRows(lake, dataset, sql`= ${value(batch, 'UInt32')}`)
  await lake.command(sql`
    ALTER TABLE _batches DELETE
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}
    SETTINGS mutations_sync = 2`)
}

export interface BatchState {
  /** `running` until its rows are all written; only `committed` batches are read. */
  readonly status: Batch['status']
  readonly version: number
  readonly nextRow: bigint
  readonly result?: BatchResult
  readonly problem?: string
  readonly content?: Content | undefined
  readonly cells?: CellLayout | undefined
  /** Of batches that grow, see `live/`. */
  readonly growth?: Growth
}

/** How a batch came about: with an import, or row by row; then it may go on growing. */
export const GROWTH = { imported: 0, growing: 1, grown: 2 } as const
type Growth = (typeof GROWTH)[keyof typeof GROWTH]

async function writeBatch(
  lake: LakeClient,
  ...[dataset, opening, source, state]: Parameters<typeof describeBatch>
): Promise<void> {
  await insertBatches(lake, dataset, [describeBatch(dataset, opening, source, state)])
}

export function describeBatch(
  dataset: string,
  opening: BatchOpening,
  source: string,
  {
    status,
    version,
    nextRow,
    result = nothingDone,
    problem = '',
    content,
    cells,
    growth = 0,
  }: BatchState,
): object {
  return {
    dataset,
    batch: opening.batch,
    version,
    status,
    source,
    rows_read: result.read,
    rows_added: result.added,
    rows_duplicate: result.duplicates,
    rows_replaced: result.replaced,
    skipped: result.skipped,
    unreadable: result.unreadable,
    next_row: String(nextRow),
    started: clock(opening.started),
    finished: status === 'running' ? null : clock(Date.now()),
    problem,
    bytes: content?.bytes ?? 0,
    content: content?.content ?? '',
    cells: cells === undefined ? '' : JSON.stringify(cells),
    growth,
  }
}

/** All of them become visible at once: one insertion is one block. */
export async function insertBatches(
  lake: LakeClient,
  dataset: string,
  rows: readonly object[],
): Promise<void> {
  const lines = rows.map((row) => JSON.stringify(row)).join('\n')
  await lake.insertBytes('_batches', 'JSONEachRow', Buffer.from(lines))
  forgetBatchVersions(lake, dataset)
}

/** Milliseconds as ClickHouse reads them in JSON. */
function clock(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, -1).replace('T', ' ')
}

const batchColumns = sql`dataset, batch, status, source, toFloat64(rows_read) AS read,
  toFloat64(rows_added) AS added, toFloat64(rows_duplicate) AS duplicates,
  toFloat64(rows_replaced) AS replaced, CAST(skipped, 'Map(String, Float64)') AS skipped,
  CAST(unreadable, 'Map(String, Float64)') AS unreadable,
  toFloat64(toUnixTimestamp64Milli(_batches.started)) AS started,
  toFloat64(toUnixTimestamp64Milli(_batches.finished)) AS finished, problem`

/** The batches of a dataset, the latest first, deleted and failed ones too. */
export async function listBatches(lake: LakeClient, dataset: string): Promise<Batch[]> {
  const rows = await lake.query<Batch & { finished: number | null; growth: number }>(
    sql`SELECT ${batchColumns}, growth FROM _batches FINAL WHERE dataset = ${value(dataset, 'String')} ORDER BY batch DESC`,
  )
  return Promise.all(
    rows.map(async ({ growth, ...row }) => {
      const batch = { ...row, finished: row.finished ?? undefined }
      const isGrowing = growth === GROWTH.growing && row.status === 'committed'
      return isGrowing ? { ...batch, ...(await countGrown(lake, batch)) } : batch
    }),
  )
}

/** The record of a batch that grows is behind. */
async function countGrown(
  lake: LakeClient,
  { dataset, batch }: Batch,
): Promise<Pick<Batch, 'read' | 'added' | 'duplicates'>> {
  const { read, added, duplicates } = (await countBatch(lake, dataset, batch)).result
  return { read, added, duplicates }
}

/**
 * Takes a batch out when imports under way have ended: nobody reads it from the moment this starts; its
 * rows are removed at the end.
 * @throws ThroughlineError `batch/unknown`, `dataset/damaged`
 */
export function deleteBatch(lake: LakeClient, dataset: string, batch: number): Promise<void> {
  return takeTurn(lake, dataset, () => takeOut(lake, dataset, batch))
}

async function takeOut(lake: LakeClient, dataset: string, batch: number): Promise<void> {
  await refuseLostRecords(lake, dataset)
  const known = await lake.query(
    sql`SELECT 1 FROM _batches FINAL
      WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')} AND status = 'committed'`,
  )
  if (known.length === 0) throw new ThroughlineError('batch/unknown', { dataset, id: batch })
  await takeRowsTurn(lake, dataset, () =>
    reviseBatch(lake, dataset, batch, sql`'deleted' AS status`),
  )
  await leaveIfFull(async () => {
    await giveBack(lake, await readRecord(lake, dataset), batch)
    await removeRows(lake, dataset, sql`= ${value(batch, 'UInt32')}`)
  })
}

/** Rows that nobody reads stay until a later start where the disk has no room to write a table without them. */
async function leaveIfFull(removal: () => Promise<void>): Promise<void> {
  try {
    await removal()
  } catch (error) {
    if (!isDiskFull(error)) throw error
  }
}

/** Later batches have the rows again that they had in common with one that was taken out. */
async function giveBack(lake: LakeClient, record: DatasetRecord, batch: number): Promise<void> {
  const { id } = record
  for (const changed of await showRowsBehind(lake, record, batch, committedBatches(id))) {
    await reviseBatch(lake, id, changed, await countAgain(lake, id, changed))
  }
}

/** Columns of a batch's record, when rows of it were hidden before and are not now. */
async function countAgain(lake: LakeClient, dataset: string, batch: number): Promise<Sql> {
  const [record] = await lake.query<{ growth: number }>(sql`
    SELECT growth FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}`)
  if (record?.growth === GROWTH.growing) {
    // Its record is behind: nothing can be taken from what it says.
    const { read, added, duplicates } = (await countBatch(lake, dataset, batch)).result
    return sql`${value(read, 'UInt64')} AS rows_read, ${value(added, 'UInt64')} AS rows_added,
      ${value(duplicates, 'UInt64')} AS rows_duplicate`
  }
  const hidden = value(await countHidden(lake, dataset, batch), 'UInt64')
  return sql`${hidden} AS rows_duplicate,
    rows_read - arraySum(mapValues(skipped)) - ${hidden} AS rows_added`
}

/** Writes a batch's record anew; `columns` take the place of those it has. */
export async function reviseBatch(
  lake: LakeClient,
  dataset: string,
  batch: number,
  columns: Sql,
): Promise<void> {
  await lake.command(sql`
    INSERT INTO _batches
    SELECT * REPLACE (toUInt32(version + 1) AS version, ${columns}) FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}`)
  forgetBatchVersions(lake, dataset)
}

/** The numbers of a dataset's committed batches but for some, as a subquery. */
export function committedBatches(dataset: string, without: readonly number[] = []): Sql {
  const others = without.length === 0 ? sql`` : sql`AND batch NOT IN ${listNumbers(without)}`
  return sql`(SELECT batch FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND status = 'committed' ${others})`
}

/**
 * Removes what killed processes left behind: rows, rows put aside and records of open batches. Rows of which
 * no record says that their batch is not committed stay.
 */
export async function removeLeftovers(lake: LakeClient): Promise<void> {
  for (const record of await listRecords(lake)) {
    const { id } = record
    if (!(await hasTable(lake, id))) continue
    const isLeft = sql`IN (SELECT batch FROM _batches FINAL
      WHERE dataset = ${value(id, 'String')} AND status != 'committed')`
    const strayBatches = await lake.query<{ batch: number }>(
      sql`SELECT DISTINCT bitAnd(_batch, bitNot(${HIDDEN})) AS batch FROM ${nameTable(id)}
        WHERE ${isOfBatches(isLeft)}
        UNION DISTINCT SELECT batch FROM _skipped
        WHERE dataset = ${value(id, 'String')} AND batch ${isLeft}`,
    )
    if (strayBatches.length === 0) continue
    await leaveIfFull(async () => {
      for (const { batch } of strayBatches) await giveBack(lake, record, batch)
      await removeRows(lake, id, isLeft)
    })
  }
  await lake.command(sql`
    INSERT INTO _batches
    SELECT * REPLACE (2 AS version, 'failed' AS status, 'the process ended' AS problem)
    FROM (SELECT * FROM _batches FINAL WHERE status = 'running')`)
}

/** Makes a record of a batch whose rows are there, as if their import had just been committed. */
export async function restoreBatch(
  lake: LakeClient,
  dataset: string,
  batch: number,
): Promise<void> {
  const { result, nextRow, started } = await countBatch(lake, dataset, batch)
  const [last] = await lake.query<{ version: number }>(sql`
    SELECT max(version) AS version FROM _batches
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}`)
  await writeBatch(lake, dataset, { batch, firstRow: nextRow, started }, 'restored', {
    status: 'committed',
    version: Math.max(2, (last?.version ?? 0) + 1),
    nextRow,
    result,
  })
}

/** What a batch has brought, counted from its rows. */
export async function countBatch(
  lake: LakeClient,
  dataset: string,
  batch: number,
): Promise<
  Pick<BatchState, 'nextRow'> & { readonly result: BatchResult; readonly started: number }
> {
  const [rows] = await lake.query<Found>(sql`
    SELECT toFloat64(countIf(_batch < ${HIDDEN})) AS added, toFloat64(countIf(_batch >= ${HIDDEN})) AS duplicates,
      toString(max(_row) + 1) AS nextRow, toFloat64(toUnixTimestamp64Milli(min(_ingested_at))) AS started
    FROM ${nameTable(dataset)} WHERE ${isOfBatches(sql`= ${value(batch, 'UInt32')}`)}`)
  const reasons = await lake.query<{ reason: string; rows: number }>(sql`
    SELECT reason, toFloat64(count()) AS rows FROM _skipped
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')} GROUP BY reason`)
  const { added, duplicates, nextRow, started } = rows!
  const skipped = Object.fromEntries(reasons.map(({ reason, rows: count }) => [reason, count]))
  const read = added + duplicates + reasons.reduce((sum, { rows: count }) => sum + count, 0)
  const result = { ...nothingDone, read, added, duplicates, skipped }
  return { result, nextRow: BigInt(nextRow), started }
}

interface Found {
  readonly added: number
  readonly duplicates: number
  readonly nextRow: string
  readonly started: number
}

/** What is left of a batch is what it has brought. */
export async function acceptLoss(
  lake: LakeClient,
  dataset: string,
  batch: number,
  rows: number,
): Promise<void> {
  const left = value(rows, 'UInt64')
  const problem = sql`concat(toString(rows_added - ${left}), ' rows were lost')`
  await reviseBatch(lake, dataset, batch, sql`${problem} AS problem, ${left} AS rows_added`)
}

async function removeRows(lake: LakeClient, dataset: string, batches: Sql): Promise<void> {
  await lake.command(
    sql`ALTER TABLE ${nameTable(dataset)} DELETE WHERE ${isOfBatches(batches)} SETTINGS mutations_sync = 2`,
  )
  await lake.command(
    sql`ALTER TABLE _skipped DELETE WHERE dataset = ${value(dataset, 'String')} AND batch ${batches}
      SETTINGS mutations_sync = 2`,
  )
}
