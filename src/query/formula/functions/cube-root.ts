import { scalar } from './parts/scalar.ts'

export const cubeRoot = scalar({
  label: 'Cube root',
  description: 'The cube root.',
  of: Math.cbrt,
  examples: [{ args: [[-27, 8]], result: [-3, 2] }],
})
