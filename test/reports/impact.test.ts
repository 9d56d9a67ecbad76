import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { ImpactResult } from '../../src/query/reports/impact/request.ts'
import { ask } from '../support/ask.ts'

const DAY = 86_400_000
const options = { batchEvents: 4, runners: 2 }
const RELEASE = Date.UTC(2026, 2, 1)
const did = (event: string) => ({ where: { dimension: 'event', op: 'equals', value: event } })
const order = { ...did('order'), name: 'Orders' }

/** `ann: '-1 order, 0.5 help'`: days around the release. */
const journeys: Readonly<Record<string, string>> = {
  ann: '-3 order, -2 order, -1 visit, 0 help, 0 order, 1.5 order, 9 order',
  ben: '-0.5 visit, 0.2 order, 0.21 order, 0.22 order, 2.2 help',
  cid: '-2.5 order, 5 help, 6 order, 6.5 help, 7.5 order',
  dan: '1 visit',
}

const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, text]) =>
  text.split(', ').map((part) => {
    const [day, event] = part.split(' ')
    return { person, time: RELEASE + Number(day) * DAY, fields: { event } }
  }),
)

async function askImpact(request: object) {
  const dateRange = { start: '2026-02-20', end: '2026-03-20' }
  const asked = { kind: 'impact', dateRange, measures: [order], days: 3, ...request }
  return (await ask<ImpactResult>({ events, options: { batchEvents: 4, runners: 2 } }, asked))
    .measures[0]!
}

describe('release impact', () => {
  it('compares equal periods before and after a date', async () => {
    const { name, before, after, change, changes } = await askImpact({ at: '2026-03-01' })
    expect(name).toBe('Orders')
    expect(before).toEqual({
      people: 2,
      events: 3,
      sessions: 3,
      shareOfPeople: 2 / 3,
      eventsPerPerson: 1.5,
    })
    expect(after).toEqual({
      people: 2,
      events: 5,
      sessions: 3,
      shareOfPeople: 2 / 3,
      eventsPerPerson: 2.5,
    })
    expect(change).toBeCloseTo(2 / 3, 12)
    expect(changes).toEqual({
      people: 0,
      events: change,
      sessions: 0,
      shareOfPeople: 0,
      eventsPerPerson: (2.5 - 1.5) / 1.5,
    })
  })

  it('lists the days around the date', async () => {
    const { days } = await askImpact({ at: '2026-03-01' })
    expect(days!.map(({ day, events: count, people }) => [day, count, people])).toEqual([
      [-3, 2, 2],
      [-2, 1, 1],
      [-1, 0, 0],
      [0, 4, 2],
      [1, 1, 1],
      [2, 0, 0],
    ])
  })

  it('begins at any instant, in the zone of the data view', async () => {
    const { before, after } = await askImpact({ at: '2026-03-01T06:00', days: 1 })
    expect([before.events, after.events]).toEqual([4, 0])
    expect(before.eventsPerPerson).toBe(2)
    expect(after).toMatchObject({ people: 0, shareOfPeople: 0, eventsPerPerson: null })
  })

  it('asks for several events in a period', async () => {
    const often = await askImpact({ at: '2026-03-01', measures: [{ ...order, atLeast: 3 }] })
    expect([often.before.people, often.after.people]).toEqual([0, 1])
    expect([often.before.events, often.after.events]).toEqual([0, 3])
    expect(often.change).toBe(null)
  })
})

describe('first-use impact', () => {
  it('compares the days around each person’s first use', async () => {
    const { before, after, days } = await askImpact({ at: did('help') })
    expect(before).toMatchObject({ people: 2, events: 5, shareOfPeople: 2 / 3 })
    expect(after).toMatchObject({ people: 2, events: 4, shareOfPeople: 2 / 3 })
    expect(days!.map(({ events: count }) => count)).toEqual([1, 4, 0, 1, 2, 1])
  })

  it('searches the first use in the range, and events around it outside', async () => {
    const { after } = await askImpact({
      at: did('help'),
      dateRange: { start: '2026-03-07', end: '2026-03-08' },
    })
    expect(after).toMatchObject({ people: 1, events: 1, shareOfPeople: 1 })
    const twice = await askImpact({ at: { ...did('help'), atLeast: 2 } })
    expect([twice.before.events, twice.after.events]).toEqual([1, 1])
  })

  it.each([
    ['all dates', { dateRange: { start: '2020-01-01', end: '2030-01-01' } }, [0, 11]],
    ['dates', { dateRange: { start: '2026-03-01', end: '2026-03-02' } }, [2, 6]],
    ['not those dates', { not: { dateRange: { start: '2026-02-20', end: '2026-03-05' } } }, [5, 3]],
    ['no dates', { dateRange: { start: '2030-01-01', end: '2031-01-01' } }, [0, 0]],
  ])('begins with the first event in %s', async (_, where, expected) => {
    const { before, after } = await askImpact({ at: { where }, days: 30 })
    expect([before.events, after.events]).toEqual(expected)
  })

  it('puts an event of the same instant on the side on which it lies', async () => {
    const { days } = await askImpact({ at: did('help'), measures: [did('help')], days: 1 })
    expect(days!.map(({ events: count }) => count)).toEqual([0, 3])
  })
})

describe('the interval', () => {
  /** Ann and ben order on these days around the release; ben's first help is at the release. */
  const ordersOn: Readonly<Record<string, readonly number[]>> = {
    ann: [-40, -29, -28, -10, -1, 0, 6, 7, 30, 31, 44],
    ben: [-8, -7, 0, 1, 29, 30, 45],
  }
  const orders: MemoryEvent[] = Object.entries(ordersOn).flatMap(([person, days]) => [
    { person, time: RELEASE, fields: { event: 'help' } },
    ...days.map((day) => ({
      person,
      time: RELEASE + day * DAY + 1000,
      fields: { event: 'order' },
    })),
  ])

  async function askBy(
    interval: 'day' | 'week' | 'month' | 'quarter',
    days: number,
    more: object = {},
  ): Promise<ImpactResult> {
    const dateRange = { start: '2026-01-01', end: '2026-06-01' }
    const plain = { kind: 'impact', dateRange, at: '2026-03-01', measures: [order] }
    return ask({ events: orders, options }, { ...plain, days, interval, ...more })
  }
  const pointsOf = ({ measures: [measure] }: ImpactResult) =>
    measure!.days!.map(({ day, events: count, people }) => [day, count, people])

  it('is a week of seven days from the release on', async () => {
    const found = await askBy('week', 14)
    expect(pointsOf(found)).toEqual([
      [-14, 2, 2],
      [-7, 2, 2],
      [0, 4, 2],
      [7, 1, 1],
    ])
    const byDay = await askBy('day', 14)
    expect(found.measures[0]).toMatchObject({ ...byDay.measures[0], days: found.measures[0]!.days })
  })

  it('is a month of the calendar around a date, the outermost cut where the period ends', async () => {
    // February has 28 days, March 31.
    expect(pointsOf(await askBy('month', 45))).toEqual([
      [-45, 2, 1],
      [-28, 5, 2],
      [0, 8, 2],
      [31, 2, 1],
    ])
  })

  it('is a quarter', async () => {
    expect(pointsOf(await askBy('quarter', 100))).toEqual([
      [-100, 0, 0],
      [-90, 7, 2],
      [0, 11, 2],
      [92, 0, 0],
    ])
  })

  it('has elapsed days around a first use', async () => {
    const at = did('help')
    expect(pointsOf(await askBy('month', 45, { at }))).toEqual([
      [-45, 1, 1],
      [-30, 6, 2],
      [0, 6, 2],
      [30, 4, 2],
    ])
    expect(pointsOf(await askBy('quarter', 91, { at })).map(([day]) => day)).toEqual([-91, 0])
  })

  it('is explained by its first day', async () => {
    const at = async (column: number) => {
      const found = await askBy('week', 14, { explain: { row: 'Orders', column } })
      return found.meta.explanation!
    }
    expect(await at(7)).toMatchObject({
      definition: 'People who did Orders in the week from day 7 on',
      samplePeople: ['ann'],
    })
    await expect(at(8)).rejects.toMatchObject({ path: ['explain', 'column'] })
  })
})
