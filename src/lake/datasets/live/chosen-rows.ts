import { join, type Sql, sql, value } from '../../sql.ts'
import type { BatchEnds } from './growing-batch.ts'

/** Rows of a batch that grows: from `_row` `from` up to `to`, both of them included. */
export interface RowRange {
  readonly batch: number
  readonly from: number
  readonly to: number
}

/** Batches that are read as a whole, and what has come to others. */
export interface ChosenRows {
  readonly batches: readonly number[]
  readonly ranges: readonly RowRange[]
}

export const noRows: ChosenRows = { batches: [], ranges: [] }

export const hasRows = ({ batches, ranges }: ChosenRows): boolean =>
  batches.length + ranges.length > 0

/** The batches that have these rows, each once. */
export const listBatchesOf = ({ batches, ranges }: ChosenRows): readonly number[] => [
  ...batches,
  ...ranges.map(({ batch }) => batch),
]

/**
 * The rows of new batches, and those that have come to batches that were read before.
 * @param ends of the batches that grow, as they were when the batches were listed
 * @param read up to which row the others were read
 */
export function chooseRows(added: readonly number[], ends: BatchEnds, read: BatchEnds): ChosenRows {
  const isGrowing = (batch: number) => ends.has(batch)
  const whole = added.filter(isGrowing).map((batch) => ({ batch, from: 0, to: ends.get(batch)! }))
  const more = [...read].map(([batch, last]) => ({
    batch,
    from: last + 1,
    to: ends.get(batch) ?? last,
  }))
  return {
    batches: added.filter((batch) => !isGrowing(batch)),
    ranges: [...whole, ...more.filter(({ from, to }) => from <= to)],
  }
}

/** Condition for such rows of a dataset. */
export function areChosen({ batches, ranges }: ChosenRows): Sql {
  const whole = sql`_batch IN ${value(batches, 'Array(UInt32)')}`
  const parts = ranges.map(
    ({ batch, from, to }) => sql`(_batch = ${value(batch, 'UInt32')}
      AND _row BETWEEN ${value(from, 'Int64')} AND ${value(to, 'Int64')})`,
  )
  return sql`(${join([whole, ...parts], sql` OR `)})`
}
