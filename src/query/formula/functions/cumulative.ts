import { mean } from '../../../statistics/descriptive.ts'
import {
  type FormulaArgument,
  metric,
  participants,
  type TableColumn,
  type TableContext,
  type TableFunctionDefinition,
  takesPart,
} from './definition.ts'

const lastRows: FormulaArgument = {
  name: 'n',
  description: 'how many rows up to this one; 0 or less for all',
  kind: 'parameter',
}

interface Windows {
  readonly sums: Float64Array
  readonly counts: Float64Array
}

/**
 * Sum and number of the values among the last `n` rows, up to each row; n ≤ 0: all. Where zeros are
 * left out, rows that are zero or undefined take no place among them.
 */
function windows(
  { rows }: TableColumn,
  n: number,
  { includeZeros }: Pick<TableContext, 'includeZeros'>,
): Windows {
  const takes = (value: number) => includeZeros || takesPart(value, { includeZeros })
  const values = rows.filter(takes)
  const { sums, counts } = n > 0 ? lastOf(values, n) : allOf(values)
  let place = 0
  const places = Array.from(rows, (value) => (takes(value) ? ++place : place) - 1)
  return {
    sums: Float64Array.from(places, (at) => sums[at] ?? 0),
    counts: Float64Array.from(places, (at) => counts[at] ?? 0),
  }
}

function allOf(values: Float64Array): Windows {
  let [sum, count] = [0, 0]
  const counts = values.map((value) => (Number.isNaN(value) ? count : ++count))
  const sums = values.map((value) => {
    sum += value || 0
    return sum
  })
  return { sums, counts }
}

function lastOf(values: Float64Array, n: number): Windows {
  const each = (of: (value: number) => number) =>
    values.map((_, end) => {
      let sum = 0
      for (let row = Math.max(0, end - n + 1); row <= end; row++) sum += of(values[row]!)
      return sum
    })
  return {
    sums: each((value) => value || 0),
    counts: each((value) => Number(!Number.isNaN(value))),
  }
}

const always = () => true

/** The totals row keeps the metric's total. */
export const cumulative: TableFunctionDefinition = {
  kind: 'table',
  label: 'Cumulative',
  description: 'The sum of the last n rows, or of all rows so far, in the order of the table.',
  arguments: [lastRows, metric],
  skipsZeros: true,
  dependsOnOrder: always,
  table: ([n, column], context) => windows(column!, Math.trunc(n!.parameter), context).sums,
  total: ([, total]) => total!,
  examples: [
    { args: [0, [500, 200, 400]], result: [500, 700, 1100] },
    { args: [2, [500, 200, 400]], result: [500, 700, 600] },
    { args: [2, [500, 0, 0, 400]], result: [500, 500, 500, 900] },
    { args: [2, [500, 0, 0, 400]], includeZeros: true, result: [500, 500, 0, 400] },
    { args: [-1, [1, null, 2]], result: [1, 1, 3] },
  ],
}

/** The totals row has the mean of all rows. */
export const cumulativeAverage: TableFunctionDefinition = {
  kind: 'table',
  label: 'Cumulative average',
  description: 'The mean of the last n rows, or of all rows so far, in the order of the table.',
  arguments: [lastRows, metric],
  skipsZeros: true,
  dependsOnOrder: always,
  table: ([n, column], context) => {
    const { sums, counts } = windows(column!, Math.trunc(n!.parameter), context)
    return sums.map((sum, row) => sum / counts[row]!)
  },
  total: (_, [, column], context) => mean(participants(column!, context)),
  examples: [
    { args: [0, [500, 200, 400]], result: [500, 350, 1100 / 3] },
    { args: [2, [500, 200, 400]], result: [500, 350, 300] },
    { args: [0, [500, 0, 400]], result: [500, 500, 450] },
    { args: [0, [500, 0, 400]], includeZeros: true, result: [500, 250, 300] },
    { args: [0, [null, 4, null]], result: [null, 4, 4] },
  ],
}
