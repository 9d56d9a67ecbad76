import { describe, expect, it } from 'vitest'
import { column, type World } from '../support/ask.ts'

const keys = ['abc', 'ABC', 'Abc', 'x', 'X', 'y']

/** One event per key; `X` is not in the lookup. */
const shop: World = {
  rows: keys.map((sku) => ['2024-01-01', { sku }]),
  options: {
    lookups: {
      'catalog.name': {
        from: 'sku',
        rows: { abc: 'Shoe', ABC: 'Hat', Abc: 'HAT', x: 'Sock' },
      },
    },
  },
}

const named = (settings: object, rows = shop.rows) => {
  const view = { dimensions: [{ id: 'name', field: 'catalog.name', ...settings }] }
  return column({ ...shop, rows, view }, 'name', 'events')
}

describe('lower case (§3.3)', () => {
  it('makes one row of values that differ in case only', async () => {
    const rows = ['liverpool', 'Liverpool', 'LIVERPOOL'].map(
      (city) => ['2024-01-01', { city }] as const,
    )
    const view = { dimensions: [{ id: 'city', lowercase: true }] }
    expect(await column({ rows, view }, 'city', 'events')).toEqual({ liverpool: 3, Total: 3 })
  })

  it('of a lookup gives keys that become equal the value of the first in ASCII', async () => {
    expect(await named({ lowercase: true })).toEqual({
      hat: 3,
      sock: 2,
      'No value': 1,
      Total: 6,
    })
  })

  it('otherwise leaves keys apart', async () => {
    expect(await named({})).toEqual({
      Hat: 1,
      HAT: 1,
      Shoe: 1,
      Sock: 1,
      'No value': 2,
      Total: 6,
    })
  })
})
