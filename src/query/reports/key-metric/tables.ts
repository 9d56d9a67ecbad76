import { buildSummary, buildTable, type ReportColumn, type TabulateReport } from '../parts/table.ts'
import type { KeyMetricResult, KeyMetricSeries } from './request.ts'

/** Points side by side by their place in either range; the figures themselves. */
export const tabulateKeyMetric: TabulateReport<KeyMetricResult> = (result) => {
  const { primary, comparison } = result
  const length = Math.max(primary.points.length, comparison.points.length)
  const places = Array.from({ length }, (_, k) => k)
  return [
    buildSummary({
      Primary: primary.total,
      Comparison: comparison.total,
      Change: result.change,
      Difference: result.difference,
    }),
    buildTable('points', places, [
      ['Item', (k) => primary.points[k]?.item],
      ['Value', (k) => primary.points[k]?.value],
      ...lineColumn(primary),
      ['Comparison item', (k) => comparison.points[k]?.item],
      ['Comparison value', (k) => comparison.points[k]?.value],
    ]),
  ]
}

const lineColumn = ({ trendLine }: KeyMetricSeries): ReportColumn<number>[] =>
  trendLine === undefined ? [] : [['Trend line', (k) => trendLine[k]]]
