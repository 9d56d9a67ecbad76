import { expect, it } from 'vitest'
import { printDifference, printRange } from './print-difference.ts'

it('a difference has its sign, and digits that tell it apart', () => {
  const shown = [3402.04, -0.04712, 0].map(printDifference)
  expect(shown).toEqual(['+3,402', '-0.0471', '0'])
})

it('a range is told by its first and last day in its zone', () => {
  const october = { start: '2026-09-30T22:00:00Z', end: '2026-10-31T23:00:00Z' }
  expect(printRange(october, 'Europe/Berlin')).toMatch(/Oct 1\D+31, 2026/)
})
