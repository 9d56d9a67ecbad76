import { expect, it } from 'vitest'
import type { DatasetRecord } from '../lake/datasets/index.ts'
import { readPlain } from './plain-rows.ts'

const record: DatasetRecord = {
  id: 'web',
  type: 'event',
  timestamp: 'ts',
  timeZone: 'UTC',
  fields: [
    { path: 'ts', type: 'timestamp' },
    { path: 'page', type: 'string' },
    { path: 'properties.price', type: 'number' },
    { path: 'properties.open', type: 'string', isUndecided: true },
    { path: 'properties.day', type: 'date' },
    { path: 'properties.tags', type: 'list', of: 'string' },
    {
      path: 'properties.products',
      type: 'list',
      children: [
        { path: 'sku', type: 'string' },
        { path: 'price', type: 'number' },
      ],
    },
  ],
}
it('rows of other datasets than those of events are for an import', () => {
  expect(readPlain({ ...record, type: 'profile' }, [{ ts }])).toBeNull()
})

const ts = '2026-01-01T10:00:00.000Z'
const isPlain = (row: object) => readPlain(record, [{ ts }, { ts, ...row }]) !== null

it('values of their fields are put under the paths of these', () => {
  const products = [{ sku: 'a', price: 1 }, { sku: 'b' }]
  const row = { ts, page: 'Home', properties: { price: 2.5, tags: ['x', null], products } }
  expect(readPlain(record, [row])).toEqual([
    {
      time: Date.UTC(2026, 0, 1, 10),
      values: {
        ts,
        page: 'Home',
        'properties.price': 2.5,
        'properties.tags': ['x', null],
        'properties.products': products,
      },
    },
  ])
})

it.each([
  ['a text where a number is', { properties: { price: '2.50' } }],
  ['a fraction where a text is', { page: 2.5 }],
  ['a new field', { properties: { colour: 'red' } }],
  ['a field whose type is not decided', { properties: { open: 'x' } }],
  ['a day', { properties: { day: '2026-01-01' } }],
  ['an object where a list is', { properties: { products: { sku: 'a' } } }],
  ['a new field of a list', { properties: { products: [{ colour: 'red' }] } }],
  ['a time to be read', { ts: '2026-01-01 10:00' }],
  ['a time that cannot be kept', { ts: '1850-01-01T00:00:00.000Z' }],
])('%s is for an import', (_, row) => {
  expect(isPlain(row)).toBe(false)
  expect(isPlain({})).toBe(true)
})
