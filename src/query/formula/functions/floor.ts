import { defineScalar } from './parts/scalar.ts'

export const floor = defineScalar({
  label: 'Floor',
  description: 'The largest whole number that is not above the value.',
  of: Math.floor,
  jumps: true,
  examples: [{ args: [[1.8, -1.2]], result: [1, -2] }],
})
