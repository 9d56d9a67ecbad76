import type { ItemTouch } from '../../../model/criterion.ts'
import type { ExplainPlace } from '../../../model/explain-place.ts'
import type { Item } from '../../../model/result.ts'
import type { CellAt, TableCell } from '../parts/table-cell.ts'
import { columnId, type FreeformColumn, type FreeformRequest } from './request.ts'

/** A table's own cells; a change between two columns is none that counts anything. */
export const cellAtFreeform: CellAt<FreeformRequest> = (request, place) => {
  if (!('column' in place)) return null
  const found = request.columns.find((column, index) => columnId(column, index) === place.column)
  if (found === undefined || found.change !== undefined) return null
  const { id: _, ...column } = found
  return onRow(request, column, place)
}

function onRow(
  { rows, where }: FreeformRequest,
  column: Omit<FreeformColumn, 'id'>,
  { row }: Extract<ExplainPlace, { readonly column: unknown }>,
): TableCell | null {
  if ('metrics' in rows) {
    return typeof row === 'string' ? { column: { ...column, metric: row }, where } : null
  }
  if (row === undefined) return { column, where }
  if ('segments' in rows) {
    const segment = rows.segments.find((ref) => ref === row)
    if (segment === undefined) return null
    return { column: { ...column, segments: [...column.segments, segment] }, where }
  }
  // A range in a row is what is looked at, whatever the others are.
  if ('dateRanges' in rows) {
    const range = rows.dateRanges.find((ref) => ref === row)
    return range === undefined ? null : { column: { ...column, dateRange: range }, where }
  }
  const ids = 'dimensions' in rows ? rows.dimensions : [rows.dimension]
  return { column, where: [...where, ...touchesOf(ids, [row].flat())] }
}

export const touchesOf = (ids: readonly string[], items: readonly Item[]): ItemTouch[] =>
  ids.map((dimension, index) => ({ dimension, item: items[index] ?? null }))
