import { touchesOf } from '../freeform/cell-at.ts'
import { type CellAt, columnOf } from '../parts/table-cell.ts'
import type { KeyMetricRequest } from './request.ts'

/** The metric in the range of the request, or an interval of it. */
export const cellAtKeyMetric: CellAt<KeyMetricRequest> = ({ metric, interval }, place) => {
  if ('column' in place && place.column !== 'primary') return null
  if (!('column' in place) && !('row' in place)) return null
  const where = place.row === undefined ? [] : touchesOf([interval], [place.row].flat())
  return { column: columnOf({ metric }), where }
}
