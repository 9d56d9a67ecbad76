import { confidenceSequence } from '../../../statistics/experiment.ts'
import { metric, type RowFunctionDefinition } from './parts/definition.ts'
import { ALPHA, rowMoments, units } from './parts/experiment.ts'

export const confidenceUpper: RowFunctionDefinition = {
  kind: 'row',
  label: 'Confidence (upper bound)',
  description: 'The upper bound of the anytime-valid 95 % confidence sequence of the mean.',
  arguments: [metric, units],
  needsSquares: true,
  row: (args) => confidenceSequence(rowMoments(args), ALPHA).upper,
  examples: [{ args: [[500], [1000], [500]], result: [0.5532260499184786] }],
}
