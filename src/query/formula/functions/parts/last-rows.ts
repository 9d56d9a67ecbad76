import {
  type FormulaArgument,
  type TableColumn,
  type TableContext,
  takesPart,
} from './definition.ts'

export const lastRows: FormulaArgument = {
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
export function cutWindows(
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
