import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const columnSum = defineConstantTable({
  label: 'Column sum',
  description: 'The sum of the values of all rows.',
  arguments: [metric],
  of: statistics.addUp,
  examples: [{ args: [[3, 7, null]], result: 10 }],
})
