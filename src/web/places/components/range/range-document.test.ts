import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calendarUnits, type RangeEnd, rangeEnd } from '../../../../model/date-ranges.ts'
import { durationUnits } from '../../../../model/duration.ts'
import {
  asKind,
  dayOfEnd,
  endOfDay,
  kindOfEnd,
  shiftOf,
  type Side,
  withShift,
} from './range-document.ts'

const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => `${n}`.padStart(2, '0'))
const date = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), two(13), two(32))
  .map(([year, month, day]) => `${`${year}`.padStart(4, '0')}-${month}-${day}`)
const time = fc
  .tuple(date, fc.constantFrom('T', ' '), two(24), two(60), fc.constantFrom('', 'Z', '+02:00'))
  .map(([day, between, hour, minute, zone]) => `${day}${between}${hour}:${minute}${zone}`)
const offset = fc
  .tuple(fc.constantFrom(...durationUnits), fc.integer())
  .map(([unit, count]) => ({ [unit]: count }))
const rolling = fc
  .tuple(fc.constantFrom('startOf', 'endOf'), fc.constantFrom(...calendarUnits), fc.option(offset))
  .map(
    ([edge, unit, moved]) =>
      ({ [edge]: unit, ...(moved !== null && { offset: moved }) }) as unknown as RangeEnd,
  )
const ends: fc.Arbitrary<RangeEnd> = fc.oneof(date, time, rolling)
const sides = fc.constantFrom<Side>('start', 'end')

it('shows every end in controls that write it as it was', () => {
  fc.assert(
    fc.property(ends, sides, (end, side) => {
      expect(rangeEnd.safeParse(end).success).toBe(true)
      const kind = kindOfEnd(end, side)
      if (kind === 'day') expect(endOfDay(dayOfEnd(end, side)!, side)).toBe(end)
      else if (typeof end !== 'string') {
        const found = shiftOf(end)
        expect(found.count).toBeGreaterThanOrEqual(0)
        expect(withShift(end, found)).toEqual(end)
      } else expect(kind).toBe('moment')
    }),
  )
})

it('makes an end of every kind of every other', () => {
  const days = { firstDay: '2026-03-01', lastDay: '2026-03-31' }
  const kinds = ['day', 'moment', 'startOf', 'endOf'] as const
  fc.assert(
    fc.property(ends, sides, fc.constantFrom(...kinds), (end, side, kind) => {
      const made = asKind(end, kind, side, days)
      expect(rangeEnd.safeParse(made).success).toBe(true)
      expect(kindOfEnd(made, side)).toBe(kind)
    }),
  )
  expect(asKind({ endOf: 'month' }, 'day', 'end', days)).toBe('2026-04-01')
  expect(asKind({ endOf: 'month', offset: { days: 1 } }, 'startOf', 'end', days)).toEqual({
    startOf: 'month',
    offset: { days: 1 },
  })
})

it('names the last day of a range that ends before a date', () => {
  expect(dayOfEnd('2026-03-01', 'start')).toBe('2026-03-01')
  expect(dayOfEnd('2026-03-01', 'end')).toBe('2026-02-28')
  expect(dayOfEnd('2026-02-30', 'end')).toBeUndefined()
  expect(dayOfEnd({ startOf: 'day' }, 'end')).toBeUndefined()
})
