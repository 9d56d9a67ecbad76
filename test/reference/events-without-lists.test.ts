import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, type Row, table, type World } from '../support/ask.ts'

interface Product {
  readonly sku: string | null
  readonly price: number
}

interface Event {
  readonly person: string
  readonly hour: number
  readonly page: string | null
  readonly fee: number
  readonly products: readonly Product[]
}

const event: fc.Arbitrary<Event> = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cem'),
  hour: fc.integer({ min: 0, max: 60 }),
  page: fc.constantFrom('P', 'Q', null),
  fee: fc.integer({ min: 1, max: 3 }),
  products: fc.array(
    fc.record({ sku: fc.constantFrom('A', 'B', null), price: fc.integer({ min: 1, max: 3 }) }),
    { maxLength: 3 },
  ),
})

/** So that every value is known in every world. */
const known = (hour: number, products: readonly Product[]): Event[] =>
  ['P', 'Q'].map((page, k) => ({ person: 'zoe', hour: hour + k, page, fee: 2, products }))
const all = [
  ...known(-900, []),
  ...known(-800, [
    { sku: 'A', price: 2 },
    { sku: 'B', price: 2 },
  ]),
]
const worlds = fc
  .uniqueArray(event, { maxLength: 12, selector: ({ person, hour }) => `${person} ${hour}` })
  .map((drawn) => [...all, ...drawn])

const sku = { field: 'products.sku' }
const page = { field: 'page' }
const when = { input: sku, op: 'equals', value: 'A' }
const branches = [{ when, then: { value: 'feet' } }]

type Make = (sku: string | null, page: string | null) => string | null

/** Each rule, and what it makes of one element, or of an event without any: slowly, and by itself. */
const rules: Readonly<Record<string, readonly [object, Make]>> = {
  'case-when': [
    { function: 'case-when', branches, otherwise: { value: 'other' } },
    (own) => (own === 'A' ? 'feet' : 'other'),
  ],
  'case-when of the page': [
    { function: 'case-when', branches, otherwise: page },
    (own, around) => (own === 'A' ? 'feet' : around),
  ],
  'case-when without otherwise': [
    { function: 'case-when', branches },
    (own) => (own === 'A' ? 'feet' : null),
  ],
  'page first': [{ function: 'merge-fields', inputs: [page, sku] }, (own, around) => around ?? own],
  'page last': [{ function: 'merge-fields', inputs: [sku, page] }, (own, around) => own ?? around],
  concatenate: [
    { function: 'concatenate', inputs: [page, sku], delimiter: ':' },
    (own, around) => [around, own].filter((each) => each !== null).join(':') || null,
  ],
  lowercase: [{ function: 'lowercase', input: sku }, (own) => own?.toLowerCase() ?? null],
}

interface Valued {
  readonly product: Product | null
  readonly value: string | null
}

function valuesOf({ products, page: around }: Event, make: Make): readonly Valued[] {
  if (products.length === 0) return [{ product: null, value: make(null, around) }]
  return products.map((product) => ({ product, value: make(product.sku, around) }))
}

const begin = Date.UTC(2024, 0, 1)
const timeOf = ({ hour }: Event) => new Date(begin + hour * 3_600_000).toISOString().slice(0, -1)

const dimensions = [
  { id: 'page' },
  { id: 'value' },
  {
    id: 'recent',
    field: 'value',
    persistence: { allocation: 'most-recent', expiration: { type: 'person' } },
  },
  {
    id: 'each',
    field: 'value',
    persistence: { allocation: 'all', expiration: { type: 'person' } },
  },
]
const metrics = [{ id: 'fee' }, { id: 'values', field: 'value' }]

function derived(events: readonly Event[], rule: object): World {
  const rows = events.map((each): Row => {
    const { page: around, fee, products } = each
    return [timeOf(each), { page: around, fee, products }, each.person]
  })
  const amounts = [{ field: 'products.price' }, { field: 'fee' }]
  const amount = { id: 'amount', rules: [{ function: 'merge-fields', inputs: amounts }] }
  return {
    rows,
    view: {
      derivedFields: [{ id: 'value', rules: [rule] }, amount],
      dimensions: [...dimensions, { id: 'sku', field: 'products.sku' }],
      metrics: [...metrics, { id: 'revenue', field: 'products.price' }, { id: 'amount' }],
    },
  }
}

/** The same values as a plain list of texts. */
function plain(events: readonly Event[], make: Make): World {
  const rows = events.map((each): Row => {
    const value = valuesOf(each, make).flatMap((one) => one.value ?? [])
    return [timeOf(each), { page: each.page, fee: each.fee, value }, each.person]
  })
  return { rows, view: { dimensions, metrics }, options: { types: { value: 'string' } } }
}

/** By hand: events, revenue and amount by what each value has in common. */
function counted(
  events: readonly Event[],
  make: Make,
  nameOf: (valued: Valued) => string | null,
): Record<string, readonly number[]> {
  const cells: Record<string, [number, number, number]> = {}
  for (const each of events) {
    const seen = new Set<string>()
    for (const valued of valuesOf(each, make)) {
      const name = nameOf(valued)
      if (name === null) continue
      const cell = (cells[name] ??= [0, 0, 0])
      cell[0] += Number(!seen.has(name))
      cell[1] += valued.product?.price ?? 0
      cell[2] += valued.product?.price ?? each.fee
      seen.add(name)
    }
  }
  return cells
}

const dateRange = { start: '2023-11-01', end: '2024-02-01' }
const columns = ['events', 'revenue', 'amount'].map((metric) => ({ metric }))
const label = (item: string | null | undefined) => item ?? 'No value'
const runs = { numRuns: 40 }
const cases = Object.entries(rules)

async function rowsOf(world: World, request: object) {
  const { Total: _, ...rows } = await table(world, { columns, dateRange, ...request })
  return rows
}

describe('values of elements, and of events without any, are those found by hand', () => {
  it.each(cases)('%s', async (_name, [rule, make]) => {
    const property = fc.asyncProperty(worlds, async (events) => {
      const world = derived(events, rule)
      const rows = await rowsOf(world, { rows: { dimension: 'value' } })
      expect(rows).toEqual(counted(events, make, ({ value }) => label(value)))
      const pairs = await rowsOf(world, { rows: { dimensions: ['value', 'sku'] } })
      const pairOf = ({ value, product }: Valued) => `${label(value)} | ${label(product?.sku)}`
      expect(pairs).toEqual(counted(events, make, pairOf))
      const where = [{ dimension: 'value', item: 'P' }]
      const below = await rowsOf(world, { rows: { dimension: 'sku' }, where })
      const isP = ({ value, product }: Valued) => (value === 'P' ? label(product?.sku) : null)
      expect(below).toEqual(counted(events, make, isP))
      const skus = [{ dimension: 'sku', item: null }]
      const above = await rowsOf(world, { rows: { dimension: 'value' }, where: skus })
      const ofNone = ({ value, product }: Valued) =>
        product === null || product.sku === null ? label(value) : null
      expect(above).toEqual(counted(events, make, ofNone))
    })
    await fc.assert(property, runs)
  })
})

const step = (dimension: string, item: string) => ({ any: [{ dimension, item }] })
const named = (op: string, value?: string) => ({
  container: 'event',
  where: { dimension: 'value', op, ...(value === undefined ? {} : { value }) },
})
const metricsOf = (...ids: string[]) => ids.map((metric) => ({ metric }))
const credit = (model: string) => ({
  kind: 'freeform',
  rows: { dimension: 'value' },
  columns: [{ metric: 'fee', attribution: { model, container: 'person' } }],
})
const freeform = (dimension: string, more: object = {}) => ({
  kind: 'freeform',
  rows: { dimension },
  columns: metricsOf('events', 'people', 'values', 'fee'),
  ...more,
})

const requests: Readonly<Record<string, object>> = {
  instances: freeform('value', { noValue: false }),
  'by page': freeform('page'),
  'carried values': freeform('recent'),
  'all carried values': freeform('each'),
  'one item': freeform('page', { where: [{ dimension: 'value', item: 'P' }] }),
  equal: freeform('page', { segments: [named('equals', 'P')] }),
  'not equal': freeform('page', { segments: [named('not-equals', 'P')] }),
  exists: freeform('page', { segments: [named('exists')] }),
  'does not exist': freeform('page', { segments: [named('not-exists')] }),
  'first touch': credit('first-touch'),
  'last touch': credit('last-touch'),
  linear: credit('linear'),
  flow: { kind: 'flow', dimension: 'value', columns: 2, container: 'person' },
  fallout: { kind: 'fallout', steps: [step('value', 'P'), step('value', 'Q')] },
}

describe('reports that look at events are those of a plain list of the same values', () => {
  it.each(Object.entries(requests))('%s', async (_name, request) => {
    const property = fc.asyncProperty(worlds, fc.constantFrom(...cases), async (events, one) => {
      const [, [rule, make]] = one
      const asked = { dateRange, ...request }
      const { meta: _, ...found } = await ask(derived(events, rule), asked)
      const { meta: __, ...wanted } = await ask(plain(events, make), asked)
      expect(found).toEqual(wanted)
    })
    await fc.assert(property, runs)
  })
})
