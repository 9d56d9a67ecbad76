import { describe, expect, it } from 'vitest'
import { column, type Row, type World } from '../support/ask.ts'

const buys: readonly Row[] = [
  ['2024-01-01T10:00', { products: [{ name: 'Washer', colour: 'white' }] }],
  ['2024-01-01T10:01', { products: [{ name: 'Dryer', colour: 'orange' }] }],
  [
    '2024-01-01T10:02',
    {
      order: 'o1',
      products: [
        { name: 'Washer', price: 1600 },
        { name: 'Dryer', price: 499 },
      ],
    },
  ],
  [
    '2024-01-01T10:03',
    {
      order: 'o1',
      products: [
        { name: 'Washer', price: 1600 },
        { name: 'Dryer', price: 499 },
      ],
    },
  ],
]

const colour = (settings: object) => ({ id: 'colour', field: 'products.colour', ...settings })
const revenue = { id: 'revenue', field: 'products.price' }

describe('settings of a data view may name fields that are no components (§3.9, §3.10)', () => {
  it('to bind values to', async () => {
    const persistence = {
      allocation: 'most-recent',
      expiration: { type: 'person' },
      binding: { dimension: 'products.name' },
    }
    const world: World = {
      rows: buys.slice(0, 3),
      view: { dimensions: [colour({ persistence })], metrics: [revenue] },
    }
    expect(await column(world, 'colour', 'revenue')).toEqual({
      white: 1600,
      orange: 499,
      Total: 2099,
    })
  })

  it('to count once', async () => {
    const dedup = { scope: 'person', by: 'order' }
    const orders = { id: 'orders', field: 'order', dedup }
    const world: World = { rows: buys, view: { dimensions: [colour({})], metrics: [orders] } }
    expect((await column(world, 'day', 'orders'))['Total']).toBe(1)
  })

  it('to expire with', async () => {
    const persistence = {
      allocation: 'most-recent',
      expiration: { type: 'metric', metric: 'order' },
    }
    const world: World = {
      rows: buys,
      view: { dimensions: [colour({ persistence })], metrics: [revenue] },
    }
    expect(await column(world, 'colour', 'events')).toEqual({
      white: 1,
      orange: 2,
      'No value': 1,
      Total: 4,
    })
  })

  it('but only fields that there are', async () => {
    const persistence = { binding: { dimension: 'nothing' } }
    const world: World = { rows: buys, view: { dimensions: [colour({ persistence })] } }
    await expect(column(world, 'colour', 'events')).rejects.toMatchObject({
      code: 'definition/unknown-component',
      path: ['dimensions', 'colour', 'persistence', 'binding', 'dimension'],
    })
  })
})
