import { compareTables } from '../parts/compared-tables.ts'
import { buildTable, type TabulateReport } from '../parts/table.ts'
import type { GrowthResult } from './request.ts'

/** A row per interval, of all and of each segment. */
export const tabulateGrowth: TabulateReport<GrowthResult> = (result) =>
  compareTables(result, ({ rows, compare = [] }) => {
    const all = [{ segment: null, rows }, ...compare].flatMap((one) =>
      one.rows.map((row) => ({ segment: one.segment, ...row })),
    )
    return [
      buildTable('rows', all, [
        ['Segment', ({ segment }) => segment],
        ['Interval', ({ interval }) => interval],
        ['New', (row) => row.new],
        ['Repeat', ({ repeat }) => repeat],
        ['Return', (row) => row.return],
        ['Dormant', ({ dormant }) => dormant],
        ['Net growth', ({ netGrowth }) => netGrowth],
      ]),
    ]
  })
