import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar } from './calendar.ts'
import {
  type TimeDimensionId,
  type TimeDomain,
  type TimeItem,
  timeDimensions,
  buildTimeDomain,
} from './time-dimensions.ts'

const at = (text: string): number => Date.parse(text)
const monday: Calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' }
const berlin = { timeZone: 'Europe/Berlin', calendar: monday }
const ids = Object.keys(timeDimensions) as TimeDimensionId[]

const items = (domain: TimeDomain): TimeItem[] =>
  Array.from(domain.codes.subarray(1), (code) => domain.item(code))

const itemAt = (domain: TimeDomain, ms: number): TimeItem => {
  let bucket = 0
  while (bucket < domain.codes.length - 1 && domain.bounds[bucket]! <= ms) bucket++
  return domain.item(domain.codes[bucket]!)
}

const days = (id: TimeDimensionId, calendar: Calendar, from: string, to: string): TimeDomain =>
  buildTimeDomain(id, { timeZone: 'UTC', calendar }, { start: at(from), end: at(to) })

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
  'America/Sao_Paulo',
]

/** Parts of the local time by Intl; the obvious way. */
const shown = (ms: number, timeZone: string): Record<string, string> => {
  const options = { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23', timeZone } as const
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(ms)
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
}

const two = (value: number | string): string => String(value).padStart(2, '0')

const obvious: Partial<Record<TimeDimensionId, (ms: number, timeZone: string) => TimeItem>> = {
  second: (ms, zone) => stamp(ms, zone).slice(0, 19),
  minute: (ms, zone) => stamp(ms, zone).slice(0, 16),
  '15-minutes': (ms, zone) => {
    const text = stamp(ms, zone)
    return text.slice(0, 14) + two(Math.floor(Number(text.slice(14, 16)) / 15) * 15)
  },
  hour: (ms, zone) => stamp(ms, zone).slice(0, 13),
  day: (ms, zone) => stamp(ms, zone).slice(0, 10),
  month: (ms, zone) => stamp(ms, zone).slice(0, 7),
  year: (ms, zone) => stamp(ms, zone).slice(0, 4),
  quarter: (ms, zone) => `${stamp(ms, zone).slice(0, 4)}-Q${quarterAt(ms, zone)}`,
  'quarter-of-year': (ms, zone) => `Q${quarterAt(ms, zone)}`,
  'month-of-year': (ms, zone) => shown(ms, zone)['month']!,
  'day-of-week': (ms, zone) => shown(ms, zone)['weekday']!,
  'day-of-month': (ms, zone) => Number(shown(ms, zone)['day']),
  'hour-of-day': (ms, zone) => Number(shown(ms, zone)['hour']),
  'minute-of-hour': (ms, zone) => Number(shown(ms, zone)['minute']),
  'minute-of-day': (ms, zone) => stamp(ms, zone).slice(11, 16),
  'am-pm': (ms, zone) => (Number(shown(ms, zone)['hour']) < 12 ? 'AM' : 'PM'),
  'weekday-weekend': (ms, zone) =>
    shown(ms, zone)['weekday']!.startsWith('S') ? 'Weekend' : 'Weekday',
}

function stamp(ms: number, timeZone: string): string {
  const options = { dateStyle: 'short', timeStyle: 'medium', timeZone } as const
  return new Intl.DateTimeFormat('sv-SE', options).format(ms).replace(' ', 'T')
}

const quarterAt = (ms: number, zone: string): number =>
  Math.ceil(Number(stamp(ms, zone).slice(5, 7)) / 3)

/** Instants near changes of the clocks, and anywhere. */
const EDGES = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2011-12-30T10:00Z',
  '2009-11-01T02:31Z',
  '2018-02-18T02:00Z',
  '2024-12-30T23:00Z',
].map(at)
const aRange = fc.record({
  start: fc
    .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -172_800_000, max: 172_800_000 }))
    .map(([edge, off]) => edge + off),
  lengthMs: fc.integer({ min: 1, max: 200_000_000 }),
})

describe('timeDomain', () => {
  it('tiles any range, in order, neighbours differing, codes ascending with the items', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...ZONES), aRange, (id, zone, range) => {
        const end = range.start + range.lengthMs
        const domain = buildTimeDomain(
          id,
          { timeZone: zone, calendar: monday },
          { start: range.start, end },
        )
        expect(domain.bounds[0]).toBe(range.start)
        expect(domain.bounds.at(-1)).toBe(end)
        expect(domain.bounds.length).toBe(domain.codes.length)
        expect(domain.codes[0]).toBe(0)
        const isSound = domain.codes.every((code, bucket) => {
          if (bucket === 0) return true
          const isAfter = domain.bounds[bucket]! > domain.bounds[bucket - 1]!
          return isAfter && code !== domain.codes[bucket - 1] && code < domain.size
        })
        expect(isSound).toBe(true)
        const all = Array.from({ length: domain.size }, (_, code) => domain.item(code))
        expect(new Set(all).size).toBe(domain.size)
        if (timeDimensions[id].kind === 'line') {
          expect(all.slice(1)).toEqual(all.slice(1).sort())
        }
        for (let n = 0; n < 20; n++) {
          const code = Math.floor((n / 20) * domain.size)
          expect(domain.codeOf(domain.item(code))).toBe(code)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives every instant the item that Intl shows', () => {
    const known = Object.keys(obvious) as TimeDimensionId[]
    const share = fc.double({ min: 0, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.constantFrom(...ZONES),
        aRange,
        fc.array(share, { minLength: 3, maxLength: 8 }),
        (id, zone, { start, lengthMs }, shares) => {
          const domain = buildTimeDomain(
            id,
            { timeZone: zone, calendar: monday },
            { start, end: start + lengthMs },
          )
          for (const part of shares) {
            const ms = Math.floor(start + part * lengthMs)
            expect(itemAt(domain, ms)).toBe(obvious[id]!(ms, zone))
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  it('makes a repeated hour one item of two buckets', () => {
    const range = { start: at('2026-10-24T23:00Z'), end: at('2026-10-25T03:00Z') }
    const hours = buildTimeDomain('hour', berlin, range)
    expect(items(hours)).toEqual(['2026-10-25T01', '2026-10-25T02', '2026-10-25T03'])
    expect(hours.size).toBe(4)
    const minutes = buildTimeDomain('30-minutes', berlin, range)
    expect(Array.from(minutes.codes)).toEqual([0, 1, 2, 3, 4, 3, 4, 5, 6])
  })

  it('has no item for a missing hour or day', () => {
    const hours = buildTimeDomain('hour', berlin, {
      start: at('2026-03-29T00:00Z'),
      end: at('2026-03-29T02:00Z'),
    })
    expect(items(hours)).toEqual(['2026-03-29T01', '2026-03-29T03'])
    expect(hours.codeOf('2026-03-29T02')).toBeUndefined()
    const apia = { timeZone: 'Pacific/Apia', calendar: monday }
    const dates = buildTimeDomain('day', apia, {
      start: at('2011-12-29T10:00Z'),
      end: at('2011-12-31T10:00Z'),
    })
    expect(items(dates)).toEqual(['2011-12-29', '2011-12-31'])
  })

  it('keeps a day in one item whose clocks go back over midnight', () => {
    const clock = { timeZone: 'America/St_Johns', calendar: monday }
    const domain = buildTimeDomain('day', clock, {
      start: at('2009-11-01T02:30Z'),
      end: at('2009-11-01T12:00Z'),
    })
    expect(items(domain)).toEqual(['2009-11-01', '2009-10-31', '2009-11-01'])
    expect(Array.from(domain.codes)).toEqual([0, 2, 1, 2])
  })

  it('names weeks by their first day, numbers them as ISO 8601', () => {
    expect(items(days('week', monday, '2026-01-01', '2026-01-13'))).toEqual([
      '2025-12-29',
      '2026-01-05',
      '2026-01-12',
    ])
    const weeks = items(days('week-of-year', monday, '2020-12-27', '2021-01-12'))
    expect(weeks).toEqual([52, 53, 1, 2])
  })

  it('orders cycles by the calendar', () => {
    const clock: Calendar = { type: 'gregorian', firstMonth: 12, firstDayOfWeek: 'sunday' }
    const week = days('day-of-week', clock, '2026-01-01', '2026-01-03')
    expect([week.item(1), week.item(7), ...items(week)]).toEqual([
      'Sunday',
      'Saturday',
      'Thursday',
      'Friday',
    ])
    const months = days('month-of-year', clock, '2026-01-01', '2026-03-01')
    expect([months.item(1), ...items(months)]).toEqual(['December', 'January', 'February'])
    const quarters = days('quarter', clock, '2025-12-01', '2026-04-01')
    expect(items(quarters)).toEqual(['2025-Q1', '2025-Q2'])
  })

  it('names retail months after the month they stand for', () => {
    const nrf: Calendar = { type: '4-5-4', firstDayOfYear: '2023-01-29' }
    const months = days('month', nrf, '2023-01-29', '2024-02-04')
    expect(items(months)).toHaveLength(12)
    expect([months.item(1), months.item(11), months.item(12)]).toEqual([
      '2023-02',
      '2023-12',
      '2024-01',
    ])
    expect(items(days('year', nrf, '2023-01-28', '2024-02-05'))).toEqual(['2022', '2023', '2024'])
    expect(items(days('week-of-year', nrf, '2024-01-28', '2024-02-05'))).toEqual([53, 1])
    expect(items(days('month-of-year', nrf, '2024-02-03', '2024-02-05'))).toEqual([
      'January',
      'February',
    ])
    expect(items(days('day-of-year', nrf, '2024-02-03', '2024-02-05'))).toEqual([371, 1])
  })

  it('has an item for each part of a cycle whose calendar may never reach it', () => {
    const calendar: Calendar = { type: '4-4-5', firstDayOfYear: '2020-01-06', extraWeekYears: [] }
    const domain = days('day-of-month', calendar, '2020-01-06', '2020-02-03')
    expect(items(domain)).toEqual(Array.from({ length: 28 }, (_, index) => index + 1))
    expect(Number.isFinite(domain.wall(42))).toBe(true)
  })
})
