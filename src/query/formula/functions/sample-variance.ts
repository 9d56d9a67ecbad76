import { estimateVariance } from '../../../statistics/experiment.ts'
import { metric, type RowFunctionDefinition } from './parts/definition.ts'
import { rowMoments, units } from './parts/experiment.ts'

export const sampleVariance: RowFunctionDefinition = {
  kind: 'row',
  label: 'Sample variance',
  description: 'The variance of the metric over units, divided by n - 1.',
  arguments: [metric, units],
  needsSquares: true,
  row: (args) => estimateVariance(rowMoments(args)),
  examples: [
    { args: [[6], [3], [14]], result: [1] },
    { args: [[6], [1], [36]], result: [null] },
  ],
}
