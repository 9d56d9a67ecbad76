import type { SkippedCount, SkippedRow } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../client.ts'
import { join, sql, value } from '../sql.ts'
import { committedBatches } from './batches.ts'

/** Which row of which batch. */
export type SkippedPlace = Pick<SkippedRow, 'batch' | 'rowNumber'>

export interface SkippedPage {
  readonly batch?: number
  readonly reason?: string
  /** Only these rows. */
  readonly only?: readonly SkippedPlace[]
  readonly limit?: number
  readonly offset?: number
}

/** A row that was put aside, as its source had it. */
export type AsideRow = Pick<SkippedRow, 'batch' | 'rowNumber' | 'reason' | 'raw'>

/** Rows that imports put aside, latest batch first, 100 unless told. */
export function listSkipped(
  lake: LakeClient,
  dataset: string,
  { batch, reason, only, limit = 100, offset = 0 }: SkippedPage = {},
): Promise<AsideRow[]> {
  const places = only?.map(
    (row) => sql`(${value(row.batch, 'UInt32')}, ${value(row.rowNumber, 'UInt64')})`,
  )
  if (places?.length === 0) return Promise.resolve([])
  const among = places === undefined ? sql`` : sql`AND (batch, row_number) IN (${join(places)})`
  const ofBatch = batch === undefined ? sql`` : sql`AND batch = ${value(batch, 'UInt32')}`
  const ofReason = reason === undefined ? sql`` : sql`AND reason = ${value(reason, 'String')}`
  return lake.query<AsideRow>(sql`
    SELECT batch, toFloat64(row_number) AS rowNumber, reason, raw FROM _skipped
    WHERE dataset = ${value(dataset, 'String')} AND batch IN ${committedBatches(dataset)} ${ofBatch} ${ofReason} ${among}
    ORDER BY batch DESC, row_number
    LIMIT ${value(limit, 'UInt32')} OFFSET ${value(offset, 'UInt32')}`)
}

/** How many rows are put aside, by batch and reason, the latest batch first. */
export function countSkippedRows(lake: LakeClient, dataset: string): Promise<SkippedCount[]> {
  return lake.query<SkippedCount>(sql`
    SELECT batch, reason, toFloat64(count()) AS rows FROM _skipped
    WHERE dataset = ${value(dataset, 'String')} AND batch IN ${committedBatches(dataset)}
    GROUP BY batch, reason ORDER BY batch DESC, rows DESC, reason`)
}

/** Takes rows off the list of those put aside, once they have been imported after all. */
export async function dropSkipped(
  lake: LakeClient,
  dataset: string,
  rows: readonly SkippedPlace[],
): Promise<void> {
  for (const batch of new Set(rows.map((row) => row.batch))) {
    const numbers = rows.filter((row) => row.batch === batch).map(({ rowNumber }) => rowNumber)
    await lake.command(sql`
      ALTER TABLE _skipped DELETE WHERE dataset = ${value(dataset, 'String')}
        AND batch = ${value(batch, 'UInt32')} AND row_number IN ${value(numbers, 'Array(UInt64)')}
      SETTINGS mutations_sync = 2`)
  }
}
