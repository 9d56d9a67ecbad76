import { conditionArguments } from './parts/conditions.ts'
import type { RowFunctionDefinition } from './parts/definition.ts'

export const and: RowFunctionDefinition = {
  kind: 'row',
  jumps: true,
  label: 'And',
  description: '1 where all conditions are true, else 0.',
  arguments: conditionArguments,
  row: (args) => {
    if (args.some((x) => x === 0)) return 0
    return args.some(Number.isNaN) ? Number.NaN : 1
  },
  examples: [
    {
      args: [
        [1, 2, 0, null, null],
        [3, 0, 0, 1, 0],
      ],
      result: [1, 0, 0, null, 0],
    },
  ],
}
