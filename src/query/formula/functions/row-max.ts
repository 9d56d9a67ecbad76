import type { RowFunctionDefinition } from './parts/definition.ts'
import { metrics, present } from './parts/values-of-row.ts'

/** Infinity of no values at all becomes null. */
export const rowMax: RowFunctionDefinition = {
  kind: 'row',
  label: 'Row maximum',
  description: 'The largest of the values in the row.',
  arguments: metrics,
  row: (args) => Math.max(...present(args)),
  examples: [
    {
      args: [
        [1, null],
        [5, null],
        [2, null],
      ],
      result: [5, null],
    },
  ],
}
