import { touchesOf } from '../freeform/cell-at.ts'
import { type CellAt, columnOf } from '../parts/table-cell.ts'
import type { TrendsRequest } from './request.ts'

/** A point of a metric; what is counted of events is in no table. */
export const cellAtTrends: CellAt<TrendsRequest> = ({ metrics, breakdown, interval }, place) => {
  if (!('column' in place) || place.row === undefined) return null
  const metric = metrics.find((id) => id === place.column)
  if (metric === undefined) return null
  const dimensions = breakdown === undefined ? [interval] : [breakdown, interval]
  return { column: columnOf({ metric }), where: touchesOf(dimensions, [place.row].flat()) }
}
