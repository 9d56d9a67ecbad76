import { defineScalar } from './parts/scalar.ts'

export const cubeRoot = defineScalar({
  label: 'Cube root',
  description: 'The cube root.',
  of: Math.cbrt,
  examples: [{ args: [[-27, 8]], result: [-3, 2] }],
})
