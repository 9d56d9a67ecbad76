import { conditionArguments, isTrue } from './parts/conditions.ts'
import type { RowFunctionDefinition } from './parts/definition.ts'

export const or: RowFunctionDefinition = {
  kind: 'row',
  jumps: true,
  label: 'Or',
  description: '1 where any of the conditions is true, else 0.',
  arguments: conditionArguments,
  row: (args) => {
    if (args.some(isTrue)) return 1
    return args.some(Number.isNaN) ? Number.NaN : 0
  },
  examples: [
    {
      args: [
        [1, 0, 0, null, null],
        [0, 5, 0, 1, 0],
      ],
      result: [1, 1, 0, 1, null],
    },
  ],
}
