import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const time = (minute: number) => `2026-01-01T00:0${minute}:00Z`
const datasets = {
  web: [
    {
      ts: time(1),
      who: 'ann',
      page: 'Home',
      products: [
        { sku: 's1', price: 10 },
        { sku: 's2', price: 5 },
      ],
    },
    { ts: time(2), who: 'ann', page: 'Cart', products: [{ sku: 's1', price: 20 }] },
    { ts: time(3), who: 'bob', page: 'Home', products: [{ sku: 'gone', price: 1 }] },
    { ts: time(4), who: 'cid', page: 'Home', products: [] },
    { ts: time(5), who: 'dan', page: 'Exit', products: [{ sku: 's2', price: 7 }] },
  ],
  customers: [
    { id: 'ann', interests: ['old'], cards: [{ bank: 'old', limit: 1, offers: [] }] },
    {
      id: 'ann',
      interests: ['tents', 'boots', 'tents'],
      cards: [
        { bank: 'north', limit: 100, offers: [{ code: 'o1', worth: 3 }, { code: 'o2' }] },
        { bank: 'south', limit: 50, offers: [] },
      ],
    },
    { id: 'bob', interests: [], cards: [] },
    { id: 'cid', interests: ['boots', null], cards: [{ bank: null, limit: 7, offers: null }] },
    { id: 'eve', interests: ['nobody'], cards: [] },
  ],
  catalog: [
    { sku: 's1', brand: 'b1', tags: ['red', 'new'], variants: [{ size: 'S', cost: 4 }] },
    { sku: 's2', brand: 'b2', tags: [], variants: [{ size: 'S', cost: 1 }, { size: 'M' }] },
  ],
  brands: [
    { brand: 'b1', countries: ['NO', 'SE'] },
    { brand: 'b2', countries: ['SE'] },
  ],
  countries: [
    { code: 'NO', name: 'Norway', tongues: ['nb', 'nn'] },
    { code: 'SE', name: 'Sweden', tongues: ['sv'] },
  ],
  hobbies: [{ hobby: 'boots', season: ['autumn', 'winter'], weight: 2 }],
}
const kinds = {
  web: 'event',
  customers: 'profile',
  catalog: 'lookup',
  brands: 'lookup',
  countries: 'lookup',
  hobbies: 'lookup',
} as const
const names = Object.keys(datasets) as (keyof typeof datasets)[]

const fields = {
  interest: 'customers.interests',
  bank: 'customers.cards.bank',
  offer: 'customers.cards.offers.code',
  sku: 'products.sku',
  tag: 'catalog.tags',
  size: 'catalog.variants.size',
  country: 'brands.countries',
  'country-name': 'countries.name',
  tongue: 'countries.tongues',
  season: 'hobbies.season',
  page: 'page',
}
const amounts = {
  limit: 'customers.cards.limit',
  worth: 'customers.cards.offers.worth',
  cost: 'catalog.variants.cost',
  price: 'products.price',
  weight: 'hobbies.weight',
}
const definitions = [
  {
    kind: 'connection',
    id: 'all',
    datasets: [
      { dataset: 'web', personId: 'who' },
      { dataset: 'customers', personId: 'id' },
      { dataset: 'catalog', key: 'sku', matches: ['web.products.sku'] },
      { dataset: 'brands', key: 'brand', matches: ['catalog.brand'] },
      { dataset: 'countries', key: 'code', matches: ['brands.countries'] },
      { dataset: 'hobbies', key: 'hobby', matches: ['customers.interests'] },
    ],
  },
  {
    kind: 'data-view',
    id: 'main',
    connection: 'all',
    dimensions: Object.entries(fields).map(([id, field]) => ({ id, field })),
    metrics: [
      ...Object.entries(amounts).map(([id, field]) => ({ id, field })),
      { id: 'interests', field: 'customers.interests' },
      { id: 'tags', field: 'catalog.tags' },
    ],
  },
]

let workspace: Workspace

beforeAll(async () => {
  workspace = await openWorkspace()
  for (const name of names) {
    await workspace.post(`datasets/${name}/rows?kind=${kinds[name]}`, datasets[name])
  }
  await workspace.post('apply', definitions)
})
afterAll(() => workspace.close())

const dateRange = { start: '2026-01-01', end: '2026-01-02' }

async function table(rows: object, metrics: readonly string[], segments: readonly object[] = []) {
  const found = await workspace.post<FreeformResult>('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange,
    segments,
    rows,
    columns: metrics.map((metric) => ({ metric })),
  })
  const own = found.rows.map(({ item, values }) => [String(item), values])
  return { ...Object.fromEntries(own), Total: found.totals }
}

const only = (container: string, dimension: string, value: string) => ({
  container,
  where: { dimension, op: 'equals', value },
})

describe('a list of a profile is one of each of the person’s events', () => {
  it('of texts: the latest row alone, one instance per element', async () => {
    expect(await table({ dimension: 'interest' }, ['events', 'people', 'interests'])).toEqual({
      boots: [3, 2, 3],
      tents: [2, 1, 4],
      null: [3, 3, 0],
      Total: [5, 4, 7],
    })
  })

  it('counts its elements, with and without a value', async () => {
    const metrics = ['customers.interests', 'customers.cards', 'customers.cards.offers']
    const counts = metrics.map((list) => `${list}-occurrences`)
    expect(await table({ dimension: 'page' }, counts)).toMatchObject({ Total: [8, 5, 4] })
  })

  it('of objects, with lists in them', async () => {
    const metrics = ['limit', 'worth', 'events']
    expect(await table({ dimension: 'bank' }, metrics)).toEqual({
      north: [200, 6, 2],
      south: [100, 0, 2],
      null: [7, 0, 3],
      Total: [307, 6, 5],
    })
    expect(await table({ dimension: 'offer' }, metrics)).toEqual({
      o1: [200, 6, 2],
      o2: [200, 0, 2],
      null: [107, 0, 5],
      Total: [307, 6, 5],
    })
  })

  it('has sub-event containers, and segments find its people', async () => {
    const offers = only('customers.cards.offers', 'offer', 'o1')
    expect(await table({ dimension: 'bank' }, ['limit', 'events'], [offers])).toEqual({
      north: [200, 2],
      Total: [200, 2],
    })
    const boots = only('person', 'interest', 'boots')
    expect(await table({ dimension: 'page' }, ['events'], [boots])).toEqual({
      Home: [2],
      Cart: [1],
      Total: [3],
    })
  })

  it('can be the key of a lookup, whose lists lie in its elements', async () => {
    expect(await table({ dimension: 'season' }, ['weight', 'events', 'people'])).toEqual({
      autumn: [6, 3, 2],
      winter: [6, 3, 2],
      null: [0, 5, 4],
      Total: [6, 5, 4],
    })
  })

  it('is shown by reports of people', async () => {
    const { body } = await workspace.call('POST', 'reports', {
      kind: 'journey',
      dataView: 'main',
      dateRange,
      person: 'ann',
      dimensions: ['interest', 'offer'],
      metrics: ['limit'],
    })
    const event = {
      dimensions: { interest: ['tents', 'boots', 'tents'], offer: ['o1', 'o2'] },
      metrics: { limit: 150 },
    }
    expect(body['events']).toMatchObject([event, event])
  })
})

describe('a list of a lookup lies in what its key lies in', () => {
  it('is a list in the list of the key', async () => {
    expect(await table({ dimension: 'tag' }, ['price', 'tags', 'events'])).toEqual({
      new: [30, 2, 2],
      red: [30, 2, 2],
      null: [13, 0, 4],
      Total: [43, 4, 5],
    })
    expect(await table({ dimension: 'size' }, ['cost', 'price', 'events'])).toEqual({
      S: [10, 42, 3],
      M: [0, 12, 2],
      null: [0, 1, 2],
      Total: [10, 43, 5],
    })
    expect(await table({ dimension: 'sku' }, ['price', 'tags', 'cost'])).toEqual({
      s1: [30, 4, 8],
      s2: [12, 0, 2],
      gone: [1, 0, 0],
      Total: [43, 4, 10],
    })
  })

  it('over several levels of lookups', async () => {
    const byCountry = { SE: [42, 3], NO: [30, 2], null: [1, 2], Total: [43, 5] }
    const { SE, NO, ...rest } = byCountry
    const metrics = ['price', 'events']
    expect(await table({ dimension: 'country' }, metrics)).toEqual(byCountry)
    expect(await table({ dimension: 'country-name' }, metrics)).toEqual({
      Sweden: SE,
      Norway: NO,
      ...rest,
    })
    expect(await table({ dimension: 'tongue' }, metrics)).toEqual({
      sv: SE,
      nb: NO,
      nn: NO,
      ...rest,
    })
  })

  it('keeps only the elements around it that hold a selected one', async () => {
    const segments = [only('catalog.variants', 'size', 'M')]
    expect(await table({ dimension: 'sku' }, ['price', 'cost'], segments)).toEqual({
      s2: [12, 0],
      Total: [12, 0],
    })
  })

  it('is no return field of the derived lookup, which gives one value', async () => {
    const rules = [
      { function: 'lookup', input: { field: 'page' }, dataset: 'catalog', return: 'tags' },
    ]
    const view = { ...definitions[1], id: 'other', derivedFields: [{ id: 'looked-up', rules }] }
    expect((await workspace.call('POST', 'apply', [view])).body).toMatchObject({
      status: 400,
      path: '[0].derivedFields[0].rules[0].return',
      detail: expect.stringContaining('catalog.tags is a list'),
    })
  })
})

describe('rows that come later', () => {
  it('replace the list of their key, and a batch that goes gives the list before back', async () => {
    const rows = [{ sku: 's2', brand: 'b2', tags: ['late'], variants: [] }]
    await workspace.post('datasets/catalog/rows', rows)
    const late = await table({ dimension: 'tag' }, ['price'])
    expect(late).toEqual({ new: [30], red: [30], late: [12], null: [1], Total: [43] })
    expect(await workspace.call('DELETE', 'datasets/catalog/batches/2')).toMatchObject({
      status: 200,
    })
    expect(await table({ dimension: 'tag' }, ['price'])).toMatchObject({ null: [13] })
  })

  it('may bend a list', async () => {
    await workspace.post('datasets/hobbies/rows', [
      { hobby: 'boots', season: 'spring', weight: 2, shops: [] },
      { hobby: 'tents', season: ['summer', 7], weight: 3, shops: [{ city: 'Bonn' }] },
    ])
    expect(await table({ dimension: 'season' }, ['weight'])).toEqual({
      7: [12],
      summer: [12],
      spring: [6],
      Total: [18],
    })
  })
})
