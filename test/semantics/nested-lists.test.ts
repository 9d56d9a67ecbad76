import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, type Row, table, type World } from '../support/ask.ts'

const view = {
  dimensions: [
    { id: 'page' },
    { id: 'cat', field: 'products.cat' },
    { id: 'warranty', field: 'products.w.n' },
    { id: 'part', field: 'products.w.parts.p' },
    { id: 'deal', field: 'products.deals.d' },
  ],
  metrics: [
    { id: 'rev', field: 'products.rev' },
    { id: 'fee', field: 'products.w.fee' },
    { id: 'rebate', field: 'products.deals.amount' },
    { id: 'amount' },
  ],
}
const w = (n: string, fee = 1, ...parts: string[]) => ({ n, fee, parts: parts.map((p) => ({ p })) })
const shop: World = {
  rows: [
    [
      '2026-03-01',
      {
        page: 'Buy',
        amount: 7,
        products: [
          { cat: 'A', rev: 40, w: [w('w1', 1, 'p1'), w('w2', 2)], deals: [{ d: 'x', amount: 5 }] },
          { cat: 'C', rev: 80, w: [w('w3', 4, 'p2')], deals: [{ d: 'y', amount: 6 }] },
        ],
      },
    ],
  ],
  view,
}

const byCat = (request: object) => ({
  rows: { dimension: 'cat' },
  columns: ['rev', 'fee', 'rebate', 'amount', 'events'].map((metric) => ({ metric })),
  ...request,
})
const warranty = (value: string) => ({ dimension: 'warranty', op: 'equals', value })
const only = { A: [40, 1, 5, 7, 1], Total: [40, 1, 5, 7, 1] }

describe('narrowing to an element below another keeps its parents alone (§3.12, §5.5)', () => {
  it.each([
    ['a breakdown', { where: [{ dimension: 'warranty', item: 'w1' }] }],
    ['a sub-event container', { segments: [{ container: 'products.w', where: warranty('w1') }] }],
    [
      'one of a list below, at any depth',
      {
        segments: [
          {
            container: 'products.w.parts',
            where: { dimension: 'part', op: 'equals', value: 'p1' },
          },
        ],
      },
    ],
  ])('by %s', async (_, request) => {
    expect(await table(shop, byCat(request))).toEqual(only)
  })

  it('in a column, and where rows are of the event', async () => {
    const segments = [{ container: 'products.w', where: warranty('w1') }]
    const columns = [{ metric: 'rev', segments }, { metric: 'rev' }]
    expect(await table(shop, byCat({ columns }))).toEqual({
      A: [40, 40],
      C: [0, 80],
      Total: [40, 120],
    })
    expect(await table(shop, { rows: { dimension: 'page' }, columns })).toEqual({
      Buy: [40, 120],
      Total: [40, 120],
    })
    expect(await table(shop, { rows: { segments }, columns: [{ metric: 'rev' }] })).toEqual({
      'Segment 1': [40],
      Total: [120],
    })
  })

  it('in the total of a search', async () => {
    const request = {
      ...byCat({ columns: [{ metric: 'rev' }] }),
      rows: { dimensions: ['cat', 'warranty'] },
      search: { op: 'equals', value: 'w1', dimension: 'warranty' },
    }
    expect(await ask(shop, { kind: 'freeform', ...request })).toMatchObject({
      rows: [{ items: ['A', 'w1'], values: [40] }],
      filteredTotals: [40],
      totals: [120],
    })
  })

  it('takes what several narrowings leave', async () => {
    const ofCat = { container: 'products', where: { dimension: 'cat', op: 'equals', value: 'C' } }
    const ofWarranty = { container: 'products.w', where: warranty('w1') }
    expect(await table(shop, byCat({ segments: [ofCat, ofWarranty] }))).toEqual({
      Total: [0, 0, 0, 0, 0],
    })
    const where = [
      { dimension: 'warranty', item: 'w2' },
      { dimension: 'deal', item: 'x' },
    ]
    expect(await table(shop, byCat({ where }))).toEqual({
      A: [40, 2, 5, 7, 1],
      Total: [40, 2, 5, 7, 1],
    })
    const apart = [
      { dimension: 'warranty', item: 'w2' },
      { dimension: 'deal', item: 'y' },
    ]
    expect(await table(shop, byCat({ where: apart }))).toEqual({ Total: [0, 0, 0, 0, 0] })
  })

  it('in other reports', async () => {
    const request = {
      kind: 'flow',
      dimension: 'cat',
      anchor: { 'starts-with': { item: 'C' } },
      columns: 1,
      segments: [{ container: 'products.w', where: warranty('w1') }],
    }
    expect(await ask(shop, request)).toMatchObject({
      columns: [{ nodes: [{ item: 'C', paths: 0 }] }],
    })
  })
})

interface Warranty {
  readonly n: string
  readonly fee: number
}

interface Product {
  readonly cat: string
  readonly rev: number
  readonly w: readonly Warranty[]
  readonly deals: readonly { readonly d: string; readonly amount: number }[]
}

describe('a report under narrowings is that of a world without the other elements', () => {
  const product = fc.record({
    cat: fc.constantFrom('A', 'C'),
    rev: fc.integer({ min: 1, max: 5 }),
    w: fc.array(
      fc.record({ n: fc.constantFrom('w1', 'w2'), fee: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 2 },
    ),
    deals: fc.array(fc.record({ d: fc.constantFrom('x', 'y'), amount: fc.constantFrom(1, 2) }), {
      maxLength: 2,
    }),
  })
  const orders = fc.array(fc.array(product, { maxLength: 3 }), { minLength: 1, maxLength: 6 })
  const every: Product[] = ['A', 'C'].map((cat) => ({
    cat,
    rev: 1,
    w: [
      { n: 'w1', fee: 1 },
      { n: 'w2', fee: 1 },
    ],
    deals: [
      { d: 'x', amount: 1 },
      { d: 'y', amount: 1 },
    ],
  }))
  const worldOf = (drawn: readonly (readonly Product[])[]): World => {
    const rows = drawn.map(
      (products, index): Row => [`2026-03-0${index + 1}`, { page: 'Buy', amount: 7, products }],
    )
    return {
      rows: [['2025-01-01', { page: 'Buy', amount: 1, products: every }, 'zoe'], ...rows],
      view,
    }
  }
  const narrowings = {
    warranty: (p: Product) => ({ ...p, w: p.w.filter(({ n }) => n === 'w1') }),
    deal: (p: Product) => ({ ...p, deals: p.deals.filter(({ d }) => d === 'x') }),
    cat: (p: Product) => p,
  } as const
  const holds = {
    warranty: (p: Product) => p.w.length > 0,
    deal: (p: Product) => p.deals.length > 0,
    cat: (p: Product) => p.cat === 'A',
  } as const
  const items = { warranty: 'w1', deal: 'x', cat: 'A' } as const
  const lists = { warranty: 'products.w', deal: 'products.deals', cat: 'products' } as const
  type Dimension = keyof typeof items

  it('by breakdowns and sub-event segments, in any order', async () => {
    const dimensions = fc.shuffledSubarray<Dimension>(['warranty', 'deal', 'cat'], { minLength: 1 })
    const law = fc.asyncProperty(
      orders,
      dimensions,
      fc.boolean(),
      fc.constantFrom('cat', 'warranty', 'deal', 'page'),
      async (drawn, narrowed, isBreakdown, dimension) => {
        const reduced = drawn
          .map((products) => {
            const own = narrowed.reduce<readonly Product[]>(
              (all, each) => all.map((p) => narrowings[each](p)),
              products,
            )
            return own.filter((p) => narrowed.every((each) => holds[each](p)))
          })
          .filter((products) => products.length > 0)
        const dateRange = { start: '2026-03-01', end: '2026-04-01' }
        const request = { ...byCat({ dateRange }), rows: { dimension } }
        const filters = isBreakdown
          ? { where: narrowed.map((each) => ({ dimension: each, item: items[each] })) }
          : {
              segments: narrowed.map((each) => ({
                container: lists[each],
                where: { dimension: each, op: 'equals', value: items[each] },
              })),
            }
        const found = await table(worldOf(drawn), { ...request, ...filters })
        expect(found).toEqual(await table(worldOf(reduced), request))
      },
    )
    await fc.assert(law, { numRuns: 100 })
  })
})
