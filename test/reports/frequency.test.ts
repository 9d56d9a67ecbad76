import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { FrequencyResult } from '../../src/query/reports/frequency/request.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const dateRange = { start: '1970-01-01', end: '1970-01-07' }
const pages = ['A', 'B'] as const

const is = (page: string) => ({ dimension: 'page', op: 'equals', value: page })

const worlds = fc
  .array(
    fc.record({
      person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
      time: fc.integer({ min: 0, max: 23 }).map((part) => (part * DAY_MS) / 4),
      fields: fc.record({ page: fc.constantFrom(...pages) }),
    }),
    { maxLength: 40, size: 'max' },
  )
  .map((events): MemoryEvent[] => [
    ...pages.map((page) => ({ person: 'zoe', time: 0, fields: { page } })),
    ...events,
  ])

const askFrequency = (events: readonly MemoryEvent[], request: object) =>
  ask<FrequencyResult>(
    { events },
    {
      kind: 'frequency',
      dateRange,
      where: is('A'),
      ...request,
    },
  )

describe('frequency', () => {
  it('leaves out fewer than from and puts more than to into the last bucket; shares are of all who did it', async () => {
    const times = { ann: 1, bob: 2, cem: 3, dee: 5, eve: 9 }
    const events = Object.entries(times).flatMap(([person, count]) =>
      Array.from({ length: count }, (_, i) => ({ person, time: i, fields: { page: 'A' } })),
    )
    const { buckets, total } = await askFrequency(events, { buckets: { from: 2, to: 5, size: 2 } })
    expect(total).toBe(5)
    expect(buckets).toEqual([
      { from: 2, to: 3, count: 2, share: 0.4 },
      { from: 4, to: null, count: 2, share: 0.4 },
    ])
  })

  it.each([
    [
      { from: 1, to: 5, size: 2 },
      [
        [1, 2],
        [3, 4],
        [5, null],
      ],
    ],
    [
      { from: 1, to: 6, size: 2 },
      [
        [1, 2],
        [3, 4],
        [5, null],
      ],
    ],
    [{ from: 3, to: 3 }, [[3, null]]],
    [undefined, [...Array.from({ length: 9 }, (_, i) => [i + 1, i + 1]), [10, null]]],
  ])('of %j ends with a bucket without end, seven times in it', async (given, expected) => {
    const events = Array.from({ length: 12 }, (_, i) => ({
      person: 'ann',
      time: i,
      fields: { page: 'A' },
    }))
    const { buckets } = await askFrequency(events, given ? { buckets: given } : {})
    expect(buckets.map(({ from, to }) => [from, to])).toEqual(expected)
    expect(buckets.map(({ count }) => count)).toEqual([...expected.slice(1).map(() => 0), 1])
    const [from] = expected.at(-1)!
    const explain = { row: from }
    const explained = await askFrequency(events, { ...(given && { buckets: given }), explain })
    expect(explained.meta.explanation!.people).toBe(1)
  })

  it('compares segments, and counts by interval, as on their own', async () => {
    const segments = pages.map((page) => ({ container: 'session', where: is(page) }))
    await fc.assert(
      fc.asyncProperty(worlds, async (events) => {
        const { compare, intervals } = await askFrequency(events, {
          compare: segments,
          interval: 'day',
        })
        for (const [k, segment] of segments.entries()) {
          const { buckets, total } = await askFrequency(events, { segments: [segment] })
          expect(compare![k]).toEqual({ segment: `segment ${k + 1}`, buckets, total })
        }
        expect(intervals).toHaveLength(6)
        for (const { interval, buckets } of intervals!) {
          const start = Date.parse(interval)
          const day = { start: interval, end: new Date(start + DAY_MS).toISOString() }
          expect(buckets).toEqual((await askFrequency(events, { dateRange: day })).buckets)
        }
      }),
      { numRuns: 30 },
    )
  })
})
