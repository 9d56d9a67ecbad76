import { describe, expect, it } from 'vitest'
import { claimed } from './claims.ts'
import { rowsByItem, worldOf } from '../support/vectors.ts'

interface Question {
  readonly dimension: string
  readonly columns: readonly object[]
}

const view = {
  dimensions: [
    { id: 'name', field: 'product.name' },
    { id: 'category', field: 'product.category' },
    { id: 'coverage', field: 'product.warranty.coverage' },
    { id: 'warranty', field: 'product.warranty.name' },
  ],
  metrics: [
    { id: 'orders', field: 'product.orders' },
    { id: 'revenue', field: 'product.revenue' },
    { id: 'warranty-orders', field: 'product.warranty.orders' },
    { id: 'warranty-revenue', field: 'product.warranty.revenue' },
  ],
}

const both = { op: '+', args: [{ metric: 'revenue' }, { metric: 'warranty-revenue' }] }

/** What each case asks; its text says it in words. */
const questions: Readonly<Record<string, Question>> = {
  revenue_by_name: { dimension: 'name', columns: [{ metric: 'orders' }, { metric: 'revenue' }] },
  warranty_by_coverage: { dimension: 'coverage', columns: [{ metric: 'warranty-revenue' }] },
  levels: {
    dimension: 'category',
    columns: [{ metric: 'revenue' }, { metric: 'warranty-revenue' }],
  },
  calculated: { dimension: 'category', columns: [{ formula: both }] },
}

const vectors = claimed('object-arrays', 'adobe-cja-docs')
const source = worldOf(vectors, 'arrays')

const askMetrics = (dimensions: readonly string[], metrics: readonly string[]) =>
  rowsByItem(
    { source, view },
    dimensions,
    metrics.map((metric) => ({ metric })),
  )

describe('arrays of objects', () => {
  it.each(vectors.cases)('$id', async ({ id, expected }) => {
    const { dimension, columns } = questions[id.split('.').at(-1)!]!
    const { rows, totals } = await rowsByItem({ source, view }, [dimension], columns)
    const wanted = Object.entries(expected['rows'] as object)
    expect(rows).toEqual(Object.fromEntries(wanted.map(([item, value]) => [item, [value].flat()])))
    if (expected['total']) expect(totals).toEqual([expected['total']].flat())
    if (expected['total_revenue']) expect(totals.at(-1)).toBe(expected['total_revenue'])
  })

  it('credits a higher metric to each distinct lower item', async () => {
    const { rows } = await askMetrics(['warranty'], ['orders', 'warranty-orders'])
    expect(rows).toEqual({ 'LG 2000 standard': [1, 1], '': [2, 1] })
  })

  it('pairs dimensions of both levels by the element around', async () => {
    const metrics = ['revenue', 'warranty-revenue', 'events']
    const { rows } = await askMetrics(['category', 'coverage'], metrics)
    expect(rows).toEqual({
      'Washing Machines | full coverage': [1600, 200, 1],
      'Washing Machines | extended': [1600, 50, 1],
      'Dryers | ': [500, 0, 1],
    })
  })

  it('counts totals once', async () => {
    const metrics = ['orders', 'revenue', 'warranty-orders', 'warranty-revenue']
    expect((await askMetrics(['coverage'], metrics)).totals).toEqual([2, 2100, 2, 250])
  })

  it('counts the elements of each item', async () => {
    const lines = [
      { sku: 'a', size: 'S' },
      { sku: 'b', size: 'S' },
      { sku: '', size: 'M' },
    ]
    const twice = [0, 1].map((minute) => ({
      person: '1',
      time: minute * 60_000,
      fields: { lines },
    }))
    const skus = {
      dimensions: [{ id: 'size', field: 'lines.size' }],
      metrics: [{ id: 'skus', field: 'lines.sku' }],
    }
    const columns = [{ metric: 'skus' }, { metric: 'events' }]
    const { rows } = await rowsByItem({ events: twice, view: skus }, ['size'], columns)
    expect(rows).toEqual({ S: [4, 2], M: [0, 2] })
  })
})
