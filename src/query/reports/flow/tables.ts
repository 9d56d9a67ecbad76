import { buildSummary, buildTable, itemCell, type TabulateReport } from '../parts/table.ts'
import type { FlowResult } from './request.ts'

/** Nodes, and links between them by their ids. */
export const tabulateFlow: TabulateReport<FlowResult> = (result) => {
  const { columns, links, containers, share, afterExit } = result
  const nodes = columns.flatMap(({ column, dimension, nodes: all }) =>
    all.map((node) => ({ column, dimension, ...node })),
  )
  const after = buildTable('after-exit', afterExit ?? [], [
    ['Item', itemCell],
    ['Special', ({ special }) => special],
    ['Paths', ({ paths }) => paths],
  ])
  return [
    buildTable('nodes', nodes, [
      ['Column', ({ column }) => column],
      ['Dimension', ({ dimension }) => dimension],
      ['Node', ({ id }) => id],
      ['Item', itemCell],
      ['Special', ({ special }) => special],
      ['Paths', ({ paths }) => paths],
    ]),
    buildTable('links', links, [
      ['From', ({ from }) => from],
      ['To', ({ to }) => to],
      ['Paths', ({ paths }) => paths],
    ]),
    ...(afterExit === undefined ? [] : [after]),
    buildSummary({ Containers: containers, Share: share }),
  ]
}
