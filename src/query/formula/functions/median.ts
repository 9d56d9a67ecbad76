import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const median = defineConstantTable({
  label: 'Median',
  description: 'The middle value of the column.',
  arguments: [metric],
  skipsZeros: true,
  of: statistics.computeMedian,
  examples: [{ args: [[1, 9, 2, 4]], result: 3 }],
})
