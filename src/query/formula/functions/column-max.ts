import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const columnMax = defineConstantTable({
  label: 'Column maximum',
  description: 'The largest value of the column.',
  arguments: [metric],
  skipsZeros: true,
  of: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
  examples: [
    { args: [[3, 7, null]], result: 7 },
    { args: [[-3, 0]], result: -3 },
    { args: [[-3, 0]], includeZeros: true, result: 0 },
  ],
})
