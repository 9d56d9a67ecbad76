import { describe, expect, it } from 'vitest'
import { createMemorySource, type MemoryEvent } from '../support/memory-source.ts'
import type { TimelineResult } from '../../src/query/reports/timeline/request.ts'
import { ask } from '../support/ask.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 1)
const dateRange = { start: '2026-01-01', end: '2026-01-02' }

const journeyOf = (person: string): MemoryEvent[] =>
  (
    [
      [-60, 'Before', ['x']],
      [0, 'Home', ['a', 'b']],
      [1.5, 'Search', []],
      [40, 'Home', ['c']],
    ] as const
  ).map(([minute, page, tags]) => ({
    person,
    time: START + minute * MINUTE,
    fields: { page, tags },
  }))

const persons = Array.from({ length: 40 }, (_, k) => `person ${k}`)
const source = (order: readonly string[]) => createMemorySource(order.flatMap(journeyOf))

const askTimeline = async (request: object = {}, order: readonly string[] = persons) => {
  const asked = { kind: 'timeline', dateRange, ...request }
  return (await ask<TimelineResult>({ source: source(order) }, asked)).people
}
const names = (people: TimelineResult['people']) => people.map(({ person }) => person)

describe('the timeline', () => {
  it('shows events by session, with the time to the next one of the session', async () => {
    const [first] = await askTimeline({ dimension: 'page', people: 1 })
    expect(first!.sessions).toEqual([
      {
        session: 2,
        events: [
          { time: '2026-01-01T00:00:00.000Z', value: 'Home', seconds: 90 },
          { time: '2026-01-01T00:01:30.000Z', value: 'Search', seconds: null },
        ],
      },
      { session: 3, events: [{ time: '2026-01-01T00:40:00.000Z', value: 'Home', seconds: null }] },
    ])
  })

  it('shows several values, or none', async () => {
    const values = async (request: object) =>
      (await askTimeline(request))[0]!.sessions.flatMap(({ events }) =>
        events.map(({ value }) => value),
      )
    expect(await values({ dimension: 'tags' })).toEqual([['a', 'b'], [], ['c']])
    expect(await values({})).toEqual([null, null, null])
    const where = { dimension: 'page', op: 'equals', value: 'Search' }
    expect(await values({ where, dimension: 'page' })).toEqual(['Search'])
  })

  it('draws the same people by the same seed, whatever the order of the rows', async () => {
    const drawn = names(await askTimeline({ people: 5 }))
    expect(new Set(drawn).size).toBe(5)
    expect(names(await askTimeline({ people: 5 }, persons.toReversed()))).toEqual(drawn)
    expect(names(await askTimeline({ people: 3 }))).toEqual(drawn.slice(0, 3))
    expect(names(await askTimeline({ people: 5, seed: 2 }))).not.toEqual(drawn)
  })

  it('draws among those with an event to show', async () => {
    const where = { dimension: 'person-id', op: 'equals', value: 'person 7' }
    expect(names(await askTimeline({ segments: [{ container: 'event', where }] }))).toEqual([
      'person 7',
    ])
    expect(
      await askTimeline({ where: { dimension: 'page', op: 'equals', value: 'None' } }),
    ).toEqual([])
    await expect(askTimeline({ dimension: 'x' })).rejects.toMatchObject({ path: ['dimension'] })
  })
})
