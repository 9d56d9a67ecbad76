import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const variance = defineConstantTable({
  label: 'Variance',
  description: 'The variance of the column (divided by n).',
  arguments: [metric],
  skipsZeros: true,
  of: statistics.computeVariance,
  examples: [{ args: [[1, 2, 3]], result: 2 / 3 }],
})
