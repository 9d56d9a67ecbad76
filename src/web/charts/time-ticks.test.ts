import { expect, it } from 'vitest'
import { timeName, timeTick } from './time-ticks.ts'

it.each([
  ['2026-11-09', 'day', false, 'Nov 9'],
  ['2026-11-09T14', 'hour', false, '14:00'],
  ['2026-11-09T00', 'hour', false, 'Nov 9'],
  ['2026-11-09T14:05', 'minute', false, '14:05'],
  ['2026-11', 'month', false, 'Nov'],
  ['2027-01', 'month', false, 'Jan 2027'],
  ['2026-11', 'month', true, 'Nov 2026'],
  ['2026-Q4', 'quarter', false, '2026 Q4'],
  ['2026', 'year', false, '2026'],
  ['another calendar', 'month', false, 'another calendar'],
] as const)('names %s of a %s', (item, granularity, isFirst, label) => {
  expect(timeTick(item, granularity, isFirst)).toBe(label)
})

it('says an interval whole', () => {
  expect(timeName('2026-11-09', 'day')).toBe('Mon, Nov 9, 2026')
  expect(timeName('2026-11-09T14', 'hour')).toBe('Nov 9, 2026, 14:00')
})
