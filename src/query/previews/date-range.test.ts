import { expect, it } from 'vitest'
import type { Clock } from '../../calendar/index.ts'
import { previewDateRange } from './date-range.ts'

const berlin: Clock = {
  timeZone: 'Europe/Berlin',
  calendar: { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'sunday' },
}
// A Wednesday, already the 15th in Berlin.
const now = Date.parse('2026-04-14T22:30:00Z')

it('covers the days of a rolling range in zone and calendar', () => {
  const month = { start: { startOf: 'month', offset: { months: -1 } }, end: { startOf: 'month' } }
  expect(previewDateRange(month as never, berlin, now)).toMatchObject({
    start: '2026-02-28T23:00:00.000Z',
    end: '2026-03-31T22:00:00.000Z',
    firstDay: '2026-03-01',
    lastDay: '2026-03-31',
    days: 31,
    isWholeDays: true,
  })
  const week = { start: { startOf: 'week' }, end: { endOf: 'day' } } as const
  expect(previewDateRange(week, berlin, now)).toMatchObject({
    firstDay: '2026-04-12',
    lastDay: '2026-04-15',
    days: 4,
  })
})

it('says when it has only a part of its first or last day', () => {
  const until = (end: string) =>
    previewDateRange({ start: '2026-03-29', end }, berlin, now).isWholeDays
  expect(until('2026-03-30')).toBe(true)
  expect(until('2026-03-30T00:00:00+02:00')).toBe(true)
  expect(until('2026-03-30T00:00:00+01:00')).toBe(false)
  expect(until('2026-03-29T12:00')).toBe(false)
})

it('refuses ends that are reversed or do not exist', () => {
  expect(() => previewDateRange({ start: '2026-03-02', end: '2026-03-01' }, berlin, now)).toThrow(
    expect.objectContaining({ code: 'request/range-reversed' }),
  )
  expect(() => previewDateRange({ start: '2026-02-01', end: '2026-02-30' }, berlin, now)).toThrow(
    expect.objectContaining({ code: 'request/invalid', path: ['end'] }),
  )
})
