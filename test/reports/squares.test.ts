import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { anytimePValue, type Moments } from '../../src/statistics/experiment.ts'
import { ask } from '../support/ask.ts'

const HOUR_MS = 3_600_000
const pages = ['a', 'b', 'c'] as const
const tags = ['new', 'sale'] as const

const event = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
  time: fc.integer({ min: 0, max: 47 }).map((hour) => hour * HOUR_MS),
  fields: fc.record({
    page: fc.constantFrom(...pages, null),
    tags: fc.array(fc.constantFrom(...tags), { maxLength: 3 }),
    amount: fc.constantFrom(1, 2.5, 4, null),
  }),
})

/** Everything that is asked for occurs. */
const worlds = fc.array(event, { maxLength: 25 }).map((events): MemoryEvent[] => [
  ...pages.map((page) => ({
    person: 'zoe',
    time: 0,
    fields: { page, tags: [...tags], amount: 2 },
  })),
  ...events,
])

const dateRange = { start: '1970-01-01', end: '1970-01-03' }
const units = ['people', 'sessions', 'events'] as const
const amounts = ['amount', 'events', 'sessions'] as const
type Unit = (typeof units)[number]

const fieldOf = ({ fields }: MemoryEvent, name: string) => (fields as Record<string, unknown>)[name]

/** The sessions of the events in their order: a person's, parted by more than half an hour. */
function sessionsOf(events: readonly MemoryEvent[]): Map<MemoryEvent, string> {
  const sessions = new Map<MemoryEvent, string>()
  for (const person of new Set(events.map((one) => one.person))) {
    const own = events.filter((one) => one.person === person).sort((a, b) => a.time - b.time)
    let start = own[0]!.time
    own.forEach((one, i) => {
      if (i > 0 && one.time - own[i - 1]!.time > HOUR_MS / 2) start = one.time
      sessions.set(one, `${person} ${start}`)
    })
  }
  return sessions
}

/** Number of units, sum and squares of what they have, of the events that pass. */
function slow(
  events: readonly MemoryEvent[],
  passes: (event: MemoryEvent) => boolean,
  unit: Unit,
  metric: (typeof amounts)[number],
): Moments {
  const sessions = sessionsOf(events)
  const inside = events.filter(passes)
  const unitOf = (one: MemoryEvent, i: number) =>
    unit === 'people' ? one.person : unit === 'sessions' ? sessions.get(one)! : `${i}`
  const values = new Map<string, number>()
  const seen = new Set<string>()
  inside.forEach((one, i) => {
    const name = unitOf(one, i)
    const session = `${name} ${sessions.get(one)}`
    const once = seen.has(session) ? 0 : 1
    seen.add(session)
    const own = { amount: Number(fieldOf(one, 'amount') ?? 0), events: 1, sessions: once }[metric]
    values.set(name, (values.get(name) ?? 0) + own)
  })
  const all = [...values.values()]
  return {
    units: all.length,
    sum: all.reduce((a, b) => a + b, 0),
    squares: all.reduce((a, b) => a + b * b, 0),
  }
}

function varianceOf({ units: n, sum, squares }: Moments): number | null {
  return n < 2 ? null : Math.max(0, squares / (n - 1) - (sum * sum) / (n * (n - 1)))
}

const close = (actual: number | null, wanted: number | null): void => {
  if (wanted === null) expect(actual).toBeNull()
  else expect(actual).toBeCloseTo(wanted, 9)
}

const askSquares = (events: readonly MemoryEvent[], request: object) =>
  ask<FreeformResult>(
    { events, options: { batchEvents: 6, runners: 2 } },
    {
      kind: 'freeform',
      dateRange,
      limit: 1000,
      ...request,
    },
  )

const isOn = (page: unknown) => (one: MemoryEvent) => (fieldOf(one, 'page') ?? null) === page
const hasTag = (tag: unknown) => (one: MemoryEvent) => {
  const own = fieldOf(one, 'tags') as readonly string[]
  return tag === null ? own.length === 0 : own.includes(String(tag))
}
const dayOf = ({ time }: MemoryEvent) => new Date(time).toISOString().slice(0, 10)

/** A session is no figure of one of its events. */
const cases = fc
  .record({
    events: worlds,
    unit: fc.constantFrom(...units),
    metric: fc.constantFrom(...amounts),
  })
  .filter(({ unit, metric }) => unit !== 'events' || metric !== 'sessions')

describe('variances per unit, on random worlds', () => {
  it.each([
    ['one dimension', ['page'], ([page]: unknown[]) => [isOn(page)]],
    [
      'several dimensions',
      ['page', 'day'],
      ([page, day]: unknown[]) => [isOn(page), (one: MemoryEvent) => dayOf(one) === day],
    ],
    ['a list', ['tags'], ([tag]: unknown[]) => [hasTag(tag)]],
    [
      'a list and a dimension',
      ['tags', 'page'],
      ([tag, page]: unknown[]) => [hasTag(tag), isOn(page)],
    ],
  ])('are those of slow code by %s', async (_, dimensions, testsOf) => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ events, unit, metric }) => {
        const columns = [{ formula: `sample-variance(${metric}, ${unit})` }]
        const { rows, totals } = await askSquares(events, { rows: { dimensions }, columns })
        for (const { items, item, values } of rows) {
          const tests = testsOf(items ?? [item])
          const inRow = (one: MemoryEvent) => tests.every((test) => test(one))
          close(values[0]!, varianceOf(slow(events, inRow, unit, metric)))
        }
        close(totals[0]!, varianceOf(slow(events, () => true, unit, metric)))
      }),
      { numRuns: 40 },
    )
  })

  it('are those of segments as rows, of a breakdown and of what a search finds', async () => {
    const on = (page: string) => ({
      container: 'event',
      where: { dimension: 'page', op: 'equals', value: page },
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ events, unit, metric }) => {
        const columns = [{ formula: `sample-variance(${metric}, ${unit})` }]
        const fixed = await askSquares(events, { rows: { segments: pages.map(on) }, columns })
        fixed.rows.forEach(({ values }, k) => {
          close(values[0]!, varianceOf(slow(events, isOn(pages[k]), unit, metric)))
        })
        const broken = await askSquares(events, {
          rows: { dimension: 'tags' },
          where: [{ dimension: 'page', item: 'a' }],
          columns,
        })
        for (const { item, values } of broken.rows) {
          const inRow = (one: MemoryEvent) => isOn('a')(one) && hasTag(item ?? null)(one)
          close(values[0]!, varianceOf(slow(events, inRow, unit, metric)))
        }
        const search = { op: 'equals', values: ['a', 'b'], match: 'any' }
        const found = await askSquares(events, { rows: { dimension: 'page' }, search, columns })
        const isFound = (one: MemoryEvent) => isOn('a')(one) || isOn('b')(one)
        close(found.filteredTotals[0]!, varianceOf(slow(events, isFound, unit, metric)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('lift and confidence', () => {
  const many = Array.from({ length: 400 }, (_, i): MemoryEvent => {
    const page = pages[i % 3]!
    return {
      person: `p${i}`,
      time: (i % 48) * HOUR_MS,
      fields: { page, tags: [tags[(i >> 2) % 2]!], amount: page === 'b' ? 2 + (i % 5) : i % 5 },
    }
  })

  it('of several dimensions compare each row with the first', async () => {
    const { rows } = await askSquares(many, {
      rows: { dimensions: ['page', 'tags'] },
      columns: [
        { metric: 'people' },
        { formula: 'confidence(amount, people, 1)' },
        { formula: 'lift(amount, people, 1)' },
      ],
    })
    const momentsOf = ([page, tag]: readonly unknown[]) =>
      slow(many, (one) => isOn(page)(one) && hasTag(tag)(one), 'people', 'amount')
    const base = momentsOf(rows[0]!.items!)
    expect(rows).toHaveLength(6)
    expect(rows[0]!.values.slice(1)).toEqual([null, null])
    for (const { items, values } of rows.slice(1)) {
      const own = momentsOf(items!)
      close(values[1]!, 1 - anytimePValue(own, base))
      close(values[2]!, own.sum / own.units / (base.sum / base.units) - 1)
    }
  })

  it('need figures that are not attributed', async () => {
    const formula = 'confidence(amount, events, 1)'
    const attribution = { model: 'linear', container: 'person' }
    await expect(
      askSquares(many, { rows: { dimension: 'page' }, columns: [{ formula, attribution }] }),
    ).rejects.toMatchObject({ code: 'request/impossible', path: ['columns', 0] })
  })
})
