import { studentCdf } from '../../../statistics/distributions.ts'
import { metric, type RowFunctionDefinition } from './parts/definition.ts'
import { degrees } from './parts/test-arguments.ts'

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
