import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type World } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import { lawRuns } from '../support/law-runs.ts'

let workspace: Workspace

beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

const person = fc.constantFrom('ann', 'bob', 'cid')
const sku = fc.constantFrom('s1', 's2', 's3', 'gone')
const text = fc.constantFrom('x', 'y', 'z', null)
const amount = fc.constantFrom(1, 2, 5, null)
const listOf = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 3 })
const some = { requiredKeys: [] as [] }

const event = fc.record({
  who: person,
  sku: fc.option(sku),
  products: listOf(fc.record({ sku: fc.option(sku), price: amount })),
})
const customer = fc.record({
  id: person,
  rest: fc.record(
    {
      interests: listOf(text),
      cards: listOf(
        fc.record({ bank: text, limit: amount, offers: listOf(fc.record({ code: text })) }),
      ),
    },
    some,
  ),
})
const product = fc.record({
  id: sku,
  rest: fc.record(
    {
      brand: fc.constantFrom('b1', 'b2', 'none', null),
      tags: listOf(text),
      variants: listOf(fc.record({ size: text, cost: amount })),
    },
    some,
  ),
})
const brand = fc.record({
  id: fc.constantFrom('b1', 'b2'),
  rest: fc.record({ countries: listOf(text) }, some),
})
/** Rows in two batches each, of which one goes away again. */
const world = fc.record({
  events: fc.array(event, { maxLength: 8 }),
  customers: fc.tuple(fc.array(customer, { maxLength: 4 }), fc.array(customer, { maxLength: 3 })),
  catalog: fc.tuple(fc.array(product, { maxLength: 4 }), fc.array(product, { maxLength: 3 })),
  brands: fc.tuple(fc.array(brand, { maxLength: 3 }), fc.array(brand, { maxLength: 2 })),
})

type Given = typeof world extends fc.Arbitrary<infer T> ? T : never
type Joined = 'customers' | 'catalog' | 'brands'
interface CopiedEvent {
  readonly who: string
  readonly sku: string | null
  readonly products: readonly { readonly sku: string | null; readonly price: number | null }[]
}
interface JoinedRow {
  readonly id: string
  readonly rest: Readonly<Record<string, unknown>>
}

/** Somebody who has everything, at another time: so all fields are there. */
const full = {
  event: { who: 'full', sku: 'full', products: [{ sku: 'full', price: 1 }] },
  customers: {
    id: 'full',
    rest: { interests: ['x'], cards: [{ bank: 'x', limit: 1, offers: [{ code: 'x' }] }] },
  },
  catalog: {
    id: 'full',
    rest: { brand: 'full', tags: ['x'], variants: [{ size: 'x', cost: 1 }] },
  },
  brands: { id: 'full', rest: { countries: ['x'] } },
}

const timeOf = (index: number) => Date.UTC(2026, 0, 1, 0, index)
const fullTime = Date.UTC(2020, 0, 1)
const dateRange = { start: '2026-01-01', end: '2026-01-02' }

/** The same in the lake and as events that carry a copy of each list: what each component reads. */
const dimensions = {
  interest: ['customers.interests', 'interests'],
  bank: ['customers.cards.bank', 'cards.bank'],
  offer: ['customers.cards.offers.code', 'cards.offers.code'],
  sku: ['products.sku', 'products.sku'],
  tag: ['catalog.tags', 'products.tags'],
  size: ['catalog.variants.size', 'products.variants.size'],
  country: ['brands.countries', 'products.countries'],
  'own-tag': ['catalog.tags@sku', 'tags'],
  'own-size': ['catalog.variants.size@sku', 'variants.size'],
} as const
const metrics = {
  limit: ['customers.cards.limit', 'cards.limit'],
  price: ['products.price', 'products.price'],
  cost: ['catalog.variants.cost', 'products.variants.cost'],
  'own-cost': ['catalog.variants.cost@sku', 'variants.cost'],
  interests: ['customers.interests', 'interests'],
} as const
type Dimension = keyof typeof dimensions
type Side = 0 | 1

const viewOf = (side: Side, placed: (path: string) => string = (path) => path) => ({
  dimensions: Object.entries(dimensions).map(([id, fields]) => ({
    id,
    field: placed(fields[side]),
  })),
  metrics: Object.entries(metrics).map(([id, fields]) => ({ id, field: placed(fields[side]) })),
})

const containers = [
  ['customers.cards', 'cards', 'bank'],
  ['customers.cards.offers', 'cards.offers', 'offer'],
  ['catalog.variants', 'products.variants', 'size'],
  ['catalog.tags', 'products.tags', 'tag'],
  ['catalog.variants@sku', 'variants', 'own-size'],
  ['products', 'products', 'tag'],
] as const

const dimension = fc.constantFrom(...(Object.keys(dimensions) as Dimension[]))
const operator = fc.constantFrom(
  { op: 'equals', value: 'x' },
  { op: 'not-equals', value: 'y' },
  { op: 'exists' },
  { op: 'not-exists' },
)
const segment = fc.oneof(
  fc.record({
    container: fc.constantFrom('event', 'person').map((name) => [name, name] as const),
    where: fc.record({ dimension, test: operator }),
    exclude: fc.boolean(),
  }),
  fc.constantFrom(...containers).chain(([own, copy, of]) =>
    fc.record({
      container: fc.constant([own, copy] as const),
      where: fc.record({ dimension: fc.constant<Dimension>(of), test: operator }),
      exclude: fc.boolean(),
    }),
  ),
)
const question = fc.record({
  rows: dimension,
  second: fc.option(dimension),
  where: fc.option(fc.record({ dimension, item: fc.constantFrom('x', 'y', null) })),
  segments: fc.array(segment, { maxLength: 2 }),
})
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never

function requestOf(
  { rows, second, where, segments }: Question,
  side: Side,
  placed: (path: string) => string = (path) => path,
) {
  const names =
    second === null || second === rows ? { dimension: rows } : { dimensions: [rows, second] }
  return {
    kind: 'freeform',
    dateRange,
    rows: names,
    limit: 200,
    ...(where === null ? {} : { where: [where] }),
    segments: segments.map(({ container, where: { dimension: of, test }, exclude }) => ({
      container: placed(container[side]),
      where: { dimension: of, ...test },
      ...(exclude && { exclude }),
    })),
    columns: ['events', 'people', ...Object.keys(metrics)].map((metric) => ({ metric })),
  }
}

const tableOf = ({ rows, totals }: FreeformResult) => ({
  rows: Object.fromEntries(
    rows.map((row) => [JSON.stringify('items' in row ? row.items : row.item), row.values]),
  ),
  totals,
})

/** The latest row of each key, of batches that are there. */
function latest(
  batches: readonly (readonly JoinedRow[])[],
): ReadonlyMap<string, JoinedRow['rest']> {
  return new Map(batches.flat().map(({ id, rest }) => [id, rest]))
}

function copiesOf(
  given: Given,
  batches: (dataset: Joined) => readonly (readonly JoinedRow[])[],
): World {
  const [customers, catalog, brands] = (['customers', 'catalog', 'brands'] as const).map(
    (dataset) => latest([[full[dataset]], ...batches(dataset)]),
  )
  const productOf = (key: string | null) => {
    const { brand: maker, tags = [], variants = [] } = catalog!.get(key ?? '') ?? {}
    const { countries = [] } = brands!.get(String(maker)) ?? {}
    return { tags, variants, countries }
  }
  const eventOf = (each: CopiedEvent, time: number): MemoryEvent => {
    const { interests = [], cards = [] } = customers!.get(each.who) ?? {}
    const { tags, variants } = productOf(each.sku)
    const products = each.products.map((one) => ({ ...one, ...productOf(one.sku) }))
    return { person: each.who, time, fields: { interests, cards, tags, variants, products } }
  }
  const events = [
    eventOf(full.event, fullTime),
    ...given.events.map((each, index) => eventOf(each, timeOf(index))),
  ]
  return { events, view: viewOf(1) }
}

/** In memory what hangs on a second field is a dataset of its own: `catalog.tags@sku` is `own.tags`. */
const inMemory = (path: string) => path.replace(/^catalog\.(.*)@sku$/, 'own.$1')

function joinedInMemory(given: Given): World {
  const rowsOf = (dataset: Joined, field: string) =>
    Object.fromEntries(
      [...latest([[full[dataset]], ...given[dataset]])].flatMap(([id, rest]) => {
        const value = rest[field] as string | readonly unknown[] | null | undefined
        return value === undefined || value === null ? [] : [[id, value]]
      }),
    )
  const eventOf = ({ who, ...fields }: CopiedEvent, time: number) => ({ person: who, time, fields })
  const options = {
    profiles: {
      'customers.interests': rowsOf('customers', 'interests'),
      'customers.cards': rowsOf('customers', 'cards'),
    },
    lookups: {
      'catalog.brand': { from: 'products.sku', rows: rowsOf('catalog', 'brand') },
      'catalog.tags': { from: 'products.sku', rows: rowsOf('catalog', 'tags') },
      'catalog.variants': { from: 'products.sku', rows: rowsOf('catalog', 'variants') },
      'brands.countries': { from: 'catalog.brand', rows: rowsOf('brands', 'countries') },
      'own.tags': { from: 'sku', rows: rowsOf('catalog', 'tags') },
      'own.variants': { from: 'sku', rows: rowsOf('catalog', 'variants') },
    },
    batchEvents: 2,
    runners: 2,
  }
  const events = [
    eventOf(full.event, fullTime),
    ...given.events.map((each, index) => eventOf(each, timeOf(index))),
  ]
  return { events, options, view: viewOf(0, inMemory) }
}

it('lists that are found by person or key are as lists that each event carries', async () => {
  await fc.assert(
    fc.asyncProperty(world, question, async (given, asked) => {
      const found = await ask<FreeformResult>(joinedInMemory(given), requestOf(asked, 0, inMemory))
      const copies = copiesOf(given, (dataset) => given[dataset])
      const wanted = await ask<FreeformResult>(copies, requestOf(asked, 1))
      expect(tableOf(found)).toEqual(tableOf(wanted))
    }),
    { numRuns: 300 },
  )
})

/** Imports a world under names of its own. */
async function importWorld(given: Given, run: number): Promise<(path: string) => string> {
  const placed = (path: string) => path.replace(/^(customers|catalog|brands)\b/, `$1${run}`)
  const events = [
    { ...full.event, ts: fullTime },
    ...given.events.map((e, n) => ({ ...e, ts: timeOf(n) })),
  ]
  await workspace.post(
    `datasets/web${run}/rows`,
    events.map(({ ts, ...rest }) => ({ ts: new Date(ts).toISOString(), ...rest })),
  )
  for (const name of ['customers', 'catalog', 'brands'] as const) {
    const kind = name === 'customers' ? 'profile' : 'lookup'
    for (const batch of [[full[name]], ...given[name]]) {
      const rows = batch.map(({ id, rest }) => ({ id, ...rest }))
      if (rows.length > 0) await workspace.post(`datasets/${name}${run}/rows?kind=${kind}`, rows)
    }
  }
  await workspace.post('apply', [
    {
      kind: 'connection',
      id: `all${run}`,
      datasets: [
        { dataset: `web${run}`, personId: 'who' },
        { dataset: `customers${run}`, personId: 'id' },
        {
          dataset: `catalog${run}`,
          key: 'id',
          matches: [`web${run}.products.sku`, `web${run}.sku`],
        },
        { dataset: `brands${run}`, key: 'id', matches: [`catalog${run}.brand`] },
      ],
    },
    { kind: 'data-view', id: `main${run}`, connection: `all${run}`, ...viewOf(0, placed) },
  ])
  return placed
}

let runs = 0

it('lists of profiles and lookups are as lists that each event carries, also after a batch has gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.array(question, { minLength: 6, maxLength: 10 }),
      async (given, questions) => {
        const run = ++runs
        const placed = await importWorld(given, run)
        const agree = async (copies: World) => {
          for (const each of questions) {
            const request = { dataView: `main${run}`, ...requestOf(each, 0, placed) }
            const found = await workspace.post<FreeformResult>('reports', request)
            const wanted = await ask<FreeformResult>(copies, requestOf(each, 1))
            expect(tableOf(found), JSON.stringify(request)).toEqual(tableOf(wanted))
          }
        }
        await agree(copiesOf(given, (dataset) => given[dataset]))
        const number = 1 + given.catalog.filter((batch) => batch.length > 0).length
        if (number === 1) return
        const gone = await workspace.call('DELETE', `datasets/catalog${run}/batches/${number}`)
        expect(gone.status).toBe(200)
        const kept = given.catalog.filter((batch) => batch.length > 0).slice(0, -1)
        await agree(copiesOf(given, (dataset) => (dataset === 'catalog' ? kept : given[dataset])))
      },
    ),
    { numRuns: lawRuns(4) },
  )
})
