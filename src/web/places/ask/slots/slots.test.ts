import { expect, it } from 'vitest'
import { parseDuration } from './parse-duration.ts'
import { choiceSlot } from './choice-slot.ts'
import { readMany } from './slot.ts'
import { rangeSlot } from './scope-slots.ts'

it('reads a length as it is typed', () => {
  expect(['45 min', '3d', '2', '1 Week', 'soon', '0 days', '4 x'].map(parseDuration)).toEqual([
    { minutes: 45 },
    { days: 3 },
    { days: 2 },
    { weeks: 1 },
    undefined,
    undefined,
    undefined,
  ])
})

it('reads several values, those that fit', () => {
  const each = choiceSlot('Unit', { day: 'days', week: 'weeks' })
  const slot = { each, between: ' and ', add: 'Add', least: 1, most: 2 }
  expect(readMany(slot, ['week', 'moon', 'day', 'day'])).toEqual(['week', 'day'])
  expect(readMany(slot, ['moon'])).toBeUndefined()
  expect(readMany(slot, 'week')).toBeUndefined()
})

it('reads ranges of days, and no range that ends before it starts', () => {
  const days = { start: '2026-03-01', end: '2026-03-08' }
  expect(rangeSlot.read(days)).toEqual(days)
  expect(rangeSlot.read({ start: days.end, end: days.start })).toBeUndefined()
  expect(rangeSlot.ofDays?.('2026-03-01', '2026-03-07')).toEqual(days)
})
