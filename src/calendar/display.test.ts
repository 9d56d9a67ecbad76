import { expect, it } from 'vitest'
import type { DateFormat } from '../model/format.ts'
import { displayOf, timeDimensionOf, writeTime } from './display.ts'
import { timeDomain } from './time-dimensions.ts'

const calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' } as const

it.each<[DateFormat['granularity'], string | undefined, string]>([
  ['day', 'MMMM D, YYYY', 'August 23, 2022'],
  ['minute-of-day', 'HH:mm', '20:20'],
  ['minute-of-day', 'h:mm A', '8:20 PM'],
  ['month', 'MMM YY', 'Aug 22'],
  ['day-of-week', 'ddd', 'Tue'],
  ['month-of-year', 'MM', '08'],
  ['quarter', '[Q]Q YYYY', 'Q3 2022'],
  ['hour-of-day', undefined, '20'],
])('%s as %s is %s', (granularity, pattern, expected) => {
  const format: DateFormat = { type: 'date', granularity, ...(pattern && { pattern }) }
  const start = Date.parse('2022-08-23T20:20:00Z')
  const id = timeDimensionOf(format)
  const domain = timeDomain(id, { timeZone: 'UTC', calendar }, start, start + 1)
  expect(displayOf(domain, domain.codes[1]!, format)).toBe(expected)
})

it('writes every part of a pattern', () => {
  const wall = Date.UTC(2026, 0, 2, 3, 4, 5)
  const pattern = 'YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s A'
  expect(writeTime(wall, pattern)).toBe(
    '2026 26 January Jan 01 1 02 2 Friday Fri 03 3 03 3 04 4 05 5 AM',
  )
})
