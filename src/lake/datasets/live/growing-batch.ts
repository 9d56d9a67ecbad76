import type { LakeClient } from '../../client.ts'
import { sql, value } from '../../sql.ts'
import {
  COMMITTED_FIRST,
  countBatch,
  describeBatch,
  forgetBatchVersions,
  GROWTH,
  growthMemoryOf,
  insertBatches,
  recallBatchVersions,
  takeNumber,
} from '../batches.ts'
import { takeRowsTurn } from '../take-turn.ts'

/**
 * A batch that rows are appended to. Its record is there first and says that it is committed, so that rows are seen from
 * the moment on in which they are there; what it counts comes later and never changes the record's version.
 */
export interface GrowingBatch {
  readonly batch: number
  /** `_row` of the next row. */
  nextRow: number
  /** The last `_row` that is there; -1 before the first. */
  lastRow: number
  /** Rows from here on are another batch's. */
  readonly endRow: number
  /** UTC ms: when its record was written last. */
  countedAt: number
}

/** So many numbers of rows a growing batch takes at once; when they are used up it ends. */
const ROWS_RESERVED = 1_000_000

/** What the record is called by. */
const SOURCE = 'collected'

/** By lake and dataset: the one batch that this process appends to. */
const growing = new WeakMap<LakeClient, Map<string, GrowingBatch>>()

const growingOf = (lake: LakeClient): Map<string, GrowingBatch> => {
  const known = growing.get(lake) ?? new Map<string, GrowingBatch>()
  growing.set(lake, known)
  return known
}

/** The dataset's batch with room for so many rows. In the turn of rows: one after the other. */
export async function openGrowingBatch(
  lake: LakeClient,
  dataset: string,
  rows: number,
): Promise<GrowingBatch> {
  const open = growingOf(lake).get(dataset)
  if (open !== undefined) {
    const hasRoom = open.nextRow + rows <= open.endRow
    if (hasRoom && (await isLatest(lake, dataset, open.batch))) return open
    growingOf(lake).delete(dataset)
    await endGrowth(lake, dataset, open.batch)
  }
  const next = await beginGrowth(lake, dataset, rows)
  growingOf(lake).set(dataset, next)
  return next
}

/** Rows come behind those of imports that were committed before; what took rows out of a batch has ended it. */
async function isLatest(lake: LakeClient, dataset: string, batch: number): Promise<boolean> {
  const versions = await recallBatchVersions(lake, dataset)
  const latest = Object.keys(versions).reduce((most, each) => Math.max(most, Number(each)), 0)
  return latest === batch && versions[batch] === COMMITTED_FIRST
}

async function beginGrowth(lake: LakeClient, dataset: string, rows: number): Promise<GrowingBatch> {
  const reserved = Math.max(ROWS_RESERVED, rows)
  const { batch, firstRow } = await takeNumber(lake, dataset, async (opening) => {
    const nextRow = opening.firstRow + BigInt(reserved)
    const state = { status: 'committed', version: COMMITTED_FIRST, nextRow } as const
    const record = describeBatch(dataset, opening, SOURCE, { ...state, growth: GROWTH.growing })
    await insertBatches(lake, dataset, [record])
  })
  const first = Number(firstRow)
  return { batch, nextRow: first, lastRow: -1, endRow: first + reserved, countedAt: Date.now() }
}

/** Counts a batch that grows no more; what has read it up to its last row need not read it again. */
async function endGrowth(lake: LakeClient, dataset: string, batch: number): Promise<void> {
  await noteCounts(lake, dataset, batch, GROWTH.grown)
  forgetBatchVersions(lake, dataset)
}

/** Ends the batch that this process appends to: what comes next is another one's. */
export function endGrowing(lake: LakeClient, dataset: string): Promise<void> {
  return takeRowsTurn(lake, dataset, async () => {
    const open = growingOf(lake).get(dataset)
    if (open === undefined) return
    growingOf(lake).delete(dataset)
    await endGrowth(lake, dataset, open.batch)
  })
}

/** Of all that grew when the process ended. To be called at start. */
export async function endAllGrowth(lake: LakeClient): Promise<void> {
  const left = await lake.query<{ dataset: string; batch: number }>(sql`
    SELECT dataset, batch FROM _batches FINAL
    WHERE growth = ${value(GROWTH.growing, 'UInt8')} AND status = 'committed'`)
  for (const { dataset, batch } of left) await endGrowth(lake, dataset, batch)
}

/** So often the record of a batch that grows says how many rows it has. */
const COUNTED_EVERY_MS = 5000

/** Brings the record of a batch up to date, unless that was just done. */
export async function countGrowth(
  lake: LakeClient,
  dataset: string,
  growing: GrowingBatch,
): Promise<void> {
  const now = Date.now()
  if (now - growing.countedAt < COUNTED_EVERY_MS) return
  growing.countedAt = now
  await noteCounts(lake, dataset, growing.batch, GROWTH.growing)
}

/** Of several rows of one version, `_batches` keeps the one that was written last. */
async function noteCounts(
  lake: LakeClient,
  dataset: string,
  batch: number,
  growth: number,
): Promise<void> {
  const { result, nextRow } = await countBatch(lake, dataset, batch)
  const next =
    growth === GROWTH.grown ? sql`, ${value(String(nextRow), 'UInt64')} AS next_row` : sql``
  await lake.command(sql`
    INSERT INTO _batches
    SELECT * REPLACE (${value(growth, 'UInt8')} AS growth, ${value(result.read, 'UInt64')} AS rows_read,
      ${value(result.added, 'UInt64')} AS rows_added, now64(3, 'UTC') AS finished,
      ${value(result.duplicates, 'UInt64')} AS rows_duplicate ${next})
    FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}`)
}

/** The last `_row` of each batch that grows or has grown; -1 without any row. */
export type BatchEnds = ReadonlyMap<number, number>

/** Of a dataset, as they are now: rows up to there do not change while their batch has its version. */
export async function readBatchEnds(lake: LakeClient, dataset: string): Promise<BatchEnds> {
  const found = await lake.memory.recall(growthMemoryOf(dataset), () =>
    lake.query<{ batch: number; growth: number; next: number }>(sql`
      SELECT batch, growth, toFloat64(next_row) AS next FROM _batches FINAL
      WHERE dataset = ${value(dataset, 'String')} AND status = 'committed' AND growth > 0`),
  )
  const open = growingOf(lake).get(dataset)
  const ends = found.map(async ({ batch, growth, next }): Promise<[number, number]> => {
    if (growth === GROWTH.grown) return [batch, next - 1]
    if (open?.batch === batch) return [batch, open.lastRow]
    return [batch, Number((await countBatch(lake, dataset, batch)).nextRow) - 1]
  })
  return new Map(await Promise.all(ends))
}
