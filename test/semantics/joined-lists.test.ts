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

describe('a list of a profile is a list of each of the person’s events', () => {
  it('of texts, the latest row alone, one instance per element', async () => {
    expect(
      await table({ dimension: 'interest' }, ['events', 'people', 'interests']),
    ).toMatchObject({
      tents: [2, 1, 4],
      boots: [3, 2, 3],
      null: [3, 3, 0],
    })
  })
})
it('prints', async () => {
  const p = (x: unknown) => console.log(JSON.stringify(x))
  p(await table({ dimension: 'interest' }, ['events', 'people', 'interests']))
  p(await table({ dimension: 'bank' }, ['limit', 'worth', 'events']))
  p(await table({ dimension: 'offer' }, ['limit', 'worth', 'events']))
  p(await table({ dimension: 'sku' }, ['price', 'tags', 'cost', 'events']))
  p(await table({ dimension: 'tag' }, ['price', 'tags', 'events']))
  p(await table({ dimension: 'size' }, ['cost', 'price', 'events']))
  p(await table({ dimension: 'country' }, ['price', 'events']))
  p(await table({ dimension: 'country-name' }, ['price', 'events']))
  p(await table({ dimension: 'tongue' }, ['price', 'events']))
  p(await table({ dimension: 'season' }, ['weight', 'events', 'people']))
  p(await table({ dimension: 'sku' }, ['price', 'cost'], [{ container: 'catalog.variants', where: { dimension: 'size', op: 'equals', value: 'M' } }]))
  p(await table({ dimension: 'bank' }, ['limit', 'events'], [{ container: 'customers.cards.offers', where: { dimension: 'offer', op: 'equals', value: 'o1' } }]))
  p(await table({ dimension: 'page' }, ['events'], [{ container: 'person', where: { dimension: 'interest', op: 'equals', value: 'boots' } }]))
  p(await table({ dimension: 'page' }, ['events'], [{ container: 'event', where: { dimension: 'interest', op: 'not-exists' } }]))
})
