import { defineConstantTable } from './parts/constant-table.ts'

export const rowCount = defineConstantTable({
  label: 'Row count',
  description:
    'How many items the rows have on events in scope, shown or not; of time every period of the range.',
  arguments: [],
  of: (_, __, { rowCount: count }) => count,
  examples: [],
})
