import type { FreeformResult, Statistic } from '../reports/freeform/request.ts'
import type { Operand } from '../formula/index.ts'
import {
  computeMean,
  computeMedian,
  computeStandardDeviation,
  computeVariance,
} from '../../statistics/descriptive.ts'
import type { Unmeasured } from '../compilation/finish.ts'

const statistics: Readonly<Record<Statistic, (values: Float64Array) => number>> = {
  sum: (values) => values.reduce((sum, x) => sum + x, 0),
  mean: computeMean,
  median: computeMedian,
  min: (values) => values.reduce((least, x) => Math.min(least, x), Infinity),
  max: (values) => values.reduce((most, x) => Math.max(most, x), -Infinity),
  count: (values) => values.length,
  'standard-deviation': computeStandardDeviation,
  variance: computeVariance,
}

/** The asked statistics of every column over its rows; those without a figure are left out. */
export function computeColumnStatistics(
  asked: readonly Statistic[],
  columns: readonly Operand[],
  rowsOf: (column: number) => Uint32Array,
): Pick<Unmeasured<FreeformResult>, 'statistics'> {
  if (asked.length === 0) return {}
  const values = columns.map(({ rows }, index) =>
    Float64Array.from(rowsOf(index), (row) => rows[row]!).filter((x) => !Number.isNaN(x)),
  )
  const entries = asked.map((name) => [
    name,
    values.map((column) => {
      const figure = statistics[name](column)
      return Number.isFinite(figure) ? figure : null
    }),
  ])
  return { statistics: Object.fromEntries(entries) }
}
