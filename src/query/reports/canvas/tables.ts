import {
  buildSummary,
  buildTable,
  itemCell,
  joinCells,
  type TabulateReport,
} from '../parts/table.ts'
import type { CanvasResult } from './request.ts'

/** Nodes, arrows between them by their ids, and the items that come before or after. */
export const tabulateCanvas: TabulateReport<CanvasResult> = (result) => {
  const { nodes, arrows, caption, rule, bestPath, top } = result
  const items = (top ?? []).flatMap(({ items: all, between, ...place }) =>
    all.map((one) => ({ between, place, ...one })),
  )
  return [
    buildTable('nodes', nodes, [
      ['Node', ({ id }) => id],
      ['Name', ({ name }) => name],
      ['Value', ({ value }) => value],
      ['Secondary', ({ secondary }) => secondary],
      ['Containers', ({ containers }) => containers],
      ['Fallout', ({ fallout }) => fallout],
      ['Fallout share', ({ falloutShare }) => falloutShare],
      ['Of start', ({ ofStart }) => ofStart],
      ['Of previous', ({ ofPrevious }) => ofPrevious],
      ['Of total', ({ ofTotal }) => ofTotal],
    ]),
    buildTable('arrows', arrows, [
      ['From', ({ from }) => from],
      ['To', ({ to }) => to],
      ['Containers', ({ containers }) => containers],
      ['Share', ({ share }) => share],
      ['Fallout', ({ fallout }) => fallout],
      ['Value', ({ value }) => value],
    ]),
    ...(top === undefined
      ? []
      : [
          buildTable('top', items, [
            ['Dimension', ({ place }) => place.dimension],
            ['After', ({ place, between }) => place.after ?? between?.[0]],
            ['Before', ({ place, between }) => place.before ?? between?.[1]],
            ['Item', itemCell],
            ['Containers', ({ containers }) => containers],
            ['Share', ({ share }) => share],
          ]),
        ]),
    buildSummary({
      Caption: caption,
      Rule: rule,
      'Best path': bestPath && joinCells(bestPath.nodes),
      Rate: bestPath?.rate,
    }),
  ]
}
