import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const standardDeviation = defineConstantTable({
  label: 'Standard deviation',
  description: 'The standard deviation of the column (divided by n).',
  arguments: [metric],
  skipsZeros: true,
  of: statistics.computeStandardDeviation,
  examples: [{ args: [[1, 2, 3]], result: Math.sqrt(2 / 3) }],
})
