import { expect, it } from 'vitest'
import type { KeyMetricResult } from '../../../query/reports/key-metric/request.ts'
import { changeWords } from './change-text.ts'

const measure = {
  id: 'orders',
  name: 'Orders',
  format: undefined,
  print: (value: number | null | undefined) => `${value}`,
}
const result = (change: number | null, difference: number | null, upIs?: 'good' | 'bad') =>
  ({ change, difference, ...(upIs && { upIs }) }) as KeyMetricResult

it.each([
  [result(0.082, 8), 'percent', '▲ 8.2%', 'good'],
  [result(-0.047, -3), 'difference', '▼ 3', 'bad'],
  [result(0.22, 5, 'bad'), 'both', '▲ 22.0% (5)', 'bad'],
  [result(null, 4), 'percent', '▲ 4', 'good'],
  [result(0, 0), 'percent', 'As in the period before', 'same'],
  [result(null, null), 'both', 'Nothing to compare with', 'same'],
] as const)('says %o as %s', (given, show, text, verdict) => {
  expect(changeWords(given, measure, show)).toMatchObject({ text, verdict })
})
