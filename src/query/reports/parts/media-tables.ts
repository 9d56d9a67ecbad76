import type { MediaResult } from './media-request.ts'
import { buildTable, itemCell, type TabulateReport } from './table.ts'

/** A row per point of each series; the extremes and sum of each. */
export const tabulateMedia: TabulateReport<MediaResult> = ({ series }) => {
  const points = series.flatMap((one) => one.points.map((point) => ({ one, point })))
  return [
    buildTable('points', points, [
      ['Item', ({ one }) => itemCell(one)],
      ['Time', ({ point }) => point.item],
      ['Value', ({ point }) => point.value],
    ]),
    buildTable('totals', series, [
      ['Item', itemCell],
      ['Max', ({ max }) => max],
      ['Min', ({ min }) => min],
      ['Sum', ({ sum }) => sum],
      ['Average', ({ average }) => average],
    ]),
  ]
}
