import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 0, 1)
const channels = ['email', 'seo', 'ads'] as const
const models = ['first-touch', 'last-touch', 'linear', 'participation']

const touch = (person: string, day: number, channel: string | null, revenue?: number) =>
  ({ person, time: START + day * DAY_MS, fields: { channel, revenue } }) as MemoryEvent

const askTrend = (events: readonly MemoryEvent[], request: object) =>
  ask<AttributionResult>(
    { events, options: { batchEvents: 6, runners: 2 } },
    {
      kind: 'attribution',
      metric: 'revenue',
      dimension: 'channel',
      models,
      dateRange: { start: '2026-01-05', end: '2026-01-11' },
      ...request,
    },
  )

describe('the trend of an item', () => {
  it('has its credit on the days on which it was touched', async () => {
    const events = [
      touch('ann', 1, 'email'),
      touch('ann', 4, 'seo'),
      touch('ann', 5, 'email'),
      touch('ann', 6, null, 30),
    ]
    const { trend } = await askTrend(events, { trend: { item: 'email' } })
    const credited = trend!.filter(({ values }) => values.some((value) => value !== 0))
    expect(credited).toEqual([
      { interval: '2026-01-02', values: [30, 0, 10, 30] },
      { interval: '2026-01-06', values: [0, 30, 10, 30] },
    ])
  })

  it('adds up to its row, by any interval, on random worlds', async () => {
    const event = fc
      .record({
        person: fc.constantFrom('ann', 'bob', 'cem'),
        day: fc.integer({ min: 0, max: 11 }),
        channel: fc.constantFrom(...channels, null),
        revenue: fc.constantFrom(undefined, 10, 25),
      })
      .map(({ person, day, channel, revenue }) => touch(person, day, channel, revenue))
    const known = channels.map((channel) => touch('zoe', 5, channel, 1))
    const interval = fc.constantFrom('hour', 'day', 'week', 'month')
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 25, size: 'max' }),
        interval,
        async (own, by) => {
          for (const item of channels) {
            const { rows, trend } = await askTrend([...known, ...own], {
              trend: { item, interval: by },
            })
            const row = rows.find((one) => one.item === item)
            models.forEach((_, m) => {
              const sum = trend!.reduce((all, { values }) => all + values[m]!, 0)
              const whole = row?.values[m] ?? 0
              // An item takes part in a conversion on each of its days.
              if (models[m] === 'participation') expect(sum).toBeGreaterThanOrEqual(whole - 1e-9)
              else expect(sum).toBeCloseTo(whole, 9)
            })
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  it('is nothing, with a warning, for an item that never occurs', async () => {
    const request = { trend: { item: 'radio' } }
    const { trend, meta } = await askTrend([touch('ann', 5, 'email', 1)], request)
    expect(trend).toHaveLength(10)
    expect(trend!.flatMap(({ values }) => values).every((value) => value === 0)).toBe(true)
    expect(meta.warnings).toEqual([expect.stringContaining('radio')])
  })
})
