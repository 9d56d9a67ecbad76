import { type CellAt, columnOf } from '../parts/table-cell.ts'
import type { VennRequest } from './request.ts'

/** An area: all of its sets hold. */
export const cellAtVenn: CellAt<VennRequest> = ({ metric, sets }, place) => {
  if (!('row' in place) || place.row === undefined) return null
  const segments = [place.row].flat().map((index) => sets[Number(index)])
  if (segments.some((segment) => segment === undefined)) return null
  return { column: columnOf({ metric, segments: segments.map((segment) => segment!) }), where: [] }
}
