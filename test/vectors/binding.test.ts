import { describe, expect, it } from 'vitest'
import { claimed } from './claims.ts'
import { rowsByItem, worldOf } from '../support/vectors.ts'

interface Component {
  readonly id: string
  readonly field: string
}

interface World {
  readonly dimension: Component
  readonly measure: Component
  /** What `bound` means. */
  readonly binding: { readonly dimension: string; readonly metric?: string }
  readonly dimensions: readonly Component[]
  readonly metrics?: readonly Component[]
}

const names = { id: 'name', field: 'product.name' }
const price = { id: 'revenue', field: 'product.price' }

/** What the examples ask, by their set. */
const worlds: Readonly<Record<string, World>> = {
  bind1: {
    dimension: { id: 'color', field: 'product.color' },
    measure: price,
    binding: { dimension: 'name' },
    dimensions: [names],
  },
  bind2: {
    dimension: { id: 'term', field: 'search_term' },
    measure: price,
    binding: { dimension: 'name', metric: 'searches' },
    dimensions: [names],
    metrics: [{ id: 'searches', field: 'search' }],
  },
  bind3: {
    dimension: { id: 'term', field: 'search_term' },
    measure: { id: 'starts', field: 'VideoStarts' },
    binding: { dimension: 'profile' },
    dimensions: [{ id: 'profile', field: 'ProfileID' }],
  },
  bind4: {
    dimension: { id: 'method', field: 'product_finding_method' },
    measure: { id: 'revenue', field: 'Product.price' },
    binding: { dimension: 'name', metric: 'adds' },
    dimensions: [{ id: 'name', field: 'Product.name' }],
    metrics: [{ id: 'adds', field: 'CartAdd' }],
  },
}

const vectors = claimed('binding', 'adobe-cja-docs')

/** `none` and `most_recent`: most recent without binding. */
async function rowsOf(set: string, rule: string): Promise<Record<string, number>> {
  const { dimension, measure, binding, dimensions, metrics } = worlds[set]!
  const persistence = {
    allocation: rule === 'original' ? 'original' : 'most-recent',
    expiration: { type: 'person' },
    ...(rule === 'bound' ? { binding } : {}),
  }
  const view = {
    dimensions: [{ ...dimension, persistence }, ...dimensions],
    metrics: [measure, ...(metrics ?? [])],
  }
  const columns = [{ metric: measure.id }]
  const { rows } = await rowsByItem(
    { source: worldOf(vectors, set), view },
    [dimension.id],
    columns,
  )
  return Object.fromEntries(Object.entries(rows).map(([item, [value]]) => [item, value!]))
}

describe('binding dimensions (semantics §3.9)', () => {
  it.each(vectors.cases)('$id', async ({ id, set, expected }) => {
    expect(await rowsOf(set!, id.split('.').at(-1)!)).toEqual(expected['rows'])
  })

  it('binds search terms to profiles', async () => {
    expect(await rowsOf('bind3', 'bound')).toEqual({ 'kids show': 2, 'grownup movie': 1 })
  })

  it('binds what is persisted when the metric comes', async () => {
    expect(await rowsOf('bind4', 'bound')).toEqual({ search: 399.99, browse: 19.99 })
  })
})
