import { defineScalar } from './parts/scalar.ts'

export const squareRoot = defineScalar({
  label: 'Square root',
  description: 'The square root; undefined below zero.',
  of: Math.sqrt,
  examples: [{ args: [[9, -1]], result: [3, null] }],
})
