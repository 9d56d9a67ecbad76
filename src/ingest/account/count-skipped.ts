import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'

/** Rows of a batch that were put aside, by reason. */
export async function countSkipped(
  lake: LakeClient,
  dataset: string,
  batch: number,
): Promise<Record<string, number>> {
  const rows = await lake.query<{ reason: string; n: number }>(sql`
    SELECT reason, toFloat64(count()) AS n FROM _skipped
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}
    GROUP BY reason ORDER BY reason`)
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]))
}
