import type { RowFunctionDefinition } from './parts/definition.ts'

export const modulo: RowFunctionDefinition = {
  kind: 'row',
  label: 'Modulo',
  description: 'The remainder of a division, with the sign of the dividend.',
  arguments: [
    { name: 'dividend', description: 'what is divided', kind: 'formula' },
    { name: 'divisor', description: 'what it is divided by', kind: 'formula' },
  ],
  row: ([x, y]) => x! % y!,
  examples: [
    { args: [[4, -4, -3], 3], result: [1, -1, 0] },
    { args: [4, 0], result: null },
  ],
}
