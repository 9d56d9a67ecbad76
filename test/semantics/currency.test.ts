import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, column, table, type Row, type World } from '../support/ask.ts'
import { pathOf } from '../support/path.ts'

const rates = [
  { currency: 'EUR', from: '2024-01-01', usd: 1.1 },
  { currency: 'EUR', from: '2024-01-03', usd: 1.2 },
  { currency: 'GBP', from: '2024-01-02', usd: 1.5 },
]

const sales: readonly Row[] = [
  ['2024-01-01T12:00', { page: 'A', cur: 'EUR', revenue: 100 }],
  ['2024-01-02T23:59', { page: 'A', cur: 'eur', revenue: 100 }],
  ['2024-01-03T00:00', { page: 'A', cur: 'EUR', revenue: 100 }],
  ['2024-01-01T12:00', { page: 'B', cur: 'GBP', revenue: 10 }],
  ['2024-01-02T12:00', { page: 'B', cur: 'GBP', revenue: 10 }],
  ['2024-01-02T12:00', { page: 'C', cur: 'USD', revenue: 7 }],
  ['2024-01-02T12:00', { page: 'D', cur: 'CHF', revenue: 7 }],
  ['2024-01-02T12:00', { page: 'D', revenue: 7 }],
]

const world = (to: string, more: object = {}, settings: object = {}): World => ({
  rows: sales,
  view: {
    dimensions: [{ id: 'page' }, { id: 'cur' }],
    metrics: [{ id: 'revenue', currency: { codeDimension: 'cur', to }, ...settings }],
    exchangeRates: rates,
    ...more,
  },
})

describe('amounts of several currencies (§3.4)', () => {
  it('are converted through US dollars at the rate of their day', async () => {
    const cells = await column(world('USD'), 'page', 'revenue')
    expect(cells).toEqual({ A: 340, B: 15, C: 7, Total: 362 })
  })

  it('and into any currency that has rates', async () => {
    const cells = await column(world('EUR'), 'page', 'revenue')
    expect(cells).toEqual({ A: 300, B: 13.64, C: 6.36, Total: 320 })
  })

  it('by the days of the data view’s time zone', async () => {
    const cells = await column(world('USD', { timeZone: 'Europe/Berlin' }), 'page', 'revenue')
    expect(cells['A']).toBe(350)
  })

  it('are left out without a code or a rate, which is said', async () => {
    const request = {
      kind: 'freeform',
      rows: { dimension: 'page' },
      columns: [{ metric: 'revenue' }],
    }
    const result = await ask(world('USD'), request)
    expect(result.meta.warnings).toEqual([
      'revenue leaves out 3 amounts: 1 in CHF, which has no exchange rate; 1 in GBP before its first exchange rate of 2024-01-02; 1 without a currency code',
    ])
    expect(result).toMatchObject({ columns: [{ format: { type: 'currency', currency: 'USD' } }] })
    const early = { start: '2024-01-03', end: '2024-01-04' }
    expect((await ask(world('USD'), { ...request, dateRange: early })).meta.warnings).toEqual([])
    const where = { dimension: 'page', op: 'equals', value: 'D' }
    const onD = { ...request, segments: [{ container: 'event', where }] }
    expect((await ask(world('USD'), onD)).meta.warnings).toEqual([
      'revenue leaves out 2 amounts: 1 in CHF, which has no exchange rate; 1 without a currency code',
    ])
  })

  it('two are left out: before the first rate and without a code', async () => {
    const found = await ask(
      {
        rows: [
          ['2026-01-05', { cur: 'EUR', revenue: 100 }],
          ['2026-01-06', { revenue: 100 }],
          ['2026-01-12', { cur: 'EUR', revenue: 100 }],
        ],
        view: {
          dimensions: [{ id: 'cur' }],
          metrics: [{ id: 'revenue', currency: { codeDimension: 'cur', to: 'USD' } }],
          exchangeRates: [{ currency: 'EUR', from: '2026-01-10', usd: 1.1 }],
        },
      },
      { kind: 'key-metric', metric: 'revenue' },
    )
    expect(found.meta.warnings).toEqual([
      'revenue leaves out 2 amounts: 1 in EUR before its first exchange rate of 2026-01-10; 1 without a currency code',
    ])
  })

  it('are filtered before; what is counted has no currency', async () => {
    const include = { rules: [{ op: 'gte', value: 50 }] }
    expect(await column(world('USD', {}, { include }), 'page', 'revenue')).toEqual({
      A: 340,
      Total: 340,
    })
    const counted = column(world('USD', {}, { count: 'instances' }), 'page', 'revenue')
    await expect(counted).rejects.toMatchObject({
      code: 'definition/invalid',
      path: ['metrics', 'revenue', 'currency'],
    })
  })

  it('in lists have the code of their event or of their element', async () => {
    const products = [
      { sku: 'x', price: 100, cur: 'EUR' },
      { sku: 'y', price: 10, cur: 'GBP' },
    ]
    const list = (codeDimension: string): World => ({
      rows: [['2024-01-02T12:00', { cur: 'GBP', products }]],
      view: {
        dimensions: [
          { id: 'sku', field: 'products.sku' },
          { id: 'cur' },
          { id: 'own', field: 'products.cur' },
        ],
        metrics: [{ id: 'price', field: 'products.price', currency: { codeDimension, to: 'USD' } }],
        exchangeRates: rates,
      },
    })
    expect(await column(list('own'), 'sku', 'price')).toEqual({
      x: 110,
      y: 15,
      Total: 125,
    })
    expect(await column(list('cur'), 'sku', 'price')).toEqual({ x: 150, y: 15, Total: 165 })
  })

  it('work in segments and under attribution', async () => {
    const segments = [{ container: 'event', where: { metric: 'revenue', op: 'gt', value: 115 } }]
    expect(await column(world('USD'), 'page', 'revenue', { segments })).toMatchObject({
      Total: 120,
    })
    const columns = [{ metric: 'revenue', attribution: { model: 'linear', container: 'session' } }]
    const cells = await table(world('USD'), { rows: { dimension: 'page' }, columns })
    expect(cells['Total']).toEqual([362])
  })

  it.each([
    ['without rates', world('EUR', { exchangeRates: [] }), 'metrics.revenue.currency'],
    ['into a currency without rates', world('CHF'), 'metrics.revenue.currency'],
    [
      'with codes of nowhere',
      world('USD', {}, { currency: { codeDimension: 'x', to: 'USD' } }),
      'metrics.revenue.currency.codeDimension',
    ],
  ])('are refused %s', async (_, of, path) => {
    await expect(column(of, 'page', 'revenue')).rejects.toMatchObject({ path: pathOf(path) })
  })

  it.each([
    ['of US dollars', [{ currency: 'USD', from: '2024-01-01', usd: 1 }], '[0].currency'],
    ['twice on a day', [rates[0], { ...rates[0], usd: 2 }], '[1].from'],
    ['of nothing', [{ ...rates[0], usd: 0 }], '[0].usd'],
  ])('have no rates %s', async (_, exchangeRates, path) => {
    const asked = async () => column(world('USD', { exchangeRates }), 'page', 'revenue')
    await expect(asked()).rejects.toMatchObject({
      code: 'definition/invalid',
      path: pathOf(`exchangeRates${path}`),
    })
  })

  it('agree with the rule on random days', async () => {
    const row = fc.record({
      hour: fc.integer({ min: 0, max: 24 * 6 }),
      cur: fc.constantFrom('USD', 'EUR', 'GBP', 'CHF'),
      revenue: fc.integer({ min: 1, max: 9 }),
    })
    const usd = (currency: string, time: number) =>
      currency === 'USD'
        ? 1
        : rates.findLast((each) => each.currency === currency && Date.parse(each.from) <= time)?.usd
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (drawn) => {
        const begin = Date.UTC(2023, 11, 30)
        const timed = drawn.map((each) => ({ ...each, time: begin + each.hour * 3_600_000 }))
        const rows = timed.map(({ time, ...fields }): Row => {
          return [new Date(time).toISOString().slice(0, -1), { ...fields, page: 'P' }]
        })
        const expected = timed.reduce((sum, { time, cur, revenue }) => {
          const factor = (usd(cur, time) ?? Number.NaN) / (usd('EUR', time) ?? Number.NaN)
          return Number.isNaN(factor) ? sum : sum + revenue * factor
        }, 0)
        const { Total } = await column({ ...world('EUR'), rows }, 'page', 'revenue')
        expect(Total).toBeCloseTo(expected, 1)
      }),
      { numRuns: 60 },
    )
  })
})
