import type { Cell } from '../../../model/table.ts'
import {
  buildSummary,
  buildTable,
  itemCell,
  joinCells,
  type ReportColumn,
  type TabulateReport,
} from '../parts/table.ts'
import type { AttributionResult } from './request.ts'

/** A column per model; overlaps, paths and the trend of an item beside. */
export const tabulateAttribution: TabulateReport<AttributionResult> = (result) => {
  const models: ReportColumn<{ readonly values: readonly Cell[] }>[] = result.models.map(
    (model, k) => [model, ({ values }) => values[k]],
  )
  return [
    buildTable('rows', result.rows, [['Item', itemCell], ...models]),
    buildTable('overlap', result.overlap, [
      ['Items', ({ items }) => joinCells(items)],
      ['Value', ({ value }) => value],
    ]),
    buildTable('paths', result.paths, [
      ['Items', ({ items }) => joinCells(items)],
      ['Conversions', ({ conversions }) => conversions],
      ['Value', ({ value }) => value],
    ]),
    ...(result.trend === undefined
      ? []
      : [buildTable('trend', result.trend, [['Interval', ({ interval }) => interval], ...models])]),
    buildSummary({ Total: result.total }),
  ]
}
