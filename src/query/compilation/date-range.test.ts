import { describe, expect, it } from 'vitest'
import type { DateRangeBounds, DateRangeRef } from '../../model/date-ranges.ts'
import { type DateRangePresetName, dateRangePresets } from '../../model/date-range-presets.ts'
import type { Calendar } from '../../calendar/index.ts'
import { resolveDateRange } from './date-range.ts'
import { indexDefinitions } from './definitions.ts'
import { pathOf } from '../../../test/support/path.ts'

const monday: Calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' }
const sunday: Calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'sunday' }
const defined: Record<string, DateRangeBounds> = {
  launch: { start: '2026-03-01', end: { endOf: 'day' } },
  broken: { start: '2026-02-31', end: '2026-03-02' },
}

/** Wednesday, 13 May 2026, in the middle of the day. */
const now = Date.parse('2026-05-13T10:15:00Z')
const utc = {
  timeZone: 'UTC',
  calendar: monday,
  now,
  path: ['dateRange'],
  definitions: indexDefinitions(
    Object.entries(defined).map(([id, bounds]) => ({ kind: 'date-range', id, ...bounds })),
  ),
}

const dates = (ref: DateRangeRef, context = utc): string[] => {
  const { start, end } = resolveDateRange(ref, context)
  return [start, end].map((ms) => new Date(ms).toISOString().replace('T00:00:00.000Z', ''))
}

const EXPECTED: Record<DateRangePresetName, [string, string]> = {
  today: ['2026-05-13', '2026-05-14'],
  yesterday: ['2026-05-12', '2026-05-13'],
  '2-days-ago': ['2026-05-11', '2026-05-12'],
  '3-days-ago': ['2026-05-10', '2026-05-11'],
  'last-7-days': ['2026-05-07', '2026-05-14'],
  'last-14-days': ['2026-04-30', '2026-05-14'],
  'last-30-days': ['2026-04-14', '2026-05-14'],
  'last-60-days': ['2026-03-15', '2026-05-14'],
  'last-90-days': ['2026-02-13', '2026-05-14'],
  'last-7-full-days': ['2026-05-06', '2026-05-13'],
  'last-14-full-days': ['2026-04-29', '2026-05-13'],
  'last-30-full-days': ['2026-04-13', '2026-05-13'],
  'last-60-full-days': ['2026-03-14', '2026-05-13'],
  'last-90-full-days': ['2026-02-12', '2026-05-13'],
  'this-week': ['2026-05-11', '2026-05-18'],
  'this-month': ['2026-05-01', '2026-06-01'],
  'this-quarter': ['2026-04-01', '2026-07-01'],
  'this-year': ['2026-01-01', '2027-01-01'],
  'this-week-excluding-today': ['2026-05-11', '2026-05-13'],
  'this-month-excluding-today': ['2026-05-01', '2026-05-13'],
  'this-quarter-excluding-today': ['2026-04-01', '2026-05-13'],
  'this-year-excluding-today': ['2026-01-01', '2026-05-13'],
  'last-week': ['2026-05-04', '2026-05-11'],
  'last-month': ['2026-04-01', '2026-05-01'],
  'last-quarter': ['2026-01-01', '2026-04-01'],
  'last-year': ['2025-01-01', '2026-01-01'],
  '2-weeks-ago': ['2026-04-27', '2026-05-04'],
  '3-weeks-ago': ['2026-04-20', '2026-04-27'],
  '2-months-ago': ['2026-03-01', '2026-04-01'],
  '3-months-ago': ['2026-02-01', '2026-03-01'],
  'last-2-full-weeks': ['2026-04-27', '2026-05-11'],
  'last-3-full-weeks': ['2026-04-20', '2026-05-11'],
  'last-4-full-weeks': ['2026-04-13', '2026-05-11'],
  'last-12-full-weeks': ['2026-02-16', '2026-05-11'],
  'last-52-full-weeks': ['2025-05-12', '2026-05-11'],
  'last-2-full-months': ['2026-03-01', '2026-05-01'],
  'last-3-full-months': ['2026-02-01', '2026-05-01'],
  'last-6-full-months': ['2025-11-01', '2026-05-01'],
  'last-12-full-months': ['2025-05-01', '2026-05-01'],
  'last-13-full-months': ['2025-04-01', '2026-05-01'],
  'last-4-full-quarters': ['2025-04-01', '2026-04-01'],
}

describe('presets', () => {
  it.each(Object.keys(dateRangePresets) as DateRangePresetName[])('%s', (preset) => {
    expect(dates(preset)).toEqual(EXPECTED[preset])
  })
})

describe('published worked examples', () => {
  it('year to date', () => {
    const range = { start: { startOf: 'year' }, end: { endOf: 'day' } } as const
    expect(dates(range)).toEqual(['2026-01-01', '2026-05-14'])
  })

  it('last Thursday to this Thursday', () => {
    const range = {
      start: { startOf: 'week', offset: { days: -3 } },
      end: { startOf: 'week', offset: { days: 4 } },
    } as const
    expect(dates(range, { ...utc, calendar: sunday })).toEqual(['2026-05-07', '2026-05-14'])
  })

  it('fiscal year from December', () => {
    const range = {
      start: { startOf: 'year', offset: { months: -1 } },
      end: { endOf: 'year', offset: { months: -1 } },
    } as const
    expect(dates(range)).toEqual(['2025-12-01', '2026-12-01'])
  })
})

describe('resolveDateRange', () => {
  const berlin = { ...utc, timeZone: 'Europe/Berlin' }

  it('reads dates and times in the zone, unless they have an offset', () => {
    const local = { start: '2026-03-29', end: '2026-03-30T12:30' }
    expect(dates(local, berlin)).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-30T10:30:00.000Z'])
    const fixed = { start: '2026-03-29T00:00:00.1239Z', end: '2026-03-29T12:00-0530' }
    expect(dates(fixed, berlin)).toEqual(['2026-03-29T00:00:00.123Z', '2026-03-29T17:30:00.000Z'])
  })

  it('takes today from the zone', () => {
    const late = { ...berlin, now: Date.parse('2026-05-13T22:30:00Z') }
    expect(dates('today', late)).toEqual(['2026-05-13T22:00:00.000Z', '2026-05-14T22:00:00.000Z'])
  })

  it('finds definitions', () => {
    expect(dates('launch')).toEqual(['2026-03-01', '2026-05-14'])
  })

  it.each<[DateRangeRef, string, string]>([
    ['someday', 'request/unknown-date-range', 'dateRange'],
    ['broken', 'request/invalid', 'dateRange'],
    [{ start: '2026-02-31', end: '2026-03-02' }, 'request/invalid', 'dateRange.start'],
    [{ start: '2026-01-01', end: '2026-03-02T24:00' }, 'request/invalid', 'dateRange.end'],
    [{ start: '2026-01-01', end: '2026-13-01' }, 'request/invalid', 'dateRange.end'],
    [{ start: '2026-02-01', end: '2026-01-01' }, 'request/range-reversed', 'dateRange'],
    [{ start: '2026-02-01', end: '2026-02-01' }, 'request/range-reversed', 'dateRange'],
    [{ start: { endOf: 'day' }, end: { startOf: 'day' } }, 'request/range-reversed', 'dateRange'],
  ])('refuses %o: %s at %s', (ref, code, path) => {
    expect(() => resolveDateRange(ref, utc)).toThrow(
      expect.objectContaining({ code, path: pathOf(path) }),
    )
  })
})
