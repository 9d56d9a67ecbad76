import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, column, table, type World } from '../support/ask.ts'

const products = (...all: [string, string, number][]) => ({
  products: all.map(([name, colour, price]) => ({ name, colour, price })),
})

const shop: World = {
  rows: [
    ['2024-01-01', { ...products(['Shirt', 'red', 10], ['Hat', 'blue', 50]), page: 'Cart' }],
    ['2024-01-02', { ...products(['Shirt', 'blue', 30]), page: 'Cart' }, 'bob'],
    ['2024-01-03', { page: 'Home' }, 'bob'],
  ],
  view: {
    dimensions: [
      { id: 'page' },
      { id: 'name', field: 'products.name' },
      { id: 'colour', field: 'products.colour' },
    ],
    metrics: [
      { id: 'revenue', field: 'products.price' },
      { id: 'units', field: 'products.name' },
      { id: 'big', field: 'products.price', include: { rules: [{ op: 'gte', value: 30 }] } },
    ],
  },
}

const sub = (where: object, exclude = false) => ({ container: 'products', exclude, where })
const blue = { dimension: 'colour', op: 'equals', value: 'blue' }
const dear = { metric: 'revenue', op: 'gte', value: 30 }

describe('sub-event containers (§5.5)', () => {
  it.each([
    ['blue ones', sub(blue), { Hat: 50, Shirt: 30, Total: 80 }],
    ['not blue ones', sub(blue, true), { Shirt: 10, Total: 10 }],
    ['dear ones', sub(dear), { Hat: 50, Shirt: 30, Total: 80 }],
    [
      'on an event of their own page',
      sub({ dimension: 'page', op: 'equals', value: 'Home' }),
      { Total: 0 },
    ],
  ])('keep the elements that match: %s', async (_, segment, expected) => {
    expect(await column(shop, 'name', 'revenue', { segments: [segment] })).toEqual(expected)
  })

  it('limit the metric to the kept elements by other dimensions, too', async () => {
    const columns = [
      { metric: 'revenue' },
      { metric: 'units' },
      { metric: 'events' },
      { metric: 'people' },
    ]
    const request = { rows: { dimension: 'page' }, columns, segments: [sub(blue)] }
    expect(await table(shop, request)).toEqual({ Cart: [80, 2, 2, 2], Total: [80, 2, 2, 2] })
  })

  it('limit the items that events are counted by', async () => {
    const found = await column(shop, 'name', 'events', { segments: [sub(blue)] })
    expect(found).toEqual({ Hat: 1, Shirt: 1, Total: 2 })
  })

  it('stack', async () => {
    const segments = [sub(blue), sub({ dimension: 'name', op: 'equals', value: 'Hat' })]
    expect(await column(shop, 'colour', 'revenue', { segments })).toEqual({ blue: 50, Total: 50 })
  })

  it('work on columns, operands and the data view', async () => {
    const segments = [sub(blue)]
    const columns = [
      { metric: 'revenue', segments },
      { metric: 'revenue' },
      { formula: { op: '/', args: [{ metric: 'revenue', segments }, { metric: 'revenue' }] } },
    ]
    expect(await table(shop, { rows: { dimension: 'name' }, columns })).toEqual({
      Hat: [50, 50, 1],
      Shirt: [30, 40, 0.75],
      Total: [80, 90, 0.89],
    })
    const view = { ...shop.view, segment: sub(blue) }
    expect(await column({ ...shop, view }, 'name', 'revenue')).toEqual({
      Hat: 50,
      Shirt: 30,
      Total: 80,
    })
  })

  it('work as rows', async () => {
    const request = { rows: { segments: [sub(blue), sub(dear)] }, columns: [{ metric: 'revenue' }] }
    expect(await table(shop, request)).toEqual({
      'Segment 1': [80],
      'Segment 2': [80],
      Total: [90],
    })
  })

  it('work under attribution', async () => {
    const columns = [
      { metric: 'revenue', attribution: { model: 'last-touch', container: 'person' } },
    ]
    const request = { rows: { dimension: 'page' }, columns, segments: [sub(blue)] }
    expect(await table(shop, request)).toEqual({ Cart: [80], Total: [80] })
  })
})

describe('elements belong together (§3.12)', () => {
  it('in rows of two dimensions of a list', async () => {
    const request = { rows: { dimensions: ['name', 'colour'] }, columns: [{ metric: 'revenue' }] }
    expect(await table(shop, request)).toEqual({
      'Hat | blue': [50],
      'Shirt | blue': [30],
      'Shirt | red': [10],
      Total: [90],
    })
  })

  it('include rules filter elements (§3.5)', async () => {
    expect(await column(shop, 'name', 'big')).toEqual({ Hat: 50, Shirt: 30, Total: 80 })
  })

  it('in the totals of a search', async () => {
    const request = {
      kind: 'freeform',
      rows: { dimension: 'name' },
      columns: [{ metric: 'revenue' }, { metric: 'events' }],
      search: { op: 'equals', value: 'shirt' },
    }
    expect(await ask(shop, request)).toMatchObject({ filteredTotals: [40, 2], totals: [90, 3] })
  })

  it('in breakdowns', async () => {
    const where = [{ dimension: 'name', item: 'Shirt' }]
    expect(await column(shop, 'colour', 'revenue', { where })).toMatchObject({ blue: 30, red: 10 })
  })
})

describe('every list has a metric that counts its elements (§5.5)', () => {
  const count = (request: object) => column(shop, 'name', 'products-occurrences', request)

  it('by element, in total, and under segments', async () => {
    expect(await count({})).toEqual({ Shirt: 2, Hat: 1, Total: 3 })
    expect(await count({ segments: [sub(blue)] })).toEqual({ Shirt: 1, Hat: 1, Total: 2 })
    expect(await column(shop, 'page', 'products-occurrences')).toEqual({ Cart: 3, Total: 3 })
  })

  it('and that segments can ask for', async () => {
    const several = { metric: 'products-occurrences', op: 'gt', value: 1 }
    const segments = [{ container: 'person', where: several }]
    expect(await column(shop, 'page', 'people', { segments })).toEqual({ Cart: 1, Total: 1 })
  })
})

describe('sub-event containers on lists in lists (§5.5)', () => {
  const nested: World = {
    rows: [
      [
        '2024-01-01',
        {
          products: [
            {
              name: 'Washer',
              price: 1600,
              warranty: [
                { plan: 'full', fee: 200 },
                { plan: 'extended', fee: 50 },
              ],
            },
            { name: 'Dryer', price: 500, warranty: [{ plan: 'full', fee: 30 }] },
          ],
        },
      ],
      ['2024-01-02', { products: [{ name: 'Dryer', price: 400, warranty: [] }] }, 'bob'],
    ],
    view: {
      dimensions: [
        { id: 'name', field: 'products.name' },
        { id: 'plan', field: 'products.warranty.plan' },
      ],
      metrics: [
        { id: 'price', field: 'products.price' },
        { id: 'fee', field: 'products.warranty.fee' },
      ],
    },
  }
  const warranty = (where: object) => ({ container: 'products.warranty', where })
  const named = (value: string) => ({ dimension: 'name', op: 'equals', value })
  const planned = (value: string) => ({ dimension: 'plan', op: 'equals', value })

  it.each([
    ['by what they lie in', warranty(named('Washer')), { full: 200, extended: 50, Total: 250 }],
    [
      'by an amount around them',
      warranty({ metric: 'price', op: 'lt', value: 600 }),
      { full: 30, Total: 30 },
    ],
    ['by both', warranty({ and: [named('Dryer'), planned('full')] }), { full: 30, Total: 30 }],
    ['by what they do not lie in', warranty({ not: named('Washer') }), { full: 30, Total: 30 }],
    ['by what lies in them', sub(planned('extended')), { full: 200, extended: 50, Total: 250 }],
  ])('keep elements %s', async (_, segment, expected) => {
    expect(await column(nested, 'plan', 'fee', { segments: [segment] })).toEqual(expected)
  })
})

it('elements of lists that lie side by side count each, also the same text twice', async () => {
  const world: World = {
    rows: [
      ['2023-12-31', { cards: [{ bank: 'a' }], tags: ['x'] }, 'ann'],
      ['2024-01-01', { cards: [], tags: ['x', 'y', 'x'] }, 'bob'],
    ],
    view: {
      dimensions: [
        { id: 'bank', field: 'cards.bank' },
        { id: 'tag', field: 'tags' },
      ],
      metrics: [{ id: 'tags' }],
    },
  }
  const { rows } = await ask<FreeformResult>(world, {
    kind: 'freeform',
    dateRange: { start: '2024-01-01', end: '2024-01-02' },
    rows: { dimensions: ['bank', 'tag'] },
    columns: [{ metric: 'tags' }],
  })
  expect(rows.map(({ items, values }) => [items, values])).toEqual([
    [[null, 'x'], [2]],
    [[null, 'y'], [1]],
  ])
})
