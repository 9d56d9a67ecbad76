import { describe, expect, it } from 'vitest'
import {
  compilationOf,
  itemPerRow,
  type Row,
  sourceOf,
  viewOf,
} from '../../../test/support/items-per-row.ts'
import { addPeriod } from '../compilation/compilation.ts'
import { findWholePeriod } from '../compilation/period.ts'
import { nameBuckets } from './number-buckets.ts'
import { standardDimensions } from './dimensions.ts'

const at = (text: string): number => Date.parse(`${text}Z`)

async function items(id: string, rows: readonly Row[], range?: readonly [string, string]) {
  const c = await compilationOf(sourceOf(rows), viewOf({ timeZone: 'Europe/Berlin' }))
  const period = range ? addPeriod(c, at(range[0]), at(range[1])) : findWholePeriod(c)
  return itemPerRow(c, await standardDimensions[id]!.compile(c, period), rows.length)
}

const event = (person: string, time: string): Row => ({ person, time: at(time), fields: {} })

describe('time parts', () => {
  const rows = [event('a', '2026-01-31T22:30'), event('a', '2026-01-31T23:30')]

  it.each([
    ['day', ['2026-01-31', '2026-02-01']],
    ['month', ['2026-01', '2026-02']],
    ['hour-of-day', [23, 0]],
    ['day-of-week', ['Saturday', 'Sunday']],
    ['am-pm', ['PM', 'AM']],
  ])('%s is of local time', async (id, expected) => {
    expect(await items(id, rows)).toEqual(expected)
  })

  it('has no value outside of the period', async () => {
    const range = ['2026-01-31T23:00', '2026-02-01T23:00'] as const
    expect(await items('day', rows, range)).toEqual([null, '2026-02-01'])
  })
})

describe('session type (§3.13)', () => {
  it('is first-time without a session in the 13 months before', async () => {
    const rows = [
      event('new', '2022-06-02T10:00'),
      event('new', '2022-06-03T10:00'),
      event('known', '2021-05-01T10:00'),
      event('known', '2022-06-04T10:00'),
      event('old', '2021-04-30T10:00'),
      event('old', '2022-06-04T10:00'),
    ]
    const found = await items('session-type', rows, ['2022-06-01T00:00', '2022-06-16T00:00'])
    expect(found[0]).toBe('First-time')
    expect(found[1]).toBe('Returning')
    expect(found[3]).toBe('Returning')
    expect(found[5]).toBe('First-time')
  })

  it('is returning when a session spans the start of the period', async () => {
    const rows = [
      event('a', '2022-05-31T21:50'),
      event('a', '2022-05-31T22:10'),
      event('a', '2022-06-05T10:00'),
    ]
    const found = await items('session-type', rows, ['2022-05-31T22:00', '2022-06-16T00:00'])
    expect(found.slice(1)).toEqual(['Returning', 'Returning'])
  })
})

describe('depth, person, dataset, time spent', () => {
  const rows = [
    event('a', '2026-01-01T10:00'),
    event('a', '2026-01-01T10:02'),
    event('a', '2026-01-01T12:00'),
    event('b', '2026-01-01T10:00'),
  ]

  it.each([
    ['event-depth', [1, 2, 1, 1]],
    ['person-id', ['a', 'a', 'a', 'b']],
    ['dataset-id', ['events', 'events', 'events', 'events']],
    ['time-spent-per-event', ['1 to 3 minutes', null, null, null]],
    [
      'time-spent-per-session',
      ['1 to 3 minutes', '1 to 3 minutes', 'Less than 15 seconds', 'Less than 15 seconds'],
    ],
  ])('%s', async (id, expected) => {
    expect(await items(id, rows)).toEqual(expected)
  })

  it('labels buckets (§3.7)', () => {
    expect(nameBuckets([0, 5, 10])).toEqual(['less than 0', '0 to 5', '5 to 10', '10 or more'])
  })
})
