import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JourneyResult } from '../../src/query/reports/journey/request.ts'
import type { JourneyEventResult } from '../../src/query/reports/journey-event/request.ts'
import { ask, type World } from '../support/ask.ts'
import { creditWorld, rounded } from '../support/credit.ts'
import type { MemoryEvent } from '../support/memory-source.ts'

const start = Date.parse('2026-01-01T00:00Z')
const hours = 3_600_000

interface Told {
  readonly after: number
  readonly channel: string | null
  readonly amount: number | null
}

const told = fc.record({
  after: fc.constantFrom(0, 0, 1, 5, 30, 200),
  channel: fc.constantFrom('a', 'b', 'c', null, null),
  amount: fc.constantFrom(1, 2, 10, null, null),
})

/** The last one sees to it that both fields are there. */
const people = fc
  .array(fc.array(told, { maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((all): readonly (readonly Told[])[] => [...all, [{ after: 0, channel: 'a', amount: 1 }]])

/** Persons `p0`, `p1` …, each with events some hours after each other. */
function eventsOf(all: readonly (readonly Told[])[]): MemoryEvent[] {
  return all.flatMap((events, p) => {
    let time = start
    return events.map(({ after, channel, amount }) => {
      time += after * hours
      return { person: `p${p}`, time, fields: { channel, amount } }
    })
  })
}

const listEvents = async (world: World, person: string) =>
  (await ask<JourneyResult>(world, { kind: 'journey', person })).events

const askEvent = (world: World, person: string, at: object) =>
  ask<JourneyEventResult>(world, { kind: 'journey-event', person, ...at })

const viewOf = (persistence: object) => ({
  dimensions: [
    { id: 'set', field: 'channel' },
    { id: 'kept', field: 'channel', persistence },
  ],
  metrics: [{ id: 'amount', field: 'amount' }],
})

/** The event on which the value of event `at` was set, worked out slowly; null: not told here. */
const origins: Readonly<
  Record<string, (set: readonly (string | null)[], at: number) => number | undefined>
> = {
  'most-recent': (set, at) => set.findLastIndex((value, k) => k <= at && value !== null),
  original: (set) => set.findIndex((value) => value !== null),
  'first-known': (set) => set.findIndex((value) => value !== null),
  'last-known': (set) => set.findLastIndex((value) => value !== null),
}

describe('where a persisted value was set', () => {
  it.each(Object.keys(origins))('is told of %s', (allocation) =>
    fc.assert(
      fc.asyncProperty(people, async (all) => {
        const view = viewOf({ allocation, expiration: { type: 'person' } })
        const world = { events: eventsOf(all), view }
        for (const person of all.keys()) {
          if (all[person]!.length === 0) continue
          const events = await listEvents(world, `p${person}`)
          const set = events.map(({ dimensions }) => dimensions['set'] as string | null)
          for (const [k, { time, place, dimensions }] of events.entries()) {
            const { origins: found, number } = await askEvent(world, `p${person}`, { time, place })
            expect(number).toBe(k + 1)
            const origin = events[origins[allocation]!(set, k) ?? -1]
            expect(found['kept'] ?? []).toMatchObject(
              dimensions['kept'] === null || origin === undefined
                ? []
                : [{ item: dimensions['kept'], time: origin.time, place: origin.place }],
            )
          }
        }
      }),
      { numRuns: 12 },
    ),
  )

  it.each([
    { allocation: 'most-recent', expiration: { hours: 10 } },
    { allocation: 'original', expiration: { hours: 10 } },
    { allocation: 'all', expiration: { hours: 40 } },
  ])('is an event that has it: %o', ({ allocation, expiration }) =>
    fc.assert(
      fc.asyncProperty(people, async (all) => {
        const view = viewOf({ allocation, expiration: { type: 'time', time: expiration } })
        const world = { events: eventsOf(all), view }
        const events = all[0]!.length === 0 ? [] : await listEvents(world, 'p0')
        for (const { time, place, dimensions } of events) {
          const { origins: found } = await askEvent(world, 'p0', { time, place })
          const kept = [dimensions['kept'] ?? []].flat()
          const told = found['kept'] ?? []
          expect(told.map(({ item }) => item)).toEqual(kept)
          for (const origin of told) {
            const own = events.find((e) => e.time === origin.time && e.place === origin.place)
            expect(own?.dimensions['set']).toBe(origin.item)
            const age = Date.parse(time) - Date.parse(origin.time)
            expect(age).toBeGreaterThanOrEqual(0)
            expect(age).toBeLessThanOrEqual(expiration.hours * hours)
          }
        }
      }),
      { numRuns: 12 },
    ),
  )
})

const models = [
  ...['first-touch', 'last-touch', 'same-touch', 'linear', 'u-shaped', 'j-curve', 'inverse-j'],
  ...['time-decay', 'participation', 'algorithmic'],
]

describe('the credit of single events', () => {
  it.each(models)('adds up to what reports show, by %s', (model) =>
    fc.assert(
      fc.asyncProperty(people, async (all) => {
        const attribution = { model, lookback: { days: 7 } }
        const world = { events: eventsOf(all), view: viewOf({ allocation: 'most-recent' }) }
        const sums: Record<string, number> = {}
        const add = (item: unknown, credit: number) => {
          const key = item === null ? '' : String(item)
          sums[key] = (sums[key] ?? 0) + credit
        }
        for (const person of all.keys()) {
          const events = all[person]!.length === 0 ? [] : await listEvents(world, `p${person}`)
          for (const { time, place, metrics } of events) {
            const credit = [{ metric: 'amount', dimension: 'set', attribution }]
            const result = await askEvent(world, `p${person}`, { time, place, credit })
            const { amount, touches, items = [], none } = result.credit[0]!
            expect(amount).toBe(metrics['amount'] ?? 0)
            for (const touch of touches) {
              add(touch.item, touch.credit)
              expect(touch.time <= time).toBe(true)
            }
            for (const each of items) add(each.item, each.credit)
            add(null, none)
          }
        }
        const question = { rows: ['set'], metric: 'amount', attribution }
        const report = await creditWorld(world, question)
        const own = Object.entries(sums).map(([item, sum]) => [item, rounded(sum)] as const)
        expect(Object.fromEntries(own.filter(([, sum]) => sum !== 0))).toEqual(report)
      }),
      { numRuns: 8 },
    ),
  )

  it('is refused without a model, and where there is no such event', async () => {
    const world = { events: eventsOf([[{ after: 1, channel: 'a', amount: 1 }]]), view: viewOf({}) }
    const [{ time } = { time: '' }] = await listEvents(world, 'p0')
    const credit = [{ metric: 'amount', dimension: 'set' }]
    await expect(askEvent(world, 'p0', { time, credit })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['credit', 0, 'attribution'],
    })
    await expect(askEvent(world, 'p0', { time, place: 2 })).rejects.toMatchObject({
      code: 'request/impossible',
    })
    await expect(askEvent(world, 'zoe', { time })).rejects.toMatchObject({ code: 'person/unknown' })
  })
})

describe('a journey', () => {
  const rows = [
    { after: 0, channel: 'Alpha', amount: 1 },
    { after: 1, channel: 'beta', amount: null },
    { after: 0, channel: null, amount: 2 },
    { after: 30, channel: 'alpine', amount: null },
  ]
  const world = { events: eventsOf([rows]), view: viewOf({ allocation: 'most-recent' }) }
  const big = { container: 'event', where: { metric: 'amount', op: 'gte', value: 2 } }
  const askJourney = (more: object) =>
    ask<JourneyResult>(world, { kind: 'journey', person: 'p0', ...more })

  it('is searched as a whole, whatever the page', async () => {
    const found = await askJourney({ search: 'ALP', dimensions: ['set'], limit: 1, offset: 1 })
    expect(found).toMatchObject({ eventCount: 4, foundCount: 2 })
    expect(found.events.map(({ dimensions }) => dimensions['set'])).toEqual(['alpine'])
    const kept = await askJourney({ search: 'beta' })
    expect(kept.foundCount).toBe(2)
    expect(kept.events[1]?.carried).toEqual(['kept'])
  })

  it('tells its sessions, those without events that were found included', async () => {
    const { overview } = await askJourney({ search: 'alpine', overview: true })
    const sessions = overview?.sessions.map(({ eventCount, foundCount }) => [
      eventCount,
      foundCount,
    ])
    expect(sessions?.reduce((sum, [all = 0]) => sum + all, 0)).toBe(4)
    expect(sessions?.at(-1)).toEqual([1, 1])
    expect(overview?.datasets.map(({ eventCount }) => eventCount)).toEqual([4])
    expect((await askJourney({ datasets: [] })).foundCount).toBe(0)
  })

  it('tells which segments have each event', async () => {
    const { events, overview } = await askJourney({
      marks: [big],
      overview: true,
    })
    expect(events.map(({ marks }) => marks)).toEqual([[], [], [0], []])
    expect(overview?.marked).toEqual([1])
  })
})
