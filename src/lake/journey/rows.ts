import { areChosen, type ChosenRows, chooseRows, nameTable } from '../datasets/index.ts'
import { join, type Sql, sql, value } from '../sql.ts'
import type { DatasetShare, Journey } from './journey.ts'
import { isNotMoved } from './stitching/moves.ts'

/** The rows of some batches of a dataset, not older than `since` (UTC ms). */
export const selectBatchRows = (
  dataset: string,
  batches: readonly number[],
  since: number | null,
): Sql => sql`FROM ${nameTable(dataset)} WHERE ${areInBatches(batches, since)}`

/** Condition for the rows of some batches, not older than `since` (UTC ms). */
const areInBatches = (batches: readonly number[], since: number | null): Sql =>
  areChosenSince({ batches, ranges: [] }, since)

/** Condition for such rows of a dataset that are not older than `since` (UTC ms). */
export function areChosenSince(rows: ChosenRows, since: number | null): Sql {
  const inTime =
    since === null ? sql`` : sql`AND _time >= fromUnixTimestamp64Milli(${value(since, 'Int64')})`
  return sql`${areChosen(rows)} ${inTime}`
}

/** The rows that a state has read of a dataset. */
export function chooseRead({ batches }: Pick<DatasetShare, 'batches'>): ChosenRows {
  const ends = batches.flatMap(({ batch, upTo }): [number, number][] =>
    upTo === undefined ? [] : [[batch, upTo]],
  )
  return chooseRows(
    batches.map(({ batch }) => batch),
    new Map(ends),
    new Map(),
  )
}

/** Condition for the rows of a dataset that its backfill asks for, or that came later. */
export function isAskedFor({
  periods,
  existing = [],
}: Pick<DatasetShare, 'periods' | 'existing'>): Sql {
  if (periods === undefined) return sql`1`
  const inPeriods = periods.map(
    ({ start, end }) => sql`(_time >= fromUnixTimestamp64Milli(${value(start, 'Int64')})
      AND _time < fromUnixTimestamp64Milli(${value(end, 'Int64')}))`,
  )
  const isNew = sql`_batch NOT IN ${value(existing, 'Array(UInt32)')}`
  return sql`(${join([isNew, ...inPeriods], sql` OR `)})`
}

/** Condition for the rows of a journey table that belong to a published state. */
export function rowsInState(journey: Journey): Sql {
  const removed = journey.removed.map((batches) => sql`NOT (${isRemoved(journey, batches)})`)
  const since = journey.since === null ? [] : [sql`time >= ${value(journey.since, 'Int64')}`]
  const increment = sql`_increment <= ${value(journey.increment, 'UInt32')}`
  return join([increment, ...since, ...removed, ...isNotMoved(journey)], sql` AND `)
}

/** Condition for the rows of batches that were taken out; those of this increment came anew. */
export function isRemoved(
  { increment }: Pick<Journey, 'increment'>,
  { dataset, batches }: Journey['removed'][number],
): Sql {
  return sql`dataset = ${value(dataset, 'UInt8')} AND _batch IN ${value(batches, 'Array(UInt32)')}
    AND _increment < ${value(increment, 'UInt32')}`
}

/** The month of UTC of a row of a journey table: `2026-01`. */
export const monthOfRow = sql`formatDateTime(fromUnixTimestamp64Milli(time, 'UTC'), '%Y-%m')`
