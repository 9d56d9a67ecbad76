import { defineScalar } from './parts/scalar.ts'

export const ceiling = defineScalar({
  label: 'Ceiling',
  description: 'The smallest whole number that is not below the value.',
  of: Math.ceil,
  jumps: true,
  examples: [{ args: [[1.2, -1.2]], result: [2, -1] }],
})
