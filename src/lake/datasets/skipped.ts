import type { SkippedRow } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../client.ts'
import { sql, value } from '../sql.ts'
import { committedBatches } from './batches.ts'

export interface SkippedPage {
  readonly batch?: number
  readonly limit?: number
  readonly offset?: number
}

/** Rows that imports put aside, latest batch first, 100 unless told. */
export function listSkipped(
  lake: LakeClient,
  dataset: string,
  { batch, limit = 100, offset = 0 }: SkippedPage = {},
): Promise<SkippedRow[]> {
  const ofBatch = batch === undefined ? sql`` : sql`AND batch = ${value(batch, 'UInt32')}`
  return lake.query<SkippedRow>(sql`
    SELECT batch, toFloat64(row_number) AS rowNumber, reason, raw FROM _skipped
    WHERE dataset = ${value(dataset, 'String')} AND batch IN ${committedBatches(dataset)} ${ofBatch}
    ORDER BY batch DESC, row_number
    LIMIT ${value(limit, 'UInt32')} OFFSET ${value(offset, 'UInt32')}`)
}

/** Takes rows off the list of those put aside, once they have been imported after all. */
export async function dropSkipped(
  lake: LakeClient,
  dataset: string,
  rows: readonly Pick<SkippedRow, 'batch' | 'rowNumber'>[],
): Promise<void> {
  for (const batch of new Set(rows.map((row) => row.batch))) {
    const numbers = rows.filter((row) => row.batch === batch).map(({ rowNumber }) => rowNumber)
    await lake.command(sql`
      ALTER TABLE _skipped DELETE WHERE dataset = ${value(dataset, 'String')}
        AND batch = ${value(batch, 'UInt32')} AND row_number IN ${value(numbers, 'Array(UInt64)')}
      SETTINGS mutations_sync = 2`)
  }
}
