import { type Sql, sql } from '../sql.ts'
import { committedBatches } from './batches.ts'
import { identColumn } from './column-name.ts'
import type { DatasetRecord } from './records.ts'
import { nameTable } from './tables.ts'

export interface RowsOptions {
  /** Only the latest row (by arrival) for each value of this field, and none without a value. */
  readonly latestBy?: string | undefined
}

/**
 * The readable rows of a dataset as a subquery for FROM: those of committed batches; for profile
 * and lookup datasets with a key, the latest per key. All columns of the table are there.
 *
 * @example sql`SELECT count() FROM ${selectRows(record)}`
 */
export function selectRows(
  dataset: Pick<DatasetRecord, 'id' | 'key'>,
  { latestBy = dataset.key }: RowsOptions = {},
): Sql {
  const committed = sql`SELECT * FROM ${nameTable(dataset.id)} WHERE _batch IN ${committedBatches(dataset.id)}`
  if (latestBy === undefined) return sql`(${committed})`
  const key = identColumn(latestBy)
  return sql`(${committed} AND isNotNull(${key}) ORDER BY _row DESC LIMIT 1 BY ${key})`
}
