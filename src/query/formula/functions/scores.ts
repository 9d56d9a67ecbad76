import { mean, standardDeviation } from '../../../statistics/descriptive.ts'
import { normalCdf, studentCdf } from '../../../statistics/distributions.ts'
import {
  metric,
  participants,
  type RowFunctionDefinition,
  type TableFunctionDefinition,
} from './definition.ts'
import { scalar } from './scalar.ts'

const degrees = {
  name: 'degrees',
  description: 'the degrees of freedom',
  kind: 'formula',
} as const

const tails = { name: 'tails', description: '1 or 2', kind: 'formula' } as const

const standardized: TableFunctionDefinition['table'] = ([column]) => {
  const values = participants(column!, { includeZeros: true })
  const centre = mean(values)
  const spread = standardDeviation(values)
  return column!.rows.map((x) => (x - centre) / spread)
}

const score = (label: string): TableFunctionDefinition => ({
  kind: 'table',
  label,
  description: 'How many standard deviations of the column a row lies from its mean.',
  arguments: [metric],
  table: standardized,
  examples: [
    { args: [[4, 2, 0]], result: [Math.sqrt(1.5), 0, -Math.sqrt(1.5)] },
    { args: [[1, 2, 3]], result: [-Math.sqrt(1.5), 0, Math.sqrt(1.5)] },
    { args: [[2, 2, 2]], result: [null, null, null] },
  ],
})

export const zScore = score('Z-score')
export const tScore = score('T-score')

export const cdfZ = scalar({
  label: 'CDF-Z',
  description: 'The probability that a standard normal value is below this one.',
  of: normalCdf,
  examples: [
    { args: [[0, 2, -3]], result: [0.5, 0.9772498680518208, 0.0013498980316301], tolerance: 1e-10 },
  ],
})

export const cdfT: RowFunctionDefinition = {
  kind: 'row',
  label: 'CDF-T',
  description: 'The probability that a value of Student’s t distribution is below this one.',
  arguments: [metric, degrees],
  row: ([x, df]) => studentCdf(x!, df!),
  examples: [
    { args: [[0, 3], 5], result: [0.5, 0.9849503760512687], tolerance: 1e-10 },
    { args: [1, 1], result: 0.75, tolerance: 1e-10 },
  ],
}

export const zTest: RowFunctionDefinition = {
  kind: 'row',
  label: 'Z-test',
  description: 'The p-value of a z-score: tails × CDF-Z(-|x|).',
  arguments: [metric, tails],
  row: ([x, n]) => n! * normalCdf(-Math.abs(x!)),
  examples: [{ args: [[1.959963984540054, 0], 2], result: [0.05, 1], tolerance: 1e-10 }],
}

export const tTest: RowFunctionDefinition = {
  kind: 'row',
  label: 'T-test',
  description: 'The p-value of a t-score: tails × CDF-T(-|x|, degrees).',
  arguments: [metric, degrees, tails],
  row: ([x, df, n]) => n! * studentCdf(-Math.abs(x!), df!),
  examples: [{ args: [[2.5705818366147, 0], 5, 2], result: [0.05, 1], tolerance: 1e-10 }],
}
