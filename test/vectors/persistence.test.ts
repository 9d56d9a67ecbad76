import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../../src/hosts/memory/source.ts'
import { groupWorld } from '../reference/persistence-harness.ts'

// The worked examples of semantics §3.9 and §3.12.

const MINUTE = 60_000

type Fields = Readonly<Record<string, unknown>>

const onePerson = (events: readonly Fields[]): MemoryEvent[] =>
  events.map((fields, n) => ({ person: '1', time: n * MINUTE, fields }))

const persistence = (allocation: string, extra: object = {}) => ({
  allocation,
  expiration: { type: 'person' },
  ...extra,
})

async function rowsOf(
  events: readonly Fields[],
  dimension: { readonly id: string; readonly [setting: string]: unknown },
  metric: string,
  metrics: readonly object[] = [],
): Promise<Record<string, number>> {
  const field = metric
  const view = {
    dimensions: [dimension, { id: 'name', field: 'products.name' }, { id: 'profile' }],
    metrics: [{ id: 'metric', field }, ...metrics],
  }
  const options = { types: { search: 'number', price: 'number' } } as const
  const world = { events: onePerson(events), view, options }
  const rows = await groupWorld(world, [dimension.id], ['metric'])
  return Object.fromEntries([...rows].map(([item, [value]]) => [item, round(value!)]))
}

const round = (x: number) => Math.round(x * 100) / 100

const products = (...names: string[]) => ({ products: names.map((name) => ({ name })) })

describe('binding a color to a product (b1)', () => {
  const events = [
    { products: [{ name: 'Washing Machine 2000', color: 'white' }] },
    { products: [{ name: 'Dryer 2000', color: 'neon orange' }] },
    {
      products: [
        { name: 'Washing Machine 2000', price: 1600 },
        { name: 'Dryer 2000', price: 499 },
      ],
    },
  ]
  const color = { id: 'color', field: 'products.color' }

  it('unbound: the last color has all', async () => {
    const dimension = { ...color, persistence: persistence('most-recent') }
    expect(await rowsOf(events, dimension, 'products.price')).toEqual({ 'neon orange': 2099 })
  })

  it('bound: each product has its own', async () => {
    const binding = { dimension: 'name' }
    const dimension = { ...color, persistence: persistence('most-recent', { binding }) }
    expect(await rowsOf(events, dimension, 'products.price')).toEqual({
      white: 1600,
      'neon orange': 499,
    })
  })
})

describe('binding search terms to products by a metric (b2)', () => {
  const gloves = ['Beginner gloves', 'Tier 3 gloves', 'Professional gloves']
  const rackets = ['Shock absorb racket', 'Women’s open racket', 'Extreme racket']
  const shoes = ['Men’s walking shoes', 'Tennis shoes', 'Skate shoes']
  const events = [
    { term: 'boxing gloves', search: 1, ...products(...gloves) },
    products('Tier 3 gloves'),
    { term: 'tennis racket', search: 1, ...products(...rackets) },
    products('Tier 3 gloves', 'Shock absorb racket'),
    { term: 'shoes', search: 1, ...products(...shoes) },
    products('Tier 3 gloves', 'Shock absorb racket', 'Skate shoes'),
    {
      products: [
        { name: 'Tier 3 gloves', price: 89.99 },
        { name: 'Shock absorb racket', price: 34.99 },
        { name: 'Skate shoes', price: 79.99 },
      ],
    },
  ]
  const search = [{ id: 'search' }]

  it('unbound', async () => {
    const original = { id: 'term', persistence: persistence('original') }
    expect(await rowsOf(events, original, 'products.price')).toEqual({ 'boxing gloves': 204.97 })
    const latest = { id: 'term', persistence: persistence('most-recent') }
    expect(await rowsOf(events, latest, 'products.price')).toEqual({ shoes: 204.97 })
  })

  it('bound', async () => {
    const binding = { dimension: 'name', metric: 'search' }
    const dimension = { id: 'term', persistence: persistence('most-recent', { binding }) }
    expect(await rowsOf(events, dimension, 'products.price', search)).toEqual({
      'boxing gloves': 89.99,
      'tennis racket': 34.99,
      shoes: 79.99,
    })
  })
})

describe('binding search terms to a profile (b3)', () => {
  const events = [
    { profile: '2', term: 'kids show' },
    { profile: '2', start: 1 },
    { profile: '1', term: 'grownup movie' },
    { profile: '1', start: 1 },
    { profile: '2', start: 1 },
  ]

  it('unbound', async () => {
    const dimension = { id: 'term', persistence: persistence('most-recent') }
    const rows = await rowsOf(events, dimension, 'start')
    expect(rows).toEqual({ 'kids show': 1, 'grownup movie': 2 })
  })

  it('bound', async () => {
    const binding = { dimension: 'profile' }
    const dimension = { id: 'term', persistence: persistence('most-recent', { binding }) }
    const rows = await rowsOf(events, dimension, 'start')
    expect(rows).toEqual({ 'kids show': 2, 'grownup movie': 1 })
  })
})

describe('binding what is persisted when the metric comes (b4)', () => {
  const events = [
    { method: 'search' },
    { add: 1, ...products('DSLR Camera') },
    { method: 'browse' },
    { add: 1, ...products('Ratchet belt') },
    {
      products: [
        { name: 'DSLR Camera', price: 399.99 },
        { name: 'Ratchet belt', price: 19.99 },
      ],
    },
  ]
  const method = (allocation: string, extra?: object) => ({
    id: 'method',
    persistence: persistence(allocation, extra),
  })

  it('unbound', async () => {
    const latest = await rowsOf(events, method('most-recent'), 'products.price')
    expect(latest).toEqual({ browse: 419.98 })
    const original = await rowsOf(events, method('original'), 'products.price')
    expect(original).toEqual({ search: 419.98 })
  })

  it('bound', async () => {
    const binding = { dimension: 'name', metric: 'add' }
    const bound = method('most-recent', { binding })
    const rows = await rowsOf(events, bound, 'products.price', [{ id: 'add' }])
    expect(rows).toEqual({ search: 399.99, browse: 19.99 })
  })
})

describe('arrays of objects', () => {
  const washer = {
    name: 'LG Washing Machine 2000',
    category: 'Washing Machines',
    orders: 1,
    revenue: 1600,
    warranty: [
      { name: 'LG 2000 standard', coverage: 'full coverage', orders: 1, revenue: 200 },
      { coverage: 'extended', orders: 1, revenue: 50 },
    ],
  }
  const dryer = { name: 'LG Dryer 2000', category: 'Dryers', orders: 1, revenue: 500 }
  const events = onePerson([{ product: [washer, dryer] }])
  const view = {
    dimensions: [
      { id: 'name', field: 'product.name' },
      { id: 'category', field: 'product.category' },
      { id: 'coverage', field: 'product.warranty.coverage' },
      { id: 'warranty', field: 'product.warranty.name' },
    ],
    metrics: [
      { id: 'orders', field: 'product.orders' },
      { id: 'revenue', field: 'product.revenue' },
      { id: 'warranty-orders', field: 'product.warranty.orders' },
      { id: 'warranty-revenue', field: 'product.warranty.revenue' },
    ],
  }
  const rows = async (dimensions: readonly string[], metrics: readonly string[]) =>
    Object.fromEntries(await groupWorld({ events, view }, dimensions, metrics))

  it('pairs dimension and metric of one element', async () => {
    expect(await rows(['name'], ['orders', 'revenue'])).toEqual({
      'LG Washing Machine 2000': [1, 1600],
      'LG Dryer 2000': [1, 500],
    })
    expect(await rows(['coverage'], ['warranty-revenue'])).toEqual({
      'full coverage': [200],
      extended: [50],
    })
  })

  it('credits a higher metric to each distinct lower item', async () => {
    expect(await rows(['warranty'], ['orders', 'warranty-orders'])).toEqual({
      'LG 2000 standard': [1, 1],
      '': [2, 1],
    })
  })

  it('adds a lower metric up to the element above', async () => {
    expect(await rows(['category'], ['revenue', 'warranty-revenue'])).toEqual({
      'Washing Machines': [1600, 250],
      Dryers: [500, 0],
    })
  })

  it('pairs dimensions of both levels by the element around', async () => {
    expect(await rows(['category', 'coverage'], ['revenue', 'warranty-revenue', 'events'])).toEqual(
      {
        'Washing Machines | full coverage': [1600, 200, 1],
        'Washing Machines | extended': [1600, 50, 1],
        'Dryers | ': [500, 0, 1],
      },
    )
  })

  it('counts the elements of each item', async () => {
    const lines = [
      { sku: 'a', size: 'S' },
      { sku: 'b', size: 'S' },
      { sku: '', size: 'M' },
    ]
    const counted = {
      events: onePerson([{ lines }, { lines }]),
      view: {
        dimensions: [{ id: 'size', field: 'lines.size' }],
        metrics: [{ id: 'skus', field: 'lines.sku' }],
      },
    }
    const found = await groupWorld(counted, ['size'], ['skus', 'events'])
    expect(Object.fromEntries(found)).toEqual({ S: [4, 2], M: [0, 2] })
  })

  it('counts totals once', async () => {
    expect(await rows([], ['orders', 'revenue', 'warranty-orders', 'warranty-revenue'])).toEqual({
      '': [2, 2100, 2, 250],
    })
  })
})
