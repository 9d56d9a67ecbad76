import { scalar } from './parts/scalar.ts'

export const ln = scalar({
  label: 'Natural log',
  description: 'The natural logarithm; undefined at and below zero.',
  of: Math.log,
  examples: [{ args: [[Math.E, 0]], result: [1, null] }],
})
