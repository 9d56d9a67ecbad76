import { describe, expect, it } from 'vitest'
import type { Calendar, Clock, TimeRange } from './calendar.ts'
import { alignCodes, findPreviousPeriod, shiftRange, findYearBefore } from './comparison.ts'
import { parseInstant } from './instant-text.ts'
import { buildTimeDomain } from './time-dimensions.ts'

const calendar: Calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' }
const utc: Clock = { timeZone: 'UTC', calendar }

const compared = (
  start: string,
  end: string,
  comparison: (range: TimeRange, clock: Clock) => TimeRange,
  clock = utc,
): string[] => {
  const [from, to] = [start, end].map((text) => parseInstant(text, clock.timeZone)!)
  const range = comparison({ start: from!, end: to! }, clock)
  return [range.start, range.end].map((ms) => new Date(ms).toISOString().slice(0, 16))
}

const minuteOf = (text: string): string => (text.length > 10 ? text : `${text}T00:00`)

describe('previousPeriod', () => {
  it.each([
    ['a month', '2026-03-01', '2026-04-01', '2026-02-01'],
    ['two months', '2026-03-01', '2026-05-01', '2026-01-01'],
    ['a quarter', '2026-04-01', '2026-07-01', '2026-01-01'],
    ['a leap year', '2024-01-01', '2025-01-01', '2023-01-01'],
    ['two weeks', '2026-05-04', '2026-05-18', '2026-04-20'],
    ['ten days', '2026-05-05', '2026-05-15', '2026-04-25'],
    ['six hours', '2026-05-05', '2026-05-05T06:00', '2026-05-04T18:00'],
  ])('of %s', (_, start, end, expected) => {
    expect(compared(start, end, findPreviousPeriod)).toEqual([minuteOf(expected), minuteOf(start)])
  })

  it('counts local days over a clock change', () => {
    const berlin = { ...utc, timeZone: 'Europe/Berlin' }
    expect(compared('2026-03-30', '2026-04-01', findPreviousPeriod, berlin)).toEqual([
      '2026-03-27T23:00',
      '2026-03-29T22:00',
    ])
  })
})

describe('yearBefore', () => {
  it.each([
    ['2026-02-01', '2026-03-01', '2025-02-01', '2025-03-01'],
    ['2025-02-01', '2025-03-01', '2024-02-01', '2024-03-01'],
    ['2024-02-28', '2024-02-29', '2023-02-28', '2023-03-01'],
    ['2024-02-29', '2024-03-01', '2023-02-28', '2023-03-01'],
  ])('of [%s, %s)', (start, end, from, to) => {
    expect(compared(start, end, findYearBefore)).toEqual([`${from}T00:00`, `${to}T00:00`])
  })
})

describe('shifted', () => {
  it('keeps the days of the week 52 weeks before', () => {
    const weeks = (range: TimeRange, clock: Clock) => shiftRange(range, 'week', -52, clock)
    expect(compared('2026-05-11', '2026-05-18', weeks)).toEqual([
      '2025-05-12T00:00',
      '2025-05-19T00:00',
    ])
  })
})

describe('alignedCodes', () => {
  const domain = (id: 'day' | 'hour' | 'month' | 'day-of-week', start: string, end: string) =>
    buildTimeDomain(
      id,
      { timeZone: 'Europe/Berlin', calendar },
      {
        start: Date.parse(start),
        end: Date.parse(end),
      },
    )

  it('starts both ranges on the same row; longer ones have no row for the rest', () => {
    const march = domain('day', '2026-02-28T23:00Z', '2026-03-31T22:00Z')
    const february = domain('day', '2026-01-31T23:00Z', '2026-02-28T23:00Z')
    expect(Array.from(alignCodes(february, march))).toEqual(
      Array.from({ length: 29 }, (_, code) => code),
    )
    expect(Array.from(alignCodes(march, february)).slice(28)).toEqual([28, 0, 0, 0])
  })

  it('keeps the time of day on days with a missing hour', () => {
    const short = domain('hour', '2026-03-28T23:00Z', '2026-03-29T22:00Z')
    const plain = domain('hour', '2026-03-27T23:00Z', '2026-03-28T23:00Z')
    const aligned = alignCodes(short, plain)
    expect(plain.item(aligned[3]!)).toBe('2026-03-28T03')
    expect(short.item(short.codes[3]!)).toBe('2026-03-29T03')
    expect(alignCodes(plain, short)[3]).toBe(0)
  })

  it('counts from the given items where domains begin earlier', () => {
    const february = domain('day', '2026-01-29T23:00Z', '2026-02-03T23:00Z')
    const march = domain('day', '2026-02-27T23:00Z', '2026-03-02T23:00Z')
    expect(Array.from(alignCodes(february, march, [3, 2]))).toEqual([0, 0, 1, 2, 3, 0])
  })

  it('aligns parts of a cycle by themselves', () => {
    const first = domain('day-of-week', '2026-05-10T22:00Z', '2026-05-12T22:00Z')
    const second = domain('day-of-week', '2026-05-12T22:00Z', '2026-05-14T22:00Z')
    expect(Array.from(alignCodes(second, first))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
})
