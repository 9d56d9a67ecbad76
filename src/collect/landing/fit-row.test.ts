import { expect, it } from 'vitest'
import { fitRow } from './fit-row.ts'

const flattenRow = (row: Parameters<typeof fitRow>[0]) => fitRow(row, new Set(), 1000).row

it('gives values by path; lists stay, and nothing is told of nothing', () => {
  const row = {
    id: 'm',
    properties: {
      size: 3,
      ship: { to: 'Bonn', 'a.b': 1 },
      list: [{ sku: 's' }],
      none: null,
      no: {},
    },
    name: undefined,
  }
  expect(flattenRow(row)).toEqual({
    id: 'm',
    'properties.size': 3,
    'properties.ship.to': 'Bonn',
    'properties.ship.a.b': 1,
    'properties.list': [{ sku: 's' }],
  })
})

it('has the first of two names that are one path', () => {
  expect(flattenRow({ p: { 'a.b': 1, a: { b: 2, c: 3 } } })).toEqual({ 'p.a.b': 1, 'p.a.c': 3 })
})

it('is not led astray by names that objects have', () => {
  const traits = JSON.parse('{"__proto__": {"x": 1}, "constructor": "c"}') as object
  const flat = flattenRow({ traits })
  expect(Object.entries(flat)).toEqual([
    ['traits.__proto__.x', 1],
    ['traits.constructor', 'c'],
  ])
})

it('names beyond the columns are told, those that have one stay', () => {
  const known = new Set(['properties.a'])
  const { row, beyond } = fitRow({ properties: { b: 1, a: 2, c: { d: 3 } } }, known, 2)
  expect(beyond).toEqual(['properties.c.d'])
  expect(row).toEqual({
    'properties.a': 2,
    'properties.b': 1,
    more: '{"properties.c.d":3}',
  })
})
