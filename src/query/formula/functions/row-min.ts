import type { RowFunctionDefinition } from './parts/definition.ts'
import { metrics, present } from './parts/values-of-row.ts'

export const rowMin: RowFunctionDefinition = {
  kind: 'row',
  label: 'Row minimum',
  description: 'The smallest of the values in the row.',
  arguments: metrics,
  row: (args) => Math.min(...present(args)),
  examples: [
    {
      args: [
        [1, 4],
        [5, null],
        [2, 7],
      ],
      result: [1, 4],
    },
  ],
}
