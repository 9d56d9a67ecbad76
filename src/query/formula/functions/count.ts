import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const count = defineConstantTable({
  label: 'Count',
  description: 'How many rows are not zero.',
  arguments: [metric],
  skipsZeros: true,
  of: (values) => values.length,
  examples: [{ args: [[3, 0, 7, null]], result: 2 }],
})
