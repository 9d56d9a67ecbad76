import type { Table } from '../../../model/table.ts'
import { buildSummary, buildTable, spreadColumns, type TabulateReport } from '../parts/table.ts'
import type { PathRow, PathsResult } from './request.ts'

/** A row per path with a column per step; those that were abandoned. */
export const tabulatePaths: TabulateReport<PathsResult> = (result) => [
  pathTable('paths', result.paths),
  pathTable('abandoned', result.abandoned),
  buildSummary({
    Total: result.total,
    Conversions: result.conversions,
    Paths: result.pathCount,
  }),
]

const pathTable = (name: string, rows: readonly PathRow[]): Table =>
  buildTable(name, rows, [
    ...spreadColumns('Step', rows, ({ items }) => items),
    ['Count', ({ count }) => count],
    ['People', ({ people }) => people],
    ['Conversions', ({ conversions }) => conversions],
    ['Rate', ({ rate }) => rate],
    ['Value', ({ value }) => value],
    ['Median seconds', ({ medianSeconds }) => medianSeconds],
  ])
