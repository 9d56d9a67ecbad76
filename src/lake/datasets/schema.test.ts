import { expect, it } from 'vitest'
import { declareFields, readDeclaredFields, listLeaves } from './schema.ts'

const declared = {
  page: 'string',
  day: 'date',
  address: { object: { city: 'string' } },
  products: { list: { sku: 'string', parts: { list: { name: 'string' } } } },
  tags: { list: 'string' },
} as const

it('flattens fields, with the lists around them', () => {
  const leaves = listLeaves(readDeclaredFields(declared)).map(({ steps: _, ...leaf }) => leaf)
  expect(leaves).toEqual([
    { path: 'page', type: 'string', lists: [] },
    { path: 'day', type: 'date', lists: [] },
    { path: 'address.city', type: 'string', lists: [] },
    { path: 'products.sku', type: 'string', lists: ['products'] },
    {
      path: 'products.parts.name',
      type: 'string',
      lists: ['products', 'products.parts'],
    },
    { path: 'tags', type: 'string', lists: ['tags'] },
  ])
})

it('declares fields as they were found', () => {
  const fields = readDeclaredFields(declared)
  expect(readDeclaredFields(declareFields(fields))).toEqual(fields)
})
