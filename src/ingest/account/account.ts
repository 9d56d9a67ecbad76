import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  type BatchOpening,
  type BatchResult,
  type DatasetRecord,
  nameTable,
} from '../../lake/datasets/index.ts'
import { sql, value } from '../../lake/sql.ts'
import type { Copied } from '../copy/copy.ts'
import { type SourceFile, unreadableReasons } from '../source.ts'
import { countReplaced, hideDuplicates } from './duplicates.ts'

/**
 * Accounts for every row of a batch: read = added + skipped + duplicates. Hides the duplicates.
 *
 * @throws ThroughlineError `import/unreadable` when no row has the form that the format asks for
 */
export async function account(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  { batch }: BatchOpening,
  { unreadableValues, skipped, problem }: Copied,
  replaces: readonly number[],
): Promise<BatchResult> {
  const added = await countAdded(lake, record.id, batch)
  const rowsSkipped = sum(Object.values(skipped))
  const rowsUnreadable = sum(unreadableReasons.map((reason) => skipped[reason] ?? 0))
  if (added === 0 && rowsSkipped > 0 && rowsSkipped === rowsUnreadable) {
    const params = { source: file.name, reason: problem ?? 'no row can be read' }
    throw new ThroughlineError('import/unreadable', params)
  }
  const duplicates = await hideDuplicates(lake, record, batch, replaces)
  const replaced = await countReplaced(lake, record, batch, replaces)
  return {
    read: added + rowsSkipped,
    added: added - duplicates,
    duplicates,
    replaced,
    skipped,
    unreadable: unreadableValues,
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

async function countAdded(lake: LakeClient, dataset: string, batch: number): Promise<number> {
  const [row] = await lake.query<{ n: number }>(
    sql`SELECT toFloat64(count()) AS n FROM ${nameTable(dataset)} WHERE _batch = ${value(batch, 'UInt32')}`,
  )
  return row?.n ?? 0
}
