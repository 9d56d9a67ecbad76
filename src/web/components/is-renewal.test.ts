import { expect, it } from 'vitest'
import { isRenewal } from './is-renewal.ts'

const request = { kind: 'trends', dateRange: { start: '2026-01-01', end: '2026-02-01' }, limit: 5 }
const longer = { ...request, dateRange: { start: '2026-01-01', end: '2026-02-02' } }
const key = (version: number, of: object) => ['report', version, of] as const

it.each([
  ['the same of newer data', key(1, request), key(2, request), true],
  ['as long as the data is now', key(1, request), key(2, longer), true],
  ['another question', key(1, request), key(2, { ...request, limit: 6 }), false],
  ['other dates of the same data', key(1, request), key(1, longer), false],
  ['the first', undefined, key(1, request), false],
])('%s', (_, before, next, renews) => {
  expect(isRenewal(before, next)).toBe(renews)
})
