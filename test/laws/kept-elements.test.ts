import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, type Row, type World } from '../support/ask.ts'

interface Product {
  readonly name: string
  readonly colour: string
  readonly price: number
}

interface Event {
  readonly person: string
  readonly hour: number
  readonly page: string
  readonly products: readonly Product[]
}

const product = fc.record({
  name: fc.constantFrom('A', 'B', 'C'),
  colour: fc.constantFrom('red', 'blue'),
  price: fc.integer({ min: 1, max: 3 }),
})

const events = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bob', 'cem'),
    hour: fc.integer({ min: 0, max: 24 * 5 }),
    page: fc.constantFrom('P', 'Q'),
    products: fc.array(product, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 14 },
)

/** So that every value is known in every world. */
const all: Event = {
  person: 'zoe',
  hour: -24 * 300,
  page: 'P',
  products: ['A', 'B', 'C'].flatMap((name) =>
    ['red', 'blue'].map((colour) => ({ name, colour, price: 2 })),
  ),
}

const begin = Date.UTC(2024, 0, 1)

function worldOf(drawn: readonly Event[]): World {
  const rows = [all, ...drawn].map(({ person, hour, page, products }): Row => {
    const time = new Date(begin + hour * 3_600_000).toISOString().slice(0, -1)
    return [time, { page, products }, person]
  })
  return {
    rows,
    view: {
      dimensions: [
        { id: 'page' },
        { id: 'name', field: 'products.name' },
        { id: 'colour', field: 'products.colour' },
      ],
      metrics: [{ id: 'revenue', field: 'products.price' }],
    },
  }
}

/** What a person would do by hand: other elements crossed out, and events without any left. */
function crossedOut(drawn: readonly Event[], keeps: (product: Product) => boolean): Event[] {
  return drawn
    .map((event) => ({ ...event, products: event.products.filter(keeps) }))
    .filter(({ products }) => products.length > 0)
}

const tests: readonly (readonly [object, (product: Product) => boolean])[] = [
  [{ dimension: 'colour', op: 'equals', value: 'blue' }, ({ colour }) => colour === 'blue'],
  [{ metric: 'revenue', op: 'gte', value: 2 }, ({ price }) => price >= 2],
  [{ not: { dimension: 'name', op: 'equals', value: 'A' } }, ({ name }) => name !== 'A'],
]

const named = (value: string) => ({ dimension: 'name', op: 'equals', value })
const item = (value: string) => ({ dimension: 'name', item: value })
const dateRange = { start: '2023-12-30', end: '2024-01-10' }

const requests: Readonly<Record<string, object>> = {
  fallout: { steps: [{ any: [item('A')] }, { any: [item('B'), item('C')] }] },
  flow: { dimension: 'name', anchor: { 'starts-with': { item: 'B' } }, columns: 2 },
  cohort: {
    granularity: 'day',
    inclusion: { where: named('A') },
    return: { where: { metric: 'revenue', op: 'gt', value: 2 } },
  },
  paths: { dimension: 'page', container: 'person', to: { where: named('B') }, value: 'revenue' },
  histogram: { container: 'person', metric: 'revenue', start: 0, buckets: 6, size: 2 },
  frequency: { where: named('A'), container: 'person' },
  correlation: { goal: { where: named('A') }, dimensions: ['name', 'page'], container: 'person' },
  'next-previous': { dimension: 'name', item: 'B', direction: 'next', container: 'person' },
  retention: { start: { where: named('A') }, return: { where: named('B') }, unit: 'day' },
  growth: { where: named('A'), interval: 'day' },
  engagement: { features: [{ where: named('A') }, { where: named('B') }], interval: 'day' },
  canvas: {
    container: 'person',
    nodes: [
      { id: 'a', where: named('A') },
      { id: 'b', where: named('B') },
    ],
    arrows: [['a', 'b']],
    metric: 'revenue',
  },
  trends: { events: [{ where: named('A') }], metrics: ['revenue'], interval: 'day' },
  people: {},
  freeform: { rows: { dimension: 'name' }, columns: [{ metric: 'revenue' }, { metric: 'people' }] },
}

describe('a report under a sub-event segment is that of a world without the other elements (§5.5)', () => {
  for (const [kind, request] of Object.entries(requests)) {
    it(kind, async () => {
      const property = fc.asyncProperty(events, fc.constantFrom(...tests), async (drawn, test) => {
        const [where, keeps] = test
        const segments = [{ container: 'products', where }]
        const asked = { kind, dateRange, ...request }
        const under = await ask(worldOf(drawn), { ...asked, segments })
        const reduced = await ask(worldOf(crossedOut(drawn, keeps)), asked)
        const { meta: _, ...found } = under as object as { meta: unknown }
        const { meta: __, ...wanted } = reduced as object as { meta: unknown }
        expect(found).toEqual(wanted)
      })
      await fc.assert(property, { numRuns: 40 })
    })
  }
})
