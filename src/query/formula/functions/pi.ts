import type { RowFunctionDefinition } from './parts/definition.ts'

export const pi: RowFunctionDefinition = {
  kind: 'row',
  label: 'Pi',
  description: 'The ratio of a circle’s circumference to its diameter.',
  arguments: [],
  row: () => Math.PI,
  examples: [{ args: [], result: Math.PI }],
}
