import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attributionModels } from '../../src/engine/index.ts'
import { ThroughlineError } from '../../src/model/errors.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { MemoryOptions } from '../support/memory-source.ts'
import { ask, type Row, type World } from '../support/ask.ts'

const product = fc.record({
  cat: fc.constantFrom('', 'A', 'C'),
  rev: fc.constantFrom(undefined, 1, 5),
  w: fc.array(fc.record({ n: fc.constantFrom('', 'w1', 'w2') }), { maxLength: 2 }),
})
const rows = fc.array(
  fc
    .record({
      person: fc.constantFrom('ann', 'bob', 'cem'),
      hour: fc.integer({ min: -100, max: 100 }),
      page: fc.constantFrom(undefined, 'Cart', 'Home'),
      chan: fc.constantFrom(undefined, 'Ad', 'Web'),
      products: fc.array(product, { maxLength: 2 }),
      amount: fc.constantFrom(undefined, undefined, 1, 5),
    })
    .map(({ person, hour, ...fields }): Row => {
      const time = new Date(Date.UTC(2026, 2, 4) + hour * 3_600_000).toISOString().slice(0, -1)
      return [time, fields, person]
    }),
  { minLength: 1, maxLength: 14 },
)
const known: Row[] = ['Cart', 'Home'].map((page, index) => [
  `2025-01-0${index + 1}`,
  {
    page,
    chan: ['Ad', 'Web'][index],
    products: ['A', 'C'].map((cat) => ({ cat, rev: 1, w: [{ n: 'w1' }, { n: 'w2' }] })),
    amount: 1,
  },
  'zoe',
])
const persistence = { allocation: 'most-recent', expiration: { type: 'person' } }
const dedup = { scope: 'session', keep: 'first' }
const view = {
  dimensions: [
    { id: 'page' },
    { id: 'chan', persistence },
    { id: 'cat', field: 'products.cat' },
    { id: 'warranty', field: 'products.w.n' },
  ],
  metrics: [
    { id: 'amount' },
    { id: 'rev', field: 'products.rev' },
    { id: 'once', field: 'amount', dedup },
  ],
}

const ids = ['page', 'chan', 'cat', 'warranty', 'day', 'hour-of-day', 'session-type']
const itemOf: Readonly<Record<string, readonly (string | number | null)[]>> = {
  page: ['Cart', null],
  chan: ['Ad', 'nobody'],
  cat: ['A', null],
  warranty: ['w1'],
  day: ['2026-03-04', '2026-03-09'],
  'hour-of-day': [4],
  'session-type': ['First-time'],
}
const where = fc
  .shuffledSubarray(ids, { maxLength: 2 })
  .chain((dimensions) =>
    fc
      .tuple(...dimensions.map((dimension) => fc.constantFrom(...itemOf[dimension]!)))
      .map((items) => dimensions.map((dimension, index) => ({ dimension, item: items[index] }))),
  )
const segment = fc.constantFrom(
  { container: 'event', where: { dimension: 'page', op: 'equals', value: 'Cart' } },
  { container: 'products.w', where: { dimension: 'warranty', op: 'equals', value: 'w1' } },
  { container: 'person', where: { metric: 'once', op: 'gt', value: 1 } },
)
const segments = fc.array(segment, { maxLength: 1 })
const dateRange = fc.constantFrom(
  { start: '2026-03-01', end: '2026-03-06' },
  { start: '2026-02-26', end: '2026-03-08' },
  { start: '2026-03-03T05:00', end: '2026-03-04' },
)
const attribution = fc.record({
  model: fc.constantFrom(...Object.keys(attributionModels).filter((model) => model !== 'custom')),
  container: fc.constantFrom('person', 'session'),
})
const formula = fc.constantFrom(
  'cumulative(2, amount)',
  'cumulative-average(0, rev, include zeros)',
  'z-score(events) + row-count()',
  'lift(amount, people)',
  'confidence(amount, people)',
  'mean(once) / events',
  'approximate-count-distinct(dimension(page))',
)
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 })
const column = fc
  .record({
    metric: optional(fc.constantFrom('events', 'people', 'amount', 'rev', 'once')),
    formula,
    segments,
    where: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, where),
    dateRange: optional(dateRange),
    attribution: optional(attribution),
  })
  .map(({ metric, formula: text, ...more }) => ({
    ...more,
    ...(metric === undefined ? { formula: text } : { metric }),
  }))
const request = fc
  .record({
    rows: fc.oneof(
      fc.constantFrom(...ids).map((dimension) => ({ dimension })),
      fc
        .shuffledSubarray(ids, { minLength: 2, maxLength: 3 })
        .map((dimensions) => ({ dimensions })),
      fc.constantFrom(...ids).map((dimension) => ({ dimension, items: itemOf[dimension] })),
      fc.array(segment, { minLength: 1, maxLength: 2 }).map((all) => ({ segments: all })),
      fc.array(dateRange, { minLength: 1, maxLength: 2 }).map((all) => ({ dateRanges: all })),
    ),
    columns: fc.array(column, { minLength: 1, maxLength: 3 }),
    where,
    segments,
    dateRange,
    search: optional(fc.constantFrom({ op: 'contains', value: 'a' }, { op: 'exists' })),
    sort: optional(fc.constantFrom({ column: 'c1', direction: 'asc' })),
    limit: fc.constantFrom(2, 1000),
    noValue: fc.boolean(),
    statistics: fc.constantFrom([], ['mean', 'count']),
  })
  .map((asked) => JSON.parse(JSON.stringify({ kind: 'freeform', ...asked })) as object)

/** Sums of the same numbers in another order differ in their last digits. */
const rounded = (_: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value

async function answer(drawn: readonly Row[], asked: object, options: MemoryOptions) {
  const world: World = { rows: [...known, ...drawn], view, options }
  try {
    const { meta: _, ...result } = await ask<FreeformResult>(world, asked)
    return JSON.parse(JSON.stringify(result), rounded) as object
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    return { code: error.code, path: error.path }
  }
}

it('any table is the same however its events lie in batches and its items in dictionaries', async () => {
  const law = fc.asyncProperty(rows, request, async (drawn, asked) => {
    const plain = await answer(drawn, asked, {})
    expect(await answer(drawn, asked, { batchEvents: 1, runners: 2 })).toEqual(plain)
    expect(await answer(drawn, asked, { reversedCodes: true })).toEqual(plain)
  })
  await fc.assert(law, { numRuns: Number(process.env['RUNS'] ?? 60) })
})
