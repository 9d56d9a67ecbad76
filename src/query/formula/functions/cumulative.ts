import { type FormulaArgument, metric, type TableFunctionDefinition } from './definition.ts'

const lastRows: FormulaArgument = {
  name: 'n',
  description: 'how many rows up to this one; 0 or less for all',
  kind: 'parameter',
}

/** Sum and number of the defined values among the last `n` rows, up to each row. */
function windows(rows: Float64Array, n: number): { sums: Float64Array; counts: Float64Array } {
  const sums = new Float64Array(rows.length)
  const counts = new Float64Array(rows.length)
  for (let end = 0; end < rows.length; end++) {
    if (n <= 0) {
      sums[end] = (end > 0 ? sums[end - 1]! : 0) + (rows[end]! || 0)
      counts[end] = (end > 0 ? counts[end - 1]! : 0) + Number(!Number.isNaN(rows[end]!))
      continue
    }
    for (let row = Math.max(0, end - n + 1); row <= end; row++) {
      sums[end] = sums[end]! + (rows[row]! || 0)
      counts[end] = counts[end]! + Number(!Number.isNaN(rows[row]!))
    }
  }
  return { sums, counts }
}

/** The totals row keeps the metric's total. */
export const cumulative: TableFunctionDefinition = {
  kind: 'table',
  label: 'Cumulative',
  description: 'The sum of the last n rows, or of all rows so far.',
  arguments: [lastRows, metric],
  table: ([n, column]) => windows(column!.rows, Math.trunc(n!.parameter)).sums,
  total: ([, total]) => total!,
  examples: [
    { args: [0, [500, 200, 400]], result: [500, 700, 1100] },
    { args: [2, [500, 200, 400]], result: [500, 700, 600] },
    { args: [-1, [1, null, 2]], result: [1, 1, 3] },
  ],
}

/** The totals row has the mean of all rows. */
export const cumulativeAverage: TableFunctionDefinition = {
  kind: 'table',
  label: 'Cumulative average',
  description: 'The mean of the last n rows, or of all rows so far.',
  arguments: [lastRows, metric],
  table: ([n, column]) => {
    const { sums, counts } = windows(column!.rows, Math.trunc(n!.parameter))
    return sums.map((sum, row) => sum / counts[row]!)
  },
  total: (_, [, column]) => {
    const { sums, counts } = windows(column!.rows, 0)
    return (sums.at(-1) ?? Number.NaN) / (counts.at(-1) ?? 0)
  },
  examples: [
    { args: [0, [500, 200, 400]], result: [500, 350, 1100 / 3] },
    { args: [2, [500, 200, 400]], result: [500, 350, 300] },
    { args: [0, [null, 4, null]], result: [null, 4, 4] },
  ],
}
