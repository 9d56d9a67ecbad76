import { compareTables } from '../parts/compared-tables.ts'
import { buildTable, type TabulateReport } from '../parts/table.ts'
import type { ConversionTrendsResult } from './request.ts'

/** A row per interval of each series; the average of each. */
export const tabulateConversionTrends: TabulateReport<ConversionTrendsResult> = (result) =>
  compareTables(result, ({ series }) => {
    const points = series.flatMap(({ segment, points: all }) =>
      all.map((point) => ({ segment, ...point })),
    )
    return [
      buildTable('points', points, [
        ['Segment', ({ segment }) => segment],
        ['Interval', ({ interval }) => interval],
        ['Started', ({ started }) => started],
        ['Completed', ({ completed }) => completed],
        ['Rate', ({ rate }) => rate],
      ]),
      buildTable('averages', series, [
        ['Segment', ({ segment }) => segment],
        ['Average', ({ average }) => average],
      ]),
    ]
  })
