import { defineScalar } from './parts/scalar.ts'

export const log10 = defineScalar({
  label: 'Log base 10',
  description: 'The logarithm to base 10; undefined at and below zero.',
  of: Math.log10,
  examples: [{ args: [[1000, -1]], result: [3, null] }],
})
