import { expect, it } from 'vitest'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { findComparison } from './comparison-range.ts'

const before = (range: DateRangeRef) => findComparison(range, { with: 'previous-period' }, {})
const yearBefore = (range: DateRangeRef) => findComparison(range, { with: 'previous-year' }, {})

it('is the range as long before, which moves where the range does', () => {
  expect(before('last-30-full-days')).toEqual({
    start: { startOf: 'day', offset: { days: -60 } },
    end: { startOf: 'day', offset: { days: -30 } },
  })
  expect(before('last-7-days')).toEqual({
    start: { startOf: 'day', offset: { days: -13 } },
    end: { endOf: 'day', offset: { days: -7 } },
  })
  expect(before('this-month')).toEqual({
    start: { startOf: 'month', offset: { months: -1 } },
    end: { endOf: 'month', offset: { months: -1 } },
  })
  expect(before('last-quarter')).toEqual({
    start: { startOf: 'quarter', offset: { quarters: -2 } },
    end: { startOf: 'quarter', offset: { quarters: -1 } },
  })
})

it('is the same part of the month before, of a month until today', () => {
  expect(before('this-month-excluding-today')).toEqual({
    start: { startOf: 'month', offset: { months: -1 } },
    end: { startOf: 'day', offset: { months: -1 } },
  })
})

it('is the month before a month, and as many days before days', () => {
  expect(before({ start: '2026-03-01', end: '2026-04-01' })).toEqual({
    start: '2026-02-01',
    end: '2026-03-01',
  })
  expect(before({ start: '2026-01-01', end: '2026-07-01' })).toEqual({
    start: '2025-07-01',
    end: '2026-01-01',
  })
  expect(before({ start: '2026-03-10', end: '2026-03-17' })).toEqual({
    start: '2026-03-03',
    end: '2026-03-10',
  })
})

it('is the same dates a year before; weeks stay whole', () => {
  expect(yearBefore({ start: '2024-02-29', end: '2024-03-01' })).toEqual({
    start: '2023-02-28',
    end: '2023-03-01',
  })
  expect(yearBefore('this-month')).toEqual({
    start: { startOf: 'month', offset: { years: -1 } },
    end: { endOf: 'month', offset: { years: -1 } },
  })
  expect(yearBefore('last-quarter')).toEqual({
    start: { startOf: 'quarter', offset: { months: -15 } },
    end: { startOf: 'quarter', offset: { years: -1 } },
  })
  expect(yearBefore('last-7-full-days')).toEqual({
    start: { startOf: 'day', offset: { days: -372 } },
    end: { startOf: 'day', offset: { days: -365 } },
  })
  expect(yearBefore('last-week')).toEqual({
    start: { startOf: 'week', offset: { weeks: -53 } },
    end: { startOf: 'week', offset: { weeks: -52 } },
  })
})

it('knows ranges by their names, says a chosen one, and null where it cannot know', () => {
  const sale = { start: '2026-11-01', end: '2026-12-01' }
  expect(findComparison('sale', { with: 'previous-period' }, { sale })).toEqual({
    start: '2026-10-01',
    end: '2026-11-01',
  })
  expect(findComparison('sale', { with: { dateRange: 'last-year' } }, {})).toBe('last-year')
  expect(findComparison('sale', undefined, { sale })).toBeNull()
  expect(before('constructor')).toBeNull()
})
