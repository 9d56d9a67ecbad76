import * as statistics from '../../../statistics/descriptive.ts'
import { constantTable, type Statistic } from './constant-table.ts'
import { metric } from './definition.ts'

const zeros = { skipsZeros: true } as const

export const columnMax = constantTable({
  label: 'Column maximum',
  description: 'The largest value of the column.',
  arguments: [metric],
  ...zeros,
  of: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
  examples: [
    { args: [[3, 7, null]], result: 7 },
    { args: [[-3, 0]], result: -3 },
    { args: [[-3, 0]], includeZeros: true, result: 0 },
  ],
})

export const columnMin = constantTable({
  label: 'Column minimum',
  description: 'The smallest value of the column.',
  arguments: [metric],
  ...zeros,
  of: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
  examples: [
    { args: [[3, 7, 0]], result: 3 },
    { args: [[3, 7, 0]], includeZeros: true, result: 0 },
  ],
})

export const columnSum = constantTable({
  label: 'Column sum',
  description: 'The sum of the values of all rows.',
  arguments: [metric],
  of: statistics.sum,
  examples: [{ args: [[3, 7, null]], result: 10 }],
})

export const count = constantTable({
  label: 'Count',
  description: 'How many rows are not zero.',
  arguments: [metric],
  ...zeros,
  of: (values) => values.length,
  examples: [{ args: [[3, 0, 7, null]], result: 2 }],
})

export const mean = constantTable({
  label: 'Mean',
  description: 'The mean of the column.',
  arguments: [metric],
  ...zeros,
  of: statistics.mean,
  examples: [
    { args: [[3, 0, 7, null]], result: 5 },
    { args: [[3, 0, 9, null]], includeZeros: true, result: 4 },
  ],
})

export const median = constantTable({
  label: 'Median',
  description: 'The middle value of the column.',
  arguments: [metric],
  ...zeros,
  of: statistics.median,
  examples: [{ args: [[1, 9, 2, 4]], result: 3 }],
})

export const percentile = constantTable({
  label: 'Percentile',
  description: 'The value below which k percent of the column lie, interpolated between rows.',
  arguments: [metric, { name: 'k', description: '0 to 100, clamped', kind: 'parameter' }],
  ...zeros,
  of: (values, k) => statistics.percentile(values, Math.min(100, Math.max(0, k!))),
  examples: [
    { args: [[1, 2, 3, 4, 5], 50], result: 3 },
    { args: [[1, 2, 3, 4, 5], 90], result: 4.6 },
    { args: [[1, 2, 3], 400], result: 3 },
    { args: [[1, 2, 3], -5], result: 1 },
  ],
})

export const quartile = constantTable({
  label: 'Quartile',
  description: 'Minimum (0), first quartile (1), median (2), third quartile (3) or maximum (4).',
  arguments: [metric, { name: 'quartile', description: '0 to 4', kind: 'parameter' }],
  ...zeros,
  of: (values, q) => (q! >= 0 && q! <= 4 ? statistics.percentile(values, 25 * q!) : Number.NaN),
  examples: [0, 1, 2, 3, 4].map((q) => ({ args: [[1, 2, 3, 4, 5], q], result: q + 1 })),
})

export const standardDeviation = constantTable({
  label: 'Standard deviation',
  description: 'The standard deviation of the column (divided by n).',
  arguments: [metric],
  ...zeros,
  of: statistics.standardDeviation,
  examples: [{ args: [[1, 2, 3]], result: Math.sqrt(2 / 3) }],
})

export const variance = constantTable({
  label: 'Variance',
  description: 'The variance of the column (divided by n).',
  arguments: [metric],
  ...zeros,
  of: statistics.variance,
  examples: [{ args: [[1, 2, 3]], result: 2 / 3 }],
})

const rows: Statistic = (_, __, { rowCount }) => rowCount

export const rowCount = constantTable({
  label: 'Row count',
  description:
    'How many items the rows have on events in scope, shown or not; of time every period of the range.',
  arguments: [],
  of: rows,
  examples: [],
})
