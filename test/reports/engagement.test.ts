import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemorySource, type MemoryEvent } from '../support/memory-source.ts'
import type { EngagementResult } from '../../src/query/reports/engagement/request.ts'
import { ask } from '../support/ask.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5)
const dateRange = { start: '2026-01-05', end: '2026-01-26' }
const uses = (feature: string, atLeast = 1) => ({
  where: { dimension: 'feature', op: 'equals', value: feature },
  atLeast,
  name: feature,
})

interface Use {
  readonly person: string
  readonly day: number
  readonly feature: string
}

const memory = (all: readonly Use[]): MemoryEvent[] =>
  all.map(({ person, day, feature }) => ({
    person,
    time: START + day * DAY,
    fields: { feature },
  }))

async function askEngagement(all: readonly Use[], request: object) {
  const source = createMemorySource(memory(all), { batchEvents: 4, runners: 2 })
  const answer = await ask({ source }, { kind: 'engagement', dateRange, ...request })
  return answer as EngagementResult
}

describe('engagement', () => {
  const all: Use[] = [
    { person: 'ann', day: 0, feature: 'search' },
    { person: 'ann', day: 1, feature: 'search' },
    { person: 'ann', day: 8, feature: 'search' },
    { person: 'ben', day: 2, feature: 'help' },
    { person: 'ben', day: 9, feature: 'search' },
    { person: 'cid', day: 3, feature: 'other' },
    { person: 'cid', day: 3, feature: 'export' },
    { person: 'cid', day: 3, feature: 'export' },
    { person: 'cid', day: 4, feature: 'export' },
  ]

  it('places features by reach and intensity', async () => {
    const features = ['search', 'help', 'export'].map((feature) => uses(feature))
    const { features: found, medians } = await askEngagement(all, { features })
    expect(found).toEqual([
      { name: 'search', people: 2, events: 4, reach: 2 / 3, intensity: 2, quadrant: 'high-impact' },
      { name: 'help', people: 1, events: 1, reach: 1 / 6, intensity: 1, quadrant: 'one-time' },
      { name: 'export', people: 1, events: 3, reach: 1 / 6, intensity: 3, quadrant: 'high-impact' },
    ])
    expect(medians).toEqual({ reach: 1 / 6, intensity: 2 })
  })

  it('knows rare features of a few, and those of nobody', async () => {
    const features = ['search', 'other', 'export', 'none'].map((feature) => uses(feature))
    const { features: found } = await askEngagement(all, { features })
    const quadrants = found.map(({ name, quadrant }) => [name, quadrant])
    expect(quadrants).toEqual([
      ['search', 'high-impact'],
      ['other', 'one-time'],
      ['export', 'high-impact'],
      ['none', 'low-impact'],
    ])
    expect(found[3]).toMatchObject({ people: 0, events: 0, reach: 0, intensity: null })
    const [power] = (await askEngagement(all, { features: [uses('export'), uses('search')] }))
      .features
    expect(power!.quadrant).toBe('power')
  })

  it('says how far features are from the medians', async () => {
    const features = ['search', 'help', 'export'].map((feature) => uses(feature))
    const { features: found } = await askEngagement(all, { features, medians: 'normalized' })
    expect(found.map(({ relative }) => relative)).toEqual([
      { reach: 3, intensity: 0 },
      { reach: 0, intensity: -0.5 },
      { reach: 0, intensity: 0.5 },
    ])
  })

  it('puts the items with the most events beside them', async () => {
    const { top, features, medians } = await askEngagement(all, {
      features: [uses('search')],
      top: { dimension: 'feature', count: 2 },
    })
    expect(medians).toEqual({ reach: features[0]!.reach, intensity: 2 })
    expect(top!.map(({ name, quadrant }) => [name, quadrant])).toEqual([
      ['search', 'high-impact'],
      ['export', 'power'],
    ])
  })

  it('compares segments by the medians of all', async () => {
    const ben = {
      container: 'person',
      where: { dimension: 'person-id', op: 'equals', value: 'ben' },
    }
    const request = { features: [uses('search'), uses('help')], compare: [ben] }
    const { compare, medians } = await askEngagement(all, request)
    expect(medians).toEqual((await askEngagement(all, { ...request, compare: [] })).medians)
    expect(compare).toEqual([
      {
        segment: 'segment 1',
        features: [
          { name: 'search', people: 1, events: 1, reach: 0.5, intensity: 1, quadrant: 'one-time' },
          { name: 'help', people: 1, events: 1, reach: 0.5, intensity: 1, quadrant: 'one-time' },
        ],
      },
    ])
  })

  it('asks for several uses in an interval', async () => {
    const { features } = await askEngagement(all, { features: [uses('search', 2)] })
    expect(features[0]).toMatchObject({ people: 1, events: 2, reach: 1 / 6, intensity: 2 })
  })
})

const random = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bob', 'cat'),
    day: fc.integer({ min: -3, max: 24 }),
    feature: fc.constantFrom('a', 'b', 'c'),
  }),
  { minLength: 1, maxLength: 30 },
)

/** §8.12 as it is written. */
function slow(all: readonly Use[], name: string, atLeast: number) {
  const inRange = all.filter(({ day }) => day >= 0 && day < 21)
  const weeks = [0, 1, 2].map((week) => inRange.filter(({ day }) => Math.floor(day / 7) === week))
  const peopleIn = (some: readonly Use[]) => new Set(some.map(({ person }) => person))
  const shares: number[] = []
  const counted: Use[] = []
  for (const week of weeks) {
    const own = week.filter(({ feature }) => feature === name)
    const users = [...peopleIn(own)].filter(
      (person) => own.filter((use) => use.person === person).length >= atLeast,
    )
    counted.push(...own.filter(({ person }) => users.includes(person)))
    if (week.length > 0) shares.push(users.length / peopleIn(week).size)
  }
  const people = peopleIn(counted).size
  return {
    name,
    people,
    events: counted.length,
    reach: shares.length === 0 ? null : shares.reduce((a, b) => a + b) / shares.length,
    intensity: people === 0 ? null : counted.length / people,
  }
}

describe('engagement against slow code', () => {
  it('agrees on random worlds', async () => {
    await fc.assert(
      fc.asyncProperty(random, fc.integer({ min: 1, max: 3 }), async (all, atLeast) => {
        const { features } = await askEngagement(all, {
          features: [uses('a'), uses('b', atLeast), uses('c')],
        })
        const expected = [slow(all, 'a', 1), slow(all, 'b', atLeast), slow(all, 'c', 1)]
        expect(features).toMatchObject(expected)
      }),
      { numRuns: 80 },
    )
  })

  it('measures an item as the feature that it is', async () => {
    await fc.assert(
      fc.asyncProperty(random, async (all) => {
        const { features, top = [] } = await askEngagement(all, {
          features: ['a', 'b', 'c'].map((feature) => uses(feature)),
          top: { dimension: 'feature' },
        })
        const used = features.filter(({ events }) => events > 0)
        const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
        expect([...top].sort(byName)).toEqual(used.sort(byName))
        expect(top).toEqual([...top].sort((a, b) => b.events - a.events))
      }),
      { numRuns: 60 },
    )
  })
})
