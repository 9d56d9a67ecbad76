import { defineScalar } from './parts/scalar.ts'

export const absoluteValue = defineScalar({
  label: 'Absolute value',
  description: 'The value without its sign.',
  of: Math.abs,
  examples: [{ args: [[-3, 2, null]], result: [3, 2, null] }],
})
