import { describe, expect, it } from 'vitest'
import type { Calendar } from './calendar.ts'
import { addUnits, endOf, startOf, type TimeUnit } from './units.ts'

const at = (text: string): number => Date.parse(text)
const iso = (ms: number): string => new Date(ms).toISOString()
const date = (ms: number): string => iso(ms).slice(0, 10)

const monday: Calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' }
const berlin = { timeZone: 'Europe/Berlin', calendar: monday }
const utc = (calendar: Calendar) => ({ timeZone: 'UTC', calendar })

describe('startOf', () => {
  it.each<[TimeUnit, string]>([
    ['second', '2026-10-25T00:30:15.000Z'],
    ['minute', '2026-10-25T00:30:00.000Z'],
    ['hour', '2026-10-25T00:00:00.000Z'],
    ['day', '2026-10-24T22:00:00.000Z'],
    ['week', '2026-10-18T22:00:00.000Z'],
    ['month', '2026-09-30T22:00:00.000Z'],
    ['quarter', '2026-09-30T22:00:00.000Z'],
    ['year', '2025-12-31T23:00:00.000Z'],
  ])('%s, in the second pass of a repeated hour', (unit, expected) => {
    expect(iso(startOf(at('2026-10-25T01:30:15.250Z'), unit, berlin))).toBe(expected)
  })

  it('is one o’clock on a day without midnight', () => {
    const clock = { timeZone: 'America/Sao_Paulo', calendar: monday }
    const start = startOf(at('2018-11-04T12:00Z'), 'day', clock)
    expect(iso(start)).toBe('2018-11-04T03:00:00.000Z')
  })

  it('follows the first month and day of the week', () => {
    const clock = utc({ type: 'gregorian', firstMonth: 12, firstDayOfWeek: 'sunday' })
    expect(date(startOf(at('2026-05-13'), 'year', clock))).toBe('2025-12-01')
    expect(date(startOf(at('2026-05-13'), 'quarter', clock))).toBe('2026-03-01')
    expect(date(startOf(at('2026-05-13'), 'week', clock))).toBe('2026-05-10')
    expect(date(endOf(at('2026-05-13'), 'year', clock))).toBe('2026-12-01')
  })
})

describe('addUnits', () => {
  it.each<[string, TimeUnit, number, string]>([
    ['2026-01-31', 'month', 1, '2026-02-28'],
    ['2024-02-29', 'year', 1, '2025-02-28'],
    ['2026-05-31', 'quarter', -1, '2026-02-28'],
    ['2026-01-01', 'week', -1, '2025-12-25'],
    ['2026-01-01', 'day', 59, '2026-03-01'],
  ])('%s + %s × %d', (start, unit, count, expected) => {
    expect(date(addUnits(at(start), unit, count, utc(monday)))).toBe(expected)
  })

  it('keeps the time of day over a clock change, but counts hours as elapsed', () => {
    const before = at('2026-03-28T11:00Z')
    expect(iso(addUnits(before, 'day', 1, berlin))).toBe('2026-03-29T10:00:00.000Z')
    expect(iso(addUnits(before, 'hour', 24, berlin))).toBe('2026-03-29T11:00:00.000Z')
  })
})

/** First days of the years of the calendar that the National Retail Federation publishes. */
const PUBLISHED = [
  ['2000', '2000-01-30', 53],
  ['2001', '2001-02-04', 52],
  ['2006', '2006-01-29', 53],
  ['2012', '2012-01-29', 53],
  ['2013', '2013-02-03', 52],
  ['2017', '2017-01-29', 53],
  ['2018', '2018-02-04', 52],
  ['2022', '2022-01-30', 52],
  ['2023', '2023-01-29', 53],
  ['2024', '2024-02-04', 52],
  ['2025', '2025-02-02', 52],
] as const

describe('retail calendars', () => {
  const nrf = utc({ type: '4-5-4', firstDayOfYear: '2023-01-29' })
  const weeks = (from: number, to: number): number => Math.round((to - from) / (7 * 86_400_000))

  it.each(PUBLISHED)('the published year %s starts on %s and has %d weeks', (_, first, count) => {
    expect(date(startOf(at(first) + 200 * 86_400_000, 'year', nrf))).toBe(first)
    expect(weeks(at(first), endOf(at(first), 'year', nrf))).toBe(count)
    expect(date(startOf(at(first) - 1, 'year', nrf))).not.toBe(first)
  })

  const monthWeeks = (calendar: Calendar, first: string): number[] =>
    Array.from({ length: 12 }, (_, month) => {
      const start = addUnits(at(first), 'month', month, utc(calendar))
      return weeks(start, endOf(start, 'month', utc(calendar)))
    })

  it('groups weeks into months, the extra one into the last', () => {
    const first = '2023-01-29'
    const pattern = (type: '4-5-4' | '4-4-5' | '5-4-4') =>
      monthWeeks({ type, firstDayOfYear: first, extraWeekYears: [2023] }, first)
    expect(pattern('4-5-4')).toEqual([4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5])
    expect(pattern('4-4-5')).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 6])
    expect(pattern('5-4-4')).toEqual([5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 5])
  })

  it('adds the extra week only in the years given', () => {
    const calendar: Calendar = {
      type: '4-4-5',
      firstDayOfYear: '2020-01-06',
      extraWeekYears: [2019, 2021],
    }
    const starts = [2018, 2019, 2020, 2021, 2022, 2023].map((year) =>
      date(startOf(at(`${year}-06-01`), 'year', utc(calendar))),
    )
    const expected = [
      '2018-01-01',
      '2018-12-31',
      '2020-01-06',
      '2021-01-04',
      '2022-01-10',
      '2023-01-09',
    ]
    expect(starts).toEqual(expected)
  })

  it('adds it when the drift reaches seven days otherwise', () => {
    const clock = utc({ type: '4-4-5', firstDayOfYear: '2020-03-02' })
    const starts: string[] = []
    for (let ms = at('2020-03-02'); starts.length < 8; ms = endOf(ms, 'year', clock)) {
      starts.push(date(ms))
    }
    expect(starts).toEqual([
      '2020-03-02',
      '2021-03-01',
      '2022-02-28',
      '2023-02-27',
      '2024-02-26',
      '2025-02-24',
      '2026-03-02',
      '2027-03-01',
    ])
  })
})
