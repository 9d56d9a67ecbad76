import { expect, it } from 'vitest'
import { dayAfter } from './day-after.ts'

it('the day after a day is the next one of the calendar', () => {
  const days = ['2026-01-31', '2024-02-28', '2026-12-31T23:59:59.000Z']
  expect(days.map(dayAfter)).toEqual(['2026-02-01', '2024-02-29', '2027-01-01'])
})
