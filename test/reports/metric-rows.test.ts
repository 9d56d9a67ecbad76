import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2026-01-01', { page: 'Home', revenue: 10, orders: 1 }, 'ann'],
  ['2026-01-02', { page: 'Cart', revenue: 30, orders: 2 }, 'ann'],
  ['2026-02-01', { page: 'Home', revenue: 5 }, 'bob'],
  ['2026-02-02', { page: 'Home', orders: 1 }, 'cat'],
]

const world = {
  rows,
  view: {
    dimensions: [{ id: 'page' }],
    metrics: [
      { id: 'revenue', name: 'Revenue', format: { type: 'currency', currency: 'EUR' } },
      { id: 'orders' },
      { id: 'unique', field: 'orders', count: 'instances', dedup: { scope: 'person' } },
    ],
  },
  definitions: [
    { kind: 'calculated-metric', id: 'aov', name: 'Mean', formula: 'revenue / orders' },
  ],
}

const home = { container: 'event', where: { dimension: 'page', op: 'equals', value: 'Home' } }
const january = { start: '2026-01-01', end: '2026-02-01' }
const february = { start: '2026-02-01', end: '2026-03-01' }

const askRows = (request: object) => ask<FreeformResult>(world, { kind: 'freeform', ...request })

describe('metrics as rows (§8.2)', () => {
  it('are what each metric is under the filters of the columns', async () => {
    const found = await askRows({
      rows: { metrics: ['revenue', 'orders', 'aov', 'people'] },
      columns: [
        { id: 'all', name: 'All' },
        { id: 'home', segments: [home] },
        { id: 'cart', where: [{ dimension: 'page', item: 'Cart' }] },
        { id: 'january', dateRange: january },
        { id: 'february', dateRange: february },
        { id: 'change', change: { from: 'january', to: 'february' } },
      ],
    })
    expect(found.rows).toEqual([
      {
        item: 'revenue',
        label: 'Revenue',
        values: [45, 15, 30, 40, 5, -0.875],
        format: { type: 'currency', currency: 'EUR' },
      },
      { item: 'orders', values: [4, 2, 2, 3, 1, 1 / 3 - 1] },
      { item: 'aov', label: 'Mean', values: [11.25, 7.5, 15, 40 / 3, 5, 5 / (40 / 3) - 1] },
      { item: 'people', label: 'People', values: [3, 3, 1, 1, 2, 1] },
    ])
    expect(found.columns).toEqual([
      { id: 'all', name: 'All', type: 'number' },
      { id: 'home', name: 'home', type: 'number' },
      { id: 'cart', name: 'Cart', type: 'number' },
      { id: 'january', name: 'january', type: 'number' },
      { id: 'february', name: 'february', type: 'number' },
      {
        id: 'change',
        name: 'Change from january to february',
        type: 'number',
        format: { type: 'percent' },
      },
    ])
    expect(found).toMatchObject({ rowCount: 4, totals: Array(6).fill(null) })
  })

  it('are sorted and cut by a column', async () => {
    const found = await askRows({
      rows: { metrics: ['orders', 'revenue', 'people'] },
      columns: [{ id: 'all' }],
      sort: { column: 'all' },
      limit: 2,
    })
    expect(found.rows.map(({ item }) => item)).toEqual(['revenue', 'orders'])
    expect(found.rowCount).toBe(3)
  })

  it('say who is behind a cell, and what they are in words', async () => {
    const { meta } = await askRows({
      rows: { metrics: ['revenue', 'orders'] },
      columns: [{ id: 'home', segments: [home] }],
      explain: { row: 'orders', column: 'home' },
    })
    expect(meta.explanation).toMatchObject({ people: 2, samplePeople: ['ann', 'cat'] })
    expect(meta.plan).toContain('One row per metric: Revenue, orders.')
  })

  it.each([
    [{ columns: [{ metric: 'revenue' }] }, 'request/invalid', ['columns', 0, 'metric']],
    [{ columns: [{ formula: 'revenue' }] }, 'request/invalid', ['columns', 0, 'formula']],
    [
      { columns: [{}, { attribution: { model: 'linear' } }] },
      'request/invalid',
      ['columns', 1, 'attribution'],
    ],
    [{ columns: [{ anomalies: true }] }, 'request/invalid', ['columns', 0, 'anomalies']],
    [{ statistics: ['mean'] }, 'request/invalid', ['statistics']],
    [{ search: { op: 'contains', value: 'r' } }, 'request/invalid', ['search']],
    [{ sort: { dimension: 'page' } }, 'request/unknown-component', ['sort', 'dimension']],
    [
      { rows: { metrics: ['revenue', 'nope'] } },
      'request/unknown-component',
      ['rows', 'metrics', 1],
    ],
    [{ rows: { dimension: 'page' } }, 'request/invalid', ['columns', 0, 'metric']],
    [
      { rows: { segments: [home] }, columns: [{ metric: 'orders' }], search: { op: 'exists' } },
      'request/invalid',
      ['search'],
    ],
  ])('%j is refused', async (request, code, path) => {
    const asked = askRows({ rows: { metrics: ['revenue'] }, columns: [{}], ...request })
    await expect(asked).rejects.toMatchObject({ code, path })
  })

  it('agree with the totals of tables of one metric', async () => {
    const metric = fc.constantFrom('revenue', 'orders', 'unique', 'aov', 'people', 'bounce-rate')
    const column = fc.record(
      {
        segments: fc.constant([home]),
        dateRange: fc.constantFrom(january, february),
        where: fc.constant([{ dimension: 'page', item: 'Home' }]),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(metric, { minLength: 1 }),
        fc.array(column, { minLength: 1, maxLength: 3 }),
        fc.constantFrom([], [{ dimension: 'page', item: 'Home' }]),
        async (metrics, columns, where) => {
          const found = await askRows({ rows: { metrics }, columns, where })
          for (const { item, values } of found.rows) {
            const { totals } = await askRows({
              rows: { segments: [home] },
              columns: columns.map((each) => ({ ...each, metric: item })),
              where,
            })
            expect([item, values]).toEqual([item, totals])
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})
