import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const mean = defineConstantTable({
  label: 'Mean',
  description: 'The mean of the column.',
  arguments: [metric],
  skipsZeros: true,
  of: statistics.computeMean,
  examples: [
    { args: [[3, 0, 7, null]], result: 5 },
    { args: [[3, 0, 9, null]], includeZeros: true, result: 4 },
  ],
})
