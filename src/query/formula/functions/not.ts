import { conditionArgument } from './parts/conditions.ts'
import type { RowFunctionDefinition } from './parts/definition.ts'

export const not: RowFunctionDefinition = {
  kind: 'row',
  jumps: true,
  label: 'Not',
  description: '1 where the condition is zero, else 0.',
  arguments: [conditionArgument],
  row: ([x]) => (Number.isNaN(x) ? Number.NaN : Number(x === 0)),
  examples: [{ args: [[0, 4, null]], result: [1, 0, null] }],
}
