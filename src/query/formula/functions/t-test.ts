import { studentCdf } from '../../../statistics/distributions.ts'
import { metric, type RowFunctionDefinition } from './parts/definition.ts'
import { degrees, tails } from './parts/test-arguments.ts'

export const tTest: RowFunctionDefinition = {
  kind: 'row',
  label: 'T-test',
  description: 'The p-value of a t-score: tails × CDF-T(-|x|, degrees).',
  arguments: [metric, degrees, tails],
  row: ([x, df, n]) => n! * studentCdf(-Math.abs(x!), df!),
  examples: [{ args: [[2.5705818366147, 0], 5, 2], result: [0.05, 1], tolerance: 1e-10 }],
}
