import { expect, test } from 'vitest'
import { sayInstant, sayRange } from './say-time.ts'

const at = (text: string): number => Date.parse(text)
const said = (start: string, end: string): string =>
  sayRange({ start: at(start), end: at(end) }, 'Europe/Berlin')

test('an instant is said by the clock of its zone, with seconds where it has any', () => {
  expect(sayInstant(at('2026-01-31T23:05:00Z'), 'Europe/Berlin')).toBe('Feb 1, 2026, 00:05')
  expect(sayInstant(at('2026-07-01T12:00:07.250Z'), 'UTC')).toBe('Jul 1, 2026, 12:00:07')
})

test('a range of whole days is said by its first and its last, on days of any length', () => {
  expect(said('2025-12-31T23:00Z', '2026-01-31T23:00Z')).toBe('Jan 1, 2026 – Jan 31, 2026')
  expect(said('2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe('Mar 29, 2026')
})

test('a range with a part of a day is said by its instants', () => {
  expect(said('2026-01-01T00:00Z', '2026-01-02T23:00Z')).toBe(
    'Jan 1, 2026, 01:00 – Jan 3, 2026, 00:00',
  )
})
