import { compareTables } from '../parts/compared-tables.ts'
import { buildTable, itemCell, type TabulateReport } from '../parts/table.ts'
import type { TrendsResult } from './request.ts'

/** A row per point of each series; the total of each. */
export const tabulateTrends: TabulateReport<TrendsResult> = (result) =>
  compareTables(result, ({ series }) => {
    const points = series.flatMap((one) =>
      one.points.map((point, k) => ({ one, point, k, expectation: one.expectations?.[k] })),
    )
    return [
      buildTable('points', points, [
        ['Series', ({ one }) => one.name],
        ['Segment', ({ one }) => one.segment],
        ['Item', ({ one }) => itemCell(one)],
        ['Interval', ({ point }) => point.interval],
        ['Value', ({ point }) => point.value],
        ['Expected', ({ expectation }) => expectation?.expected],
        ['Lower', ({ expectation }) => expectation?.lower],
        ['Upper', ({ expectation }) => expectation?.upper],
        ['Anomaly', ({ expectation }) => expectation?.anomaly],
        ['Trend line', ({ one, k }) => one.trendLine?.[k]],
      ]),
      buildTable('totals', series, [
        ['Series', ({ name }) => name],
        ['Segment', ({ segment }) => segment],
        ['Item', itemCell],
        ['Total', ({ total }) => total],
      ]),
    ]
  })
