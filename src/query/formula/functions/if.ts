import { conditionArgument, isTrue } from './parts/conditions.ts'
import type { RowFunctionDefinition } from './parts/definition.ts'

/** `if` takes a condition that is null as not met. */
export const ifThenElse: RowFunctionDefinition = {
  kind: 'row',
  label: 'If',
  description: 'The second value where the condition is true, else the third.',
  arguments: [
    conditionArgument,
    { name: 'then', description: 'where it is true', kind: 'formula', default: 0 },
    { name: 'else', description: 'where it is not', kind: 'formula', default: 0 },
  ],
  row: ([test, then, otherwise]) => (isTrue(test!) ? then! : otherwise!),
  examples: [
    { args: [[1, 0, null], 10, 20], result: [10, 20, 20] },
    { args: [[1, 0], 10], result: [10, 0] },
    { args: [[1, 0]], result: [0, 0] },
  ],
}
