import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const quartile = defineConstantTable({
  label: 'Quartile',
  description: 'Minimum (0), first quartile (1), median (2), third quartile (3) or maximum (4).',
  arguments: [metric, { name: 'quartile', description: '0 to 4', kind: 'parameter' }],
  skipsZeros: true,
  of: (values, q) =>
    q! >= 0 && q! <= 4 ? statistics.computePercentile(values, 25 * q!) : Number.NaN,
  examples: [0, 1, 2, 3, 4].map((q) => ({ args: [[1, 2, 3, 4, 5], q], result: q + 1 })),
})
