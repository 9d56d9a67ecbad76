import type { RowFunctionDefinition } from './parts/definition.ts'
import { metrics, present } from './parts/values-of-row.ts'

export const rowSum: RowFunctionDefinition = {
  kind: 'row',
  label: 'Row sum',
  description: 'The sum of the values in the row.',
  arguments: metrics,
  row: (args) =>
    args.every(Number.isNaN) ? Number.NaN : present(args).reduce((sum, x) => sum + x, 0),
  examples: [
    {
      args: [
        [1, null],
        [5, null],
        [2, 7],
      ],
      result: [8, 7],
    },
  ],
}
