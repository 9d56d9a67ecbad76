import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupWorld } from '../support/compile-world.ts'

interface Warranty {
  readonly cover: string
  readonly fee: number
}

interface Product {
  readonly name: string
  readonly price: number
  readonly warranties: readonly Warranty[]
}

interface Event {
  readonly person: string
  readonly page: string
  readonly total: number
  readonly products: readonly Product[]
}

const amount = fc.constantFrom(1, 2, 4, 8)

const eventArbitrary: fc.Arbitrary<Event> = fc.record({
  person: fc.constantFrom('ann', 'bob'),
  page: fc.constantFrom('', 'cart', 'home'),
  total: amount,
  products: fc.array(
    fc.record({
      name: fc.constantFrom('', 'A', 'B'),
      price: amount,
      warranties: fc.array(fc.record({ cover: fc.constantFrom('', 'x', 'y'), fee: amount }), {
        maxLength: 2,
      }),
    }),
    { maxLength: 3 },
  ),
})

/** One way to choose a product and a warranty below it; neither where there is none. */
interface Choice {
  readonly product: Product | null
  readonly warranty: Warranty | null
}

function choices({ products }: Event): readonly Choice[] {
  if (products.length === 0) return [{ product: null, warranty: null }]
  return products.flatMap((product): Choice[] =>
    product.warranties.length === 0
      ? [{ product, warranty: null }]
      : product.warranties.map((warranty) => ({ product, warranty })),
  )
}

const dimensions: Readonly<Record<string, (event: Event, choice: Choice) => string>> = {
  page: ({ page }) => page,
  name: (_event, { product }) => product?.name ?? '',
  cover: (_event, { warranty }) => warranty?.cover ?? '',
}

/** What a choice has of a metric: things, each of which counts once per group. */
type Things = readonly (readonly [thing: object, amount: number])[]

/** `deepest` is the lowest list among the dimensions. */
function thingsOf(metric: string, event: Event, choice: Choice, deepest: string): Things {
  const { product, warranty } = choice
  const fees = (all: readonly Product[]): Things =>
    all.flatMap((p) => p.warranties.map((w) => [w, w.fee] as const))
  if (metric === 'total') return [[event, event.total]]
  if (metric === 'price') {
    if (deepest === 'event') return event.products.map((p) => [p, p.price])
    return product ? [[product, product.price]] : []
  }
  if (deepest === 'event') return fees(event.products)
  if (deepest === 'products') return product ? fees([product]) : []
  return warranty ? [[warranty, warranty.fee]] : []
}

function reference(
  events: readonly Event[],
  rows: readonly string[],
  metrics: readonly string[],
): Record<string, number[]> {
  const deepest = rows.includes('cover')
    ? 'warranties'
    : rows.includes('name')
      ? 'products'
      : 'event'
  const groups = new Map<string, Map<object, number>[]>()
  for (const event of events) {
    for (const choice of choices(event)) {
      const key = rows.map((row) => dimensions[row]!(event, choice)).join(' | ')
      const found = groups.get(key) ?? metrics.map(() => new Map<object, number>())
      groups.set(key, found)
      metrics.forEach((metric, m) => {
        for (const [thing, value] of thingsOf(metric, event, choice, deepest)) {
          found[m]!.set(thing, value)
        }
      })
    }
  }
  const summed = [...groups].map(([key, found]) => [
    key,
    found.map((things) => [...things.values()].reduce((sum, x) => sum + x, 0)),
  ])
  return Object.fromEntries(
    summed.filter(([, values]) => (values as number[]).some((value) => value !== 0)),
  ) as Record<string, number[]>
}

describe('arrays of objects against slow reference code', () => {
  it('pairs, credits and adds up by the place in the tree', async () => {
    const full = {
      person: 'cem',
      page: 'cart',
      total: 1,
      products: [{ name: 'A', price: 1, warranties: [{ cover: 'x', fee: 1 }] }],
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(eventArbitrary, { maxLength: 8 }),
        fc.subarray(['page', 'name', 'cover']),
        async (drawn, rows) => {
          const events = [...drawn, full]
          const metrics = ['total', 'price', 'fee']
          const found = await groupWorld(
            {
              events: events.map(({ person, ...fields }, time) => ({ person, time, fields })),
              view: {
                dimensions: [
                  { id: 'page' },
                  { id: 'name', field: 'products.name' },
                  { id: 'cover', field: 'products.warranties.cover' },
                ],
                metrics: [
                  { id: 'total' },
                  { id: 'price', field: 'products.price' },
                  { id: 'fee', field: 'products.warranties.fee' },
                ],
              },
              options: { batchEvents: 3, runners: 2 },
            },
            rows,
            metrics,
          )
          expect(Object.fromEntries(found)).toEqual(reference(events, rows, metrics))
        },
      ),
      { numRuns: 120 },
    )
  })
})
