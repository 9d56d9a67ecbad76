import * as statistics from '../../../statistics/descriptive.ts'
import { defineConstantTable } from './parts/constant-table.ts'
import { metric } from './parts/definition.ts'

export const percentile = defineConstantTable({
  label: 'Percentile',
  description: 'The value below which k percent of the column lie, interpolated between rows.',
  arguments: [metric, { name: 'k', description: '0 to 100, clamped', kind: 'parameter' }],
  skipsZeros: true,
  of: (values, k) => statistics.computePercentile(values, Math.min(100, Math.max(0, k!))),
  examples: [
    { args: [[1, 2, 3, 4, 5], 50], result: 3 },
    { args: [[1, 2, 3, 4, 5], 90], result: 4.6 },
    { args: [[1, 2, 3], 400], result: 3 },
    { args: [[1, 2, 3], -5], result: 1 },
  ],
})
