import { defineScalar } from './parts/scalar.ts'

export const ln = defineScalar({
  label: 'Natural log',
  description: 'The natural logarithm; undefined at and below zero.',
  of: Math.log,
  examples: [{ args: [[Math.E, 0]], result: [1, null] }],
})
