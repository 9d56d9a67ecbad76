import type { ColumnShape } from './column-shape.ts'
import { splitFieldName } from './split-words.ts'

/** The field that most likely tells rows apart: called like it, and different in every row seen. */
export function guessRowId(shapes: readonly ColumnShape[]): string | undefined {
  const unique = shapes.filter(
    ({ type, rows, filled, distinct }) =>
      (type === 'string' || type === 'number') && rows > 1 && filled === rows && distinct === rows,
  )
  const named = unique
    .map(({ path }) => ({ path, rank: names.indexOf(splitFieldName(path).join('_')) }))
    .filter(({ rank }) => rank >= 0)
  return named.toSorted((a, b) => a.rank - b.rank)[0]?.path
}

/** The best first. */
const names: readonly string[] = [
  'event_id',
  'insert_id',
  'message_id',
  'event_uuid',
  'hit_id',
  'row_id',
  'record_id',
  'log_id',
  'uuid',
  'idlink_va',
  'call_id',
  'conversation_id',
  'interaction_id',
  'contact_id',
  'transaction_id',
  'ticket_id',
  'response_id',
  'id',
]
