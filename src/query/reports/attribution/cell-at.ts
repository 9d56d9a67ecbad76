import { touchesOf } from '../freeform/cell-at.ts'
import { type CellAt, columnOf } from '../parts/table-cell.ts'
import { readModels } from './compile.ts'
import type { AttributionRequest } from './request.ts'

/** The credit of an item by a model. */
export const cellAtAttribution: CellAt<AttributionRequest> = (request, place) => {
  if (!('column' in place) || place.row === undefined) return null
  const attribution = readModels(request, []).find(({ model }) => model === place.column)
  if (attribution === undefined) return null
  const { metric, dimension } = request
  return {
    column: columnOf({ metric, attribution }),
    where: touchesOf([dimension], [place.row].flat()),
  }
}
