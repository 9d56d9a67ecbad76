import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cause, Comparison } from '../../src/model/answers/comparison.ts'
import { comparisonQuestion } from '../../src/model/answers/comparison.ts'
import { compareNumber } from '../../src/query/differences/compare-number.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, contextOf, type World } from '../support/ask.ts'
import { types, view, worlds } from '../support/random-worlds.ts'

const now = { start: '2026-03-29', end: '2026-04-01' }
const before = { start: '2026-03-26', end: '2026-03-29' }

const linear = { model: 'linear', container: 'person' }
const channel = { container: 'event', where: { dimension: 'channel', op: 'equals', value: 'seo' } }

/** Columns of every nature. */
const columns: readonly object[] = [
  { metric: 'people' },
  { metric: 'people', segments: [channel] },
  { metric: 'events' },
  { metric: 'sessions' },
  { metric: 'time-spent' },
  { metric: 'amount' },
  { metric: 'amount', attribution: linear },
  { metric: 'amount', where: [{ dimension: 'channel', item: 'email' }] },
  { formula: 'amount / events' },
  { formula: 'events / people' },
  { formula: 'amount - 2 * events' },
  { formula: 'if(events > 2, amount, 0)' },
  { metric: 'sessions-per-person' },
]

const places = [{}, { row: 'home' }, { row: null }] as const

async function compare(world: World, request: object, more: object = {}): Promise<Comparison> {
  const asked = { dataView: 'v', dateRange: now, ...request }
  const { by, items, comparedWith } = comparisonQuestion.parse({
    request: asked,
    comparedWith: before,
    ...more,
  })
  const question = { items, comparedWith, request: parseRequest(asked), ...(by && { by }) }
  return (await compareNumber(contextOf(world), question)).comparison
}

const worldOf = (events: readonly unknown[]) =>
  ({ events, view, options: { types } }) as unknown as World

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9 * (1 + Math.abs(a))

describe('a difference', () => {
  it.each(columns)(
    'of %j is that of two reports, and its causes and items add up to it',
    async (column) => {
      await fc.assert(
        fc.asyncProperty(
          worlds,
          fc.constantFrom(...places),
          fc.constantFrom('channel', 'tags', undefined),
          fc.integer({ min: 1, max: 3 }),
          async (events, place, by, items) => {
            const world = worldOf(events)
            const table = { kind: 'freeform', rows: { dimension: 'page' }, columns: [column] }
            const explain = { ...place, column: 'c1' }
            const told = await compare(world, { ...table, explain }, { by, items })
            const value = async (dateRange: object) => {
              const found = await ask<FreeformResult>(world, { ...table, dateRange })
              if (!('row' in place)) return found.totals[0]!
              return found.rows.find(({ item }) => item === place.row)?.values[0]
            }
            const [current, earlier] = [await value(now), await value(before)]
            if (current !== undefined) expect(told.now).toEqual(current)
            if (earlier !== undefined) expect(told.value).toEqual(earlier)
            if (told.now === null || told.value === null) {
              expect(told).toMatchObject({ difference: null, causes: {}, items: [] })
              return
            }
            expect(told.difference).toBe(told.now - told.value)
            const causes = Object.values(told.causes) as Cause[]
            expect(causes.length).toBeGreaterThan(0)
            const effects = causes.reduce((sum, { effect }) => sum + effect, 0)
            expect(near(effects, told.difference!), JSON.stringify(told)).toBe(true)
            if (told.dimension === null) return
            const parts = told.items.reduce((sum, { effect }) => sum + effect, 0)
            const all = parts + (told.others?.effect ?? 0) + told.overlap
            expect(near(all, told.difference!), JSON.stringify(told)).toBe(true)
            expect(told.items.length).toBeLessThanOrEqual(items)
          },
        ),
        { numRuns: 20 },
      )
    },
  )

  it('of what is counted once by event has nothing that is under several items', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom('events', 'amount'), async (events, metric) => {
        const request = {
          kind: 'freeform',
          rows: { dimension: 'page' },
          columns: [{ metric }],
          explain: { column: 'c1' },
        }
        const told = await compare(worldOf(events), request, { by: 'channel' })
        expect(told.overlap).toBe(0)
      }),
      { numRuns: 25 },
    )
  })
})

describe('the causes of a difference', () => {
  const order = (day: string, person: string, amount: number, channelName: string) => ({
    person,
    time: Date.parse(`2026-03-${day}T12:00Z`),
    fields: { page: 'home', channel: channelName, amount },
  })
  const events = [
    order('26', 'ann', 10, 'seo'),
    order('27', 'ann', 10, 'seo'),
    order('29', 'ann', 20, 'email'),
    order('29', 'bob', 20, 'email'),
    order('30', 'cem', 30, 'seo'),
  ]
  const table = { kind: 'freeform', rows: { dimension: 'page' }, explain: { column: 'c1' } }

  it('are people, events per person and what an event is worth', async () => {
    const told = await compare(
      worldOf(events),
      { ...table, columns: [{ metric: 'amount' }] },
      { by: 'channel' },
    )
    // 1 person × 2 events × 10 became 3 people × 1 event × 23⅓.
    expect(told).toMatchObject({ now: 70, value: 20, difference: 50 })
    const { people, rate, value } = told.causes
    expect(people).toMatchObject({ name: 'People', before: 1, now: 3 })
    expect(rate).toMatchObject({ name: 'Events with amount per person', before: 2, now: 1 })
    expect(value!.now).toBeCloseTo(70 / 3)
    expect(people!.effect).toBeCloseTo((2 * (20 + 70 / 3)) / 3 + (2 * (10 + 140 / 3)) / 6)
    expect(told.items).toEqual([
      { item: 'email', before: 0, now: 40, effect: 40 },
      { item: 'seo', before: 20, now: 30, effect: 10 },
    ])
  })

  it('are all people where there was nothing before', async () => {
    const rows = events.slice(2)
    const told = await compare(worldOf(rows), { ...table, columns: [{ metric: 'amount' }] })
    expect(told.causes.people!.effect).toBeCloseTo(70)
    expect(told.causes.rate!.effect).toBe(0)
    expect(told.causes.value!.effect).toBe(0)
  })

  it('of a rate are what is divided and what it is divided by, and of its items mix and rate', async () => {
    const columns = [{ formula: 'amount / events' }]
    const told = await compare(worldOf(events), { ...table, columns }, { by: 'channel' })
    expect(told.causes.numerator).toMatchObject({ name: 'amount', before: 20, now: 70 })
    expect(told.causes.denominator).toMatchObject({ name: 'Events', before: 2, now: 3 })
    const seo = told.items.find(({ item }) => item === 'seo')!
    // From all of the events to a third, and from 10 to 30 each.
    expect(seo.rate).toBeCloseTo((2 / 3) * 20)
    expect(seo.mix).toBeCloseTo((-2 / 3) * (20 - (10 + 70 / 3) / 2))
  })

  it('of a step are the people of the report and the share who reach it', async () => {
    const step = { any: [{ dimension: 'channel', item: 'seo' }] }
    const told = await compare(worldOf(events), {
      kind: 'fallout',
      steps: [step],
      explain: { step: 1 },
    })
    expect(told).toMatchObject({ now: 1, value: 1, difference: 0 })
    expect(told.causes.people).toMatchObject({ before: 1, now: 3 })
    expect(told.causes.people!.effect + told.causes.rate!.effect).toBeCloseTo(0)
  })

  it('of a day are those of the day at the same place of the other range', async () => {
    const request = {
      kind: 'freeform',
      rows: { dimension: 'day' },
      columns: [{ metric: 'amount' }],
    }
    const explain = { row: '2026-03-29', column: 'c1' }
    const told = await compare(worldOf(events), { ...request, explain })
    expect(told).toMatchObject({ now: 40, value: 10, difference: 30 })
  })
})
