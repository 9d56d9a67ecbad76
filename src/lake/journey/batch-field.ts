import { ownColumns } from '../../model/own-columns.ts'
import { literal, type Sql, sql, value } from '../sql.ts'
import type { Journey, StoredField } from './journey.ts'

/** The batch that an event came with, read like a field. Batches are numbered within their dataset. */
export const batchField: StoredField = {
  path: ownColumns.batch,
  type: 'string',
  lists: [],
  id: -1,
  storage: '_batch',
}

/**
 * What batches are called, `web/3`, by their code from 1 on: the first batches of all datasets, then the
 * second ones, so that a code never changes while batches arrive.
 */
export function listBatchNames({ datasets }: Pick<Journey, 'datasets'>): readonly string[] {
  const numbers = datasets.flatMap(({ batches }) => batches.map(({ batch }) => batch))
  const highest = numbers.reduce((a, b) => Math.max(a, b), 0)
  return Array.from({ length: highest }, (_, index) => index + 1).flatMap((batch) =>
    datasets.map(({ dataset }) => `${dataset}/${batch}`),
  )
}

/** The code of an event's batch. */
export const batchCode = ({ datasets }: Journey, type: string): Sql =>
  sql`CAST((j._batch - 1) * ${value(datasets.length, 'UInt32')} + j.dataset, ${literal(type)})`
