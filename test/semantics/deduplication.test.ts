import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, column, type Row, table, type World } from '../support/ask.ts'

const dedup = { scope: 'person', by: 'order', keep: 'first' }
const view = {
  dimensions: [{ id: 'order' }, { id: 'page' }],
  metrics: [{ id: 'amount', dedup }],
}
const shop: World = {
  rows: [
    ['2026-03-01', { order: 'o1', page: 'A', amount: 1 }],
    ['2026-03-02', { order: 'o1', page: 'B', amount: 2 }],
    ['2026-03-03', { order: 'o2', page: 'B', amount: 4 }],
  ],
  view,
}
const pageIs = (value: string, container = 'event') => ({
  container,
  where: { dimension: 'page', op: 'equals', value },
})

describe('deduplication comes before segments (§3.10)', () => {
  const onB = pageIs('B')
  const cells = (world: World, request: object) =>
    table(world, { rows: { dimension: 'page' }, columns: [{ metric: 'amount' }], ...request })

  it('of a column', async () => {
    const columns = [{ metric: 'amount', segments: [onB] }]
    expect(await cells(shop, { columns })).toEqual({ B: [4], Total: [4] })
  })

  it('of the report, of an operand, and of a breakdown', async () => {
    expect(await cells(shop, { segments: [onB] })).toEqual({ B: [4], Total: [4] })
    const columns = [{ formula: { metric: 'amount', segments: [onB] } }]
    expect(await cells(shop, { columns })).toEqual({ B: [4], Total: [4] })
    const where = [{ dimension: 'page', item: 'B' }]
    expect(await column(shop, 'order', 'amount', { where })).toEqual({ o2: 4, Total: 4 })
  })

  it('as rows, in other reports, and in what a segment asks for', async () => {
    const rows = { segments: [onB, pageIs('A')] }
    expect(await cells(shop, { rows })).toEqual({ 'Segment 1': [4], 'Segment 2': [1], Total: [5] })
    const trend = { kind: 'trends', metrics: ['amount'], interval: 'year', segments: [onB] }
    expect(await ask(shop, trend)).toMatchObject({ series: [{ total: 4 }] })
    const two = { container: 'event', where: { metric: 'amount', op: 'eq', value: 2 } }
    expect(await column(shop, 'page', 'events', { segments: [two] })).toEqual({ Total: 0 })
  })

  it('but after the data view’s own', async () => {
    const world = { ...shop, view: { ...view, segment: onB } }
    expect(await cells(world, {})).toEqual({ B: [6], Total: [6] })
    const two = { container: 'event', where: { metric: 'amount', op: 'eq', value: 2 } }
    const of = (order: string) => ({ dimension: 'order', op: 'equals', value: order })
    expect(await cells(world, { segments: [two] })).toEqual({ B: [2], Total: [2] })
    expect(await cells(world, { segments: [{ container: 'event', where: of('o1') }] })).toEqual({
      B: [2],
      Total: [2],
    })
  })

  it('of elements of lists, too', async () => {
    const lines: World = {
      rows: [
        ['2026-03-01', { lines: [{ order: 'o1', page: 'A', amount: 1 }] }],
        [
          '2026-03-02',
          {
            lines: [
              { order: 'o1', page: 'B', amount: 2 },
              { order: 'o2', page: 'B', amount: 4 },
            ],
          },
        ],
      ],
      view: {
        dimensions: [
          { id: 'order', field: 'lines.order' },
          { id: 'page', field: 'lines.page' },
        ],
        metrics: [{ id: 'amount', field: 'lines.amount', dedup }],
      },
    }
    const segments = [pageIs('B', 'lines')]
    expect(await cells(lines, { segments })).toEqual({ B: [4], Total: [4] })
    const world = { ...lines, view: { ...lines.view, segment: pageIs('B', 'lines') } }
    expect(await cells(world, {})).toEqual({ B: [6], Total: [6] })
  })
})

describe('laws of deduplication', () => {
  const rows = fc.array(
    fc
      .record({
        person: fc.constantFrom('ann', 'bob'),
        hour: fc.integer({ min: 0, max: 40 }),
        order: fc.constantFrom(undefined, 'o1', 'o2'),
        page: fc.constantFrom(undefined, 'A', 'B'),
        amount: fc.constantFrom(undefined, 1, 2, 4),
      })
      .map(({ person, hour, ...fields }): Row => {
        const time = new Date(Date.UTC(2026, 2, 1) + hour * 1_200_000).toISOString().slice(0, -1)
        return [time, fields, person]
      }),
    { minLength: 1, maxLength: 16 },
  )
  const all: Row = ['2025-01-01', { order: 'o1', page: 'A', amount: 1 }, 'zoe']
  const metric = fc.record(
    {
      scope: fc.constantFrom('session', 'person'),
      keep: fc.constantFrom('first', 'last'),
      by: fc.constant('order'),
    },
    { requiredKeys: ['scope', 'keep'] },
  )
  const condition = fc.constantFrom(
    { dimension: 'page', op: 'equals', value: 'B' },
    { dimension: 'order', op: 'equals', value: 'o1' },
    { metric: 'amount', op: 'gte', value: 2 },
  )
  const container = fc.constantFrom('event', 'session', 'person')

  it('a segment and its negation add up', async () => {
    const law = fc.asyncProperty(
      rows,
      metric,
      condition,
      container,
      fc.boolean(),
      async (drawn, kept, where, scope, inView) => {
        const segment = pageIs('A', 'event')
        const world: World = {
          rows: [all, ...drawn],
          view: {
            ...view,
            metrics: [{ id: 'amount', dedup: kept }],
            ...(inView ? { segment } : {}),
          },
        }
        const dateRange = { start: '2026-03-01', end: '2026-03-03' }
        const columns = [
          [],
          [{ container: scope, where }],
          [{ container: scope, exclude: true, where }],
        ].map((segments) => ({ metric: 'amount', segments }))
        const cells = await table(world, { rows: { dimension: 'page' }, columns, dateRange })
        for (const [whole, one, other] of Object.values(cells)) {
          expect(one! + other!).toBe(whole!)
        }
      },
    )
    await fc.assert(law, { numRuns: 80 })
  })
})
