import { describe, expect, it } from 'vitest'
import { ask, column, table, type World } from '../support/ask.ts'

const world: World = {
  rows: [
    ['2024-05-01', { page: 'A', channel: 'Email', revenue: 500, orders: 1 }],
    ['2024-05-02', { page: 'B', channel: 'Email', visits: 1 }],
    ['2024-06-01', { page: 'A', channel: 'Ads', revenue: 200, orders: 3 }, 'bob'],
    ['2024-07-01', { page: 'C', channel: 'Ads', revenue: 400 }, 'bob'],
  ],
  view: {
    dimensions: [{ id: 'page' }, { id: 'channel' }],
    metrics: [{ id: 'revenue' }, { id: 'orders' }],
  },
  definitions: [
    {
      kind: 'calculated-metric',
      id: 'aov',
      dataView: 'v',
      name: 'AOV',
      formula: { op: '/', args: [{ metric: 'revenue' }, { metric: 'orders' }] },
      format: { type: 'currency', currency: 'USD' },
    },
    {
      kind: 'segment',
      id: 'bob',
      dataView: 'v',
      definition: {
        container: 'person',
        where: { dimension: 'person-id', op: 'equals', value: 'bob' },
      },
    },
  ],
}
const by = async (dimension: string, formula: unknown, request: object = {}) => {
  const cells = await table(world, { rows: { dimension }, columns: [{ formula }], ...request })
  return Object.fromEntries(Object.entries(cells).map(([item, [value]]) => [item, value]))
}

describe('formulas on rows and totals (§6)', () => {
  it('are ratios of sums; undefined is null', async () => {
    const found = await by('page', { op: '/', args: [{ metric: 'revenue' }, { metric: 'orders' }] })
    expect(found).toEqual({ A: 175, C: null, Total: 275 })
  })

  it('are found by id, with name and format', async () => {
    const request = { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric: 'aov' }] }
    expect(await ask(world, request)).toMatchObject({
      columns: [{ name: 'AOV', format: { type: 'currency', currency: 'USD' } }],
      totals: [275],
    })
  })

  it('are written as text, too', async () => {
    expect(await by('page', 'revenue / orders')).toEqual({ A: 175, C: null, Total: 275 })
    expect(await by('page', 'aov * 2')).toMatchObject({ A: 350 })
  })

  it.each([
    ['cumulative(0, revenue)', [500, 700, 1100]],
    ['cumulative(2, revenue)', [500, 700, 600]],
    ['column-sum(revenue)', [1100, 1100, 1100]],
    ['column-max(revenue)', [500, 500, 500]],
    ['mean(revenue)', [366.67, 366.67, 366.67]],
    ['median(revenue)', [400, 400, 400]],
    ['row-count()', [3, 3, 3]],
    ['if(revenue > mean(revenue), 1, 0)', [1, 0, 1]],
    ['round(revenue / 300, 0)', [2, 1, 1]],
  ])('%s by month', async (text, expected) => {
    const found = await by('month', text)
    expect(['2024-05', '2024-06', '2024-07'].map((month) => found[month])).toEqual(expected)
  })

  it('table functions see all rows, not only the page or those that are found', async () => {
    const page = { limit: 1, sort: { dimension: 'month' } }
    expect(await by('month', 'column-sum(revenue)', page)).toMatchObject({ '2024-05': 1100 })
    const search = { op: 'equals', value: '2024-06' }
    expect(await by('month', 'row-count()', { search })).toMatchObject({ '2024-06': 3 })
  })
})

describe('operands (§6)', () => {
  it.each([
    ['a segment', { metric: 'revenue', segments: ['bob'] }, { A: 200, C: 400, Total: 600 }],
    [
      'a segment around',
      { op: '+', args: [{ metric: 'revenue' }, { metric: 'orders' }], segments: ['bob'] },
      { A: 203, C: 400, Total: 603 },
    ],
    [
      'a segment around a calculated metric',
      { metric: 'aov', segments: ['bob'] },
      { A: 66.67, C: null, Total: 200 },
    ],
    [
      'a total',
      { op: '/', args: [{ metric: 'revenue' }, { metric: 'revenue', total: true }] },
      { A: 0.64, C: 0.36, Total: 1 },
    ],
    ['a number', { op: '*', args: [{ number: 2 }, { metric: 'orders' }] }, { A: 8, Total: 8 }],
  ])('%s', async (_, formula, expected) => {
    const found = await by('page', formula)
    expect(Object.fromEntries(Object.entries(found).filter(([key]) => key in expected))).toEqual(
      expected,
    )
  })

  it('each with its attribution', async () => {
    const first = { model: 'first-touch', container: 'person' }
    const formula = {
      op: '-',
      args: [{ metric: 'revenue', attribution: first }, { metric: 'revenue' }],
    }
    expect(await by('page', formula)).toEqual({ A: 400, C: -400, Total: 0 })
  })

  it('totals keep to the request’s segments, not to its search', async () => {
    const formula = { op: '/', args: [{ metric: 'revenue' }, { metric: 'revenue', total: true }] }
    const found = await by('page', formula, {
      segments: ['bob'],
      search: { op: 'equals', value: 'A' },
    })
    expect(found['A']).toBe(0.33)
  })
})

describe('approximate-count-distinct is exact (§6.2)', () => {
  const distinct = (dimension: string) => ({
    function: 'approximate-count-distinct',
    args: [{ dimension }],
  })

  it('by row and in total', async () => {
    expect(await by('channel', distinct('page'))).toEqual({ Email: 2, Ads: 2, Total: 3 })
  })

  it('in a breakdown and under a segment', async () => {
    const where = [{ dimension: 'page', item: 'A' }]
    expect(await by('channel', distinct('person-id'), { where })).toEqual({
      Email: 1,
      Ads: 1,
      Total: 2,
    })
    expect(await by('channel', { ...distinct('page'), segments: ['bob'] })).toEqual({
      Ads: 2,
      Total: 2,
    })
  })

  it('of a column with items above', async () => {
    const columns = [{ formula: distinct('page'), where: [{ dimension: 'channel', item: 'Ads' }] }]
    expect(await table(world, { rows: { dimension: 'person-id' }, columns })).toEqual({
      bob: [2],
      Total: [2],
    })
  })
})

describe('ready metrics (§6.3)', () => {
  it('work without definition', async () => {
    expect(await column(world, 'channel', 'sessions-per-person')).toMatchObject({
      Email: 2,
      Ads: 2,
    })
    expect(await column(world, 'channel', 'bounce-rate')).toMatchObject({ Email: 1 })
  })

  it('follow context labels', async () => {
    const metrics = [
      { id: 'revenue', labels: ['context:revenue'] },
      { id: 'orders', labels: ['context:orders'] },
    ]
    const labelled = { ...world, view: { dimensions: [{ id: 'page' }], metrics } }
    expect(await column(labelled, 'page', 'revenue-per-order')).toMatchObject({ A: 175 })
    expect(await column(labelled, 'page', 'order-assists')).toMatchObject({ Total: 0 })
  })
})

describe('errors', () => {
  it.each([
    [
      'an unknown metric',
      { formula: { op: '+', args: [{ metric: 'revenue' }, { metric: 'nope' }] } },
      'request/unknown-component',
    ],
    ['a wrong function', { formula: { function: 'nope', args: [] } }, 'request/invalid'],
    ['text that is no formula', { formula: 'revenue / ' }, 'formula/syntax'],
    [
      'an unknown segment',
      { formula: { metric: 'revenue', segments: ['nope'] } },
      'definition/unknown-reference',
    ],
  ])('%s', async (_, formulaColumn, code) => {
    const request = { rows: { dimension: 'page' }, columns: [formulaColumn] }
    await expect(table(world, request)).rejects.toMatchObject({
      code,
      path: expect.arrayContaining(['columns', 0]) as unknown,
    })
  })
})
