import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const columnMin = defineConstantTable({
  label: 'Column minimum',
  description: 'The smallest value of the column.',
  arguments: [metric],
  skipsZeros: true,
  of: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
  examples: [
    { args: [[3, 7, 0]], result: 3 },
    { args: [[3, 7, 0]], includeZeros: true, result: 0 },
  ],
})
