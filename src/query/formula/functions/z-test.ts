import { normalCdf } from '../../../statistics/distributions.ts'
import { metric, type RowFunctionDefinition } from './parts/definition.ts'
import { tails } from './parts/test-arguments.ts'

export const zTest: RowFunctionDefinition = {
  kind: 'row',
  label: 'Z-test',
  description: 'The p-value of a z-score: tails × CDF-Z(-|x|).',
  arguments: [metric, tails],
  row: ([x, n]) => n! * normalCdf(-Math.abs(x!)),
  examples: [{ args: [[1.959963984540054, 0], 2], result: [0.05, 1], tolerance: 1e-10 }],
}
