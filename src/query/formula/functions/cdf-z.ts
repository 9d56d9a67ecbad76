import { normalCdf } from '../../../statistics/distributions.ts'
import { defineScalar } from './parts/scalar.ts'

export const cdfZ = defineScalar({
  label: 'CDF-Z',
  description: 'The probability that a standard normal value is below this one.',
  of: normalCdf,
  examples: [
    { args: [[0, 2, -3]], result: [0.5, 0.9772498680518208, 0.0013498980316301], tolerance: 1e-10 },
  ],
})
