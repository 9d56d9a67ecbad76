import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUnits, type Clock, type TimeUnit } from '../../src/calendar/index.ts'
import { ask, type Row } from '../support/ask.ts'
import { creditWorld } from '../support/credit.ts'
import { groupWorld } from '../support/compile-world.ts'
import { findSelectedEvents } from '../support/selected-events.ts'

const clockIn = (timeZone: string): Clock => ({
  timeZone,
  calendar: { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' },
})

const at = (text: string) => Date.parse(text)
const event = (time: number, fields: object) => ({ person: 'ann', time, fields: { ...fields } })

const pair = (first: number, second: number) => [
  event(first, { page: 'A', channel: 'Ad', revenue: 0 }),
  event(second, { page: 'B', channel: '', revenue: 10 }),
]

const types = { page: 'string', channel: 'string', revenue: 'number' } as const
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const

/** Two instants in 2024, the second close to some months behind the first. */
const instants = fc
  .record({
    zone: fc.constantFrom(...zones),
    unit: fc.constantFrom<TimeUnit>('month', 'quarter', 'year'),
    count: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 0, max: 24 * 366 }),
    offset: fc.constantFrom(-86_400_000, -3_600_000, -1, 0, 1, 3_600_000, 86_400_000),
  })
  .map(({ hour, offset, ...rest }) => {
    const first = Date.UTC(2024, 0, 1) + hour * 3_600_000
    const limit = addUnits(first, rest.unit, rest.count, clockIn(rest.zone))
    return { ...rest, first, limit, second: Math.max(limit + offset, first + 1) }
  })

const durationOf = (unit: TimeUnit, count: number) => ({ [`${unit}s`]: count })

async function follows(first: number, second: number, step: object, timeZone: string) {
  const segment = {
    container: 'person',
    where: {
      sequence: [
        { dimension: 'page', op: 'equals', value: 'A' },
        { step: { dimension: 'page', op: 'equals', value: 'B' }, ...step },
      ],
    },
  } as const
  const view = { dimensions: [{ id: 'page' }], timeZone }
  const kept = await findSelectedEvents(pair(first, second), segment as never, { types, view })
  return kept.length > 0
}

describe('months between steps (§5.4)', () => {
  it.each([
    ['2024-01-31T10:00Z', '2024-02-29T10:00Z', { within: { months: 1 } }, true],
    ['2024-01-31T10:00Z', '2024-02-29T10:01Z', { within: { months: 1 } }, false],
    ['2023-01-31T10:00Z', '2023-03-01T10:00Z', { within: { months: 1 } }, false],
    ['2024-01-31T10:00Z', '2024-02-29T10:00Z', { after: { months: 1 } }, true],
    ['2024-01-31T10:00Z', '2024-02-29T09:59Z', { after: { months: 1 } }, false],
    ['2024-05-31T10:00Z', '2024-08-31T10:00Z', { within: { quarters: 1 } }, true],
    ['2024-02-29T10:00Z', '2025-02-28T10:00Z', { within: { years: 1 } }, true],
    ['2024-02-29T10:00Z', '2025-02-28T10:01Z', { within: { years: 1 } }, false],
    ['2024-06-01T00:01Z', '2024-06-15T00:01Z', { after: { weeks: 2 } }, true],
    [
      '2024-06-01T00:01Z',
      '2024-07-01T00:01Z',
      { after: { weeks: 2 }, within: { months: 1 } },
      true,
    ],
    [
      '2024-06-01T00:01Z',
      '2024-07-01T00:02Z',
      { after: { weeks: 2 }, within: { months: 1 } },
      false,
    ],
    [
      '2024-06-01T00:01Z',
      '2024-06-14T00:02Z',
      { after: { weeks: 2 }, within: { months: 1 } },
      false,
    ],
  ])('from %s to %s: %j', async (first, second, step, expected) => {
    expect(await follows(at(first), at(second), step, 'UTC')).toBe(expected)
  })

  it('end at the same time of day of the data view’s clocks', async () => {
    const step = { within: { months: 1 } }
    const [first, second] = [at('2024-03-15T12:00+01:00'), at('2024-04-15T12:00+02:00')]
    expect(await follows(first, second, step, 'Europe/Berlin')).toBe(true)
    expect(await follows(first, second + 1, step, 'Europe/Berlin')).toBe(false)
    expect(await follows(first, second + 1, step, 'UTC')).toBe(true)
  })

  it('are those of the calendar on random days', async () => {
    const property = fc.asyncProperty(instants, async (drawn) => {
      const { zone, unit, count, first, second, limit } = drawn
      const duration = durationOf(unit, count)
      expect(await follows(first, second, { within: duration }, zone)).toBe(second <= limit)
      expect(await follows(first, second, { after: duration }, zone)).toBe(second >= limit)
    })
    await fc.assert(property, { numRuns: 60 })
  })
})

describe('values that persist for months (§3.9)', () => {
  it('are carried up to the same time of day', async () => {
    const allocations = fc.constantFrom('most-recent', 'original', 'all', 'first-known')
    const property = fc.asyncProperty(instants, allocations, async (drawn, allocation) => {
      const { zone, unit, count, first, second, limit } = drawn
      const expiration = { type: 'time', time: durationOf(unit, count) }
      const view = {
        timeZone: zone,
        dimensions: [{ id: 'channel', persistence: { allocation, expiration } }],
        metrics: [{ id: 'revenue' }],
      }
      const world = { events: pair(first, second), view, options: { types } }
      const rows = await groupWorld(world, ['channel'], ['revenue'])
      expect([...rows.keys()].includes('Ad') && rows.get('Ad')![0] === 10).toBe(second <= limit)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('end before a value is set anew under “original”', async () => {
    const days = ['2024-01-31', '2024-02-15', '2024-03-01', '2024-03-20']
    const values = ['A', 'B', 'C', '']
    const expiration = { type: 'time', time: { months: 1 } }
    const view = {
      dimensions: [{ id: 'channel', persistence: { allocation: 'original', expiration } }],
    }
    const events = days.map((day, i) => event(at(day), { channel: values[i] }))
    const rows = await groupWorld({ events, view }, ['channel'], ['events'])
    expect(Object.fromEntries(rows)).toEqual({ A: [2], C: [2] })
  })

  it('are bound to items as long', async () => {
    const persistence = {
      allocation: 'most-recent',
      expiration: { type: 'time', time: { months: 1 } },
      binding: { dimension: 'product' },
    }
    const view = { dimensions: [{ id: 'term', persistence }, { id: 'product' }] }
    const events = ['2024-01-31T10:00Z', '2024-02-29T10:00Z', '2024-02-29T11:00Z'].map((time, i) =>
      event(at(time), { product: 'P', term: i === 0 ? 'T' : '' }),
    )
    const rows = await groupWorld({ events, view }, ['term'], ['events'])
    expect(Object.fromEntries(rows)).toEqual({ T: [2], '': [1] })
  })
})

describe('lookbacks of months (§7.2)', () => {
  it('reach back to the same time of day', async () => {
    const property = fc.asyncProperty(instants, async ({ zone, unit, count, first, second }) => {
      const earliest = addUnits(second, unit, -count, clockIn(zone))
      const view = {
        timeZone: zone,
        dimensions: [{ id: 'channel' }],
        metrics: [{ id: 'revenue' }],
      }
      const credit = await creditWorld(
        { events: pair(first, second), view, options: { types } },
        {
          rows: ['channel'],
          metric: 'revenue',
          attribution: { model: 'linear', container: 'person', lookback: durationOf(unit, count) },
        },
      )
      expect(credit).toEqual(first >= earliest ? { Ad: 10 } : { '': 10 })
    })
    await fc.assert(property, { numRuns: 60 })
  })
})

describe('months of a fallout (§8.5)', () => {
  const reached = async (first: number, second: number, rules: object, timeZone: string) => {
    const rows = pair(first, second).map(
      ({ time, fields }): Row => [new Date(time).toISOString().slice(0, -1), fields],
    )
    const [a, b] = ['A', 'B'].map((page) => ({ any: [{ dimension: 'page', item: page }] }))
    const { within, ...rest } = rules as { within?: object }
    const steps = [a, { ...b, ...(within && { within }) }]
    const view = { dimensions: [{ id: 'page' }], timeZone }
    const { series } = (await ask(
      { rows, view },
      { kind: 'fallout', steps, ...rest },
    )) as never as {
      series: { steps: { count: number }[] }[]
    }
    return series[0]!.steps[1]!.count === 1
  }

  it('end at the same time of day', async () => {
    const orders = fc.constantFrom('listed', 'any')
    const property = fc.asyncProperty(instants, orders, async (drawn, order) => {
      const { zone, unit, count, first, second, limit } = drawn
      const duration = durationOf(unit, count)
      const expected = second <= limit
      expect(await reached(first, second, { window: duration, order }, zone)).toBe(expected)
      expect(await reached(first, second, { within: duration }, zone)).toBe(expected)
    })
    await fc.assert(property, { numRuns: 60 })
  })
})
