import { defineScalar } from './parts/scalar.ts'

export const exponent = defineScalar({
  label: 'Exponent',
  description: 'e to the power of the value.',
  of: Math.exp,
  examples: [{ args: [[0, 1]], result: [1, Math.E] }],
})
