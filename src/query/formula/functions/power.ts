import { metric, type RowFunctionDefinition } from './parts/definition.ts'

export const power: RowFunctionDefinition = {
  kind: 'row',
  label: 'Power',
  description: 'The first value to the power of the second.',
  arguments: [metric, { name: 'exponent', description: 'the power', kind: 'formula' }],
  row: ([x, y]) => x! ** y!,
  examples: [{ args: [[2, 3], 2], result: [4, 9] }],
}
