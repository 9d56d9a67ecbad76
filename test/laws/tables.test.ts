import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createMemorySource,
  type MemoryEvent,
  type MemoryOptions,
} from '../support/memory-source.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask } from '../support/ask.ts'
import { types, view, wholeRange, worlds, worldsWithoutTies } from '../support/random-worlds.ts'

const metrics = ['events', 'people', 'sessions', 'amount', 'session-starts', 'time-spent']
const columns = metrics.map((metric) => ({ metric }))
const dimensions = ['page', 'channel', 'tags', 'day', 'hour-of-day', 'event-depth', 'session-type']

const askView = async (
  events: readonly MemoryEvent[],
  request: object,
  options: MemoryOptions = {},
) => {
  const source = createMemorySource(events, { types, ...options })
  return ask({ source, view }, { dateRange: wholeRange, ...request })
}

const table = async (
  events: readonly MemoryEvent[],
  dimension: string,
  more: object = {},
  options: MemoryOptions = {},
) =>
  (await askView(
    events,
    { kind: 'freeform', rows: { dimension }, columns, limit: 1000, ...more },
    options,
  )) as FreeformResult

const steps = ['home', 'search', 'cart'].map((item) => ({ any: [{ dimension: 'page', item }] }))
const fallout = async (
  events: readonly MemoryEvent[],
  more: object = {},
  options: MemoryOptions = {},
) => (await askView(events, { kind: 'fallout', steps, ...more }, options)) as FalloutResult

const withoutMeta = ({ meta: _, ...rest }: FreeformResult | FalloutResult) => rest
const check = (property: fc.IAsyncProperty<never>) => fc.assert(property as never, { numRuns: 60 })
const law = (...args: unknown[]) => (fc.asyncProperty as (...all: unknown[]) => never)(...args)

describe('laws of tables', () => {
  it('shuffling the rows of the input changes nothing', () =>
    check(
      law(
        worldsWithoutTies,
        fc.constantFrom(...dimensions),
        async (events: MemoryEvent[], dimension: string) => {
          const shuffled = events.toSorted(
            (a, b) => ((a.time * 7919) % 104729) - ((b.time * 7919) % 104729),
          )
          expect(withoutMeta(await table(shuffled, dimension))).toEqual(
            withoutMeta(await table(events, dimension)),
          )
          expect(withoutMeta(await fallout(shuffled))).toEqual(withoutMeta(await fallout(events)))
        },
      ),
    ))

  it('neither the size of batches nor the number of runners matters', () =>
    check(
      law(
        worlds,
        fc.constantFrom(...dimensions),
        async (events: MemoryEvent[], dimension: string) => {
          const options = { batchEvents: 1, runners: 3 }
          expect(withoutMeta(await table(events, dimension, {}, options))).toEqual(
            withoutMeta(await table(events, dimension)),
          )
          expect(withoutMeta(await fallout(events, {}, options))).toEqual(
            withoutMeta(await fallout(events)),
          )
        },
      ),
    ))

  it('an additive metric over a dimension with one value per event sums to its total', () =>
    check(
      law(
        worlds,
        fc.constantFrom('page', 'channel', 'day', 'hour-of-day'),
        async (events: MemoryEvent[], dimension: string) => {
          const { rows, totals } = await table(events, dimension)
          for (const index of [0, 3, 4]) {
            const sum = rows.reduce((all, row) => all + row.values[index]!, 0)
            expect(sum).toBeCloseTo(totals[index]!, 9)
          }
        },
      ),
    ))

  it('no row has more people or sessions than the total, nor fewer than none', () =>
    check(
      law(
        worlds,
        fc.constantFrom(...dimensions),
        async (events: MemoryEvent[], dimension: string) => {
          const { rows, totals } = await table(events, dimension)
          for (const { values } of rows) {
            for (const index of [1, 2]) {
              expect(values[index]).toBeLessThanOrEqual(totals[index]!)
              expect(values[index]).toBeGreaterThanOrEqual(0)
            }
          }
        },
      ),
    ))

  it('splitting a date range and adding event counts gives the whole', () =>
    check(
      law(worlds, fc.integer({ min: 0, max: 96 }), async (events: MemoryEvent[], hours: number) => {
        const middle = new Date(
          Date.parse('2026-03-27T00:00:00Z') + hours * 3_600_000,
        ).toISOString()
        const count = async (start: string, end: string) =>
          (await table(events, 'page', { dateRange: { start, end } })).totals[0]!
        const whole = await count(wholeRange.start, wholeRange.end)
        expect(
          (await count(wholeRange.start, middle)) + (await count(middle, wholeRange.end)),
        ).toBe(whole)
      }),
    ))

  it('searching hides rows and leaves the others as they are', () =>
    check(
      law(worlds, async (events: MemoryEvent[]) => {
        const all = await table(events, 'page')
        const found = await table(events, 'page', { search: { op: 'contains', value: 'a' } })
        expect(found.totals).toEqual(all.totals)
        expect(all.rows).toEqual(expect.arrayContaining(found.rows))
        const events_ = found.rows.reduce((sum, { values }) => sum + values[0]!, 0)
        expect(found.filteredTotals[0]).toBe(events_)
      }),
    ))
})

describe('laws of fallout', () => {
  it('never rises, is nowhere above its container, and sessions are at least as many as people', () =>
    check(
      law(worlds, fc.boolean(), async (events: MemoryEvent[], isNext: boolean) => {
        const between = isNext ? ['next', 'eventual'] : ['eventual', 'eventual']
        const people = (await fallout(events, { between, baseline: true })).series[0]!.steps
        for (const [index, step] of people.entries()) {
          if (index === 0) continue
          expect(step.count).toBeLessThanOrEqual(people[index - 1]!.count)
          expect(step.fallout).toBe(people[index - 1]!.count - step.count)
        }
        const sessions = (await fallout(events, { between, container: 'session' })).series[0]!.steps
        expect(sessions[0]!.count).toBeGreaterThanOrEqual(people[1]!.count)
      }),
    ))

  it('a longer window never lowers it, and an endless one changes nothing', () =>
    check(
      law(worlds, async (events: MemoryEvent[]) => {
        const counts = async (more: object) =>
          (await fallout(events, more)).series[0]!.steps.map(({ count }) => count)
        const [short, long, endless, plain] = [
          await counts({ window: { hours: 5 } }),
          await counts({ window: { hours: 30 } }),
          await counts({ window: { years: 9 } }),
          await counts({}),
        ]
        for (const [s, count] of long.entries()) expect(count).toBeGreaterThanOrEqual(short[s]!)
        expect(endless).toEqual(plain)
      }),
    ))
})
