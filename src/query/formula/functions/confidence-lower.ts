import { confidenceSequence } from '../../../statistics/experiment.ts'
import { metric, type RowFunctionDefinition } from './parts/definition.ts'
import { ALPHA, rowMoments, units } from './parts/experiment.ts'

export const confidenceLower: RowFunctionDefinition = {
  kind: 'row',
  label: 'Confidence (lower bound)',
  description: 'The lower bound of the anytime-valid 95 % confidence sequence of the mean.',
  arguments: [metric, units],
  needsSquares: true,
  row: (args) => confidenceSequence(rowMoments(args), ALPHA).lower,
  examples: [{ args: [[500], [1000], [500]], result: [0.44677395008152143] }],
}
