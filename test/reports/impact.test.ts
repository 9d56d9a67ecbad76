import { describe, expect, it } from 'vitest'
import { createMemorySource, type MemoryEvent } from '../../src/hosts/memory/source.ts'
import type { ImpactResult } from '../../src/model/requests/impact.ts'
import { askWorld } from '../vectors/world.ts'

const DAY = 86_400_000
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

async function ask(request: object) {
  const dateRange = { start: '2026-02-20', end: '2026-03-20' }
  const asked = { kind: 'impact', dateRange, measures: [order], days: 3, ...request }
  return (
    (await askWorld(
      createMemorySource(events, { batchEvents: 4, runners: 2 }),
      asked,
    )) as ImpactResult
  ).measures[0]!
}

describe('release impact', () => {
  it('compares equal periods before and after a date', async () => {
    const { name, before, after, change, changes } = await ask({ at: '2026-03-01' })
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
    const { days } = await ask({ at: '2026-03-01' })
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
    const { before, after } = await ask({ at: '2026-03-01T06:00', days: 1 })
    expect([before.events, after.events]).toEqual([4, 0])
    expect(before.eventsPerPerson).toBe(2)
    expect(after).toMatchObject({ people: 0, shareOfPeople: 0, eventsPerPerson: null })
  })

  it('asks for several events in a period', async () => {
    const often = await ask({ at: '2026-03-01', measures: [{ ...order, atLeast: 3 }] })
    expect([often.before.people, often.after.people]).toEqual([0, 1])
    expect([often.before.events, often.after.events]).toEqual([0, 3])
    expect(often.change).toBe(null)
  })
})

describe('first-use impact', () => {
  it('compares the days around each person’s first use', async () => {
    const { before, after, days } = await ask({ at: did('help') })
    expect(before).toMatchObject({ people: 2, events: 5, shareOfPeople: 2 / 3 })
    expect(after).toMatchObject({ people: 2, events: 4, shareOfPeople: 2 / 3 })
    expect(days!.map(({ events: count }) => count)).toEqual([1, 4, 0, 1, 2, 1])
  })

  it('searches the first use in the range, and events around it outside', async () => {
    const { after } = await ask({
      at: did('help'),
      dateRange: { start: '2026-03-07', end: '2026-03-08' },
    })
    expect(after).toMatchObject({ people: 1, events: 1, shareOfPeople: 1 })
    const twice = await ask({ at: { ...did('help'), atLeast: 2 } })
    expect([twice.before.events, twice.after.events]).toEqual([1, 1])
  })

  it('puts an event of the same instant on the side on which it lies', async () => {
    const { days } = await ask({ at: did('help'), measures: [did('help')], days: 1 })
    expect(days!.map(({ events: count }) => count)).toEqual([0, 3])
  })
})
