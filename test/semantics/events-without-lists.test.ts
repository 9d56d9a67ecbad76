import { describe, expect, it } from 'vitest'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import type { FlowResult } from '../../src/query/reports/flow/request.ts'
import { ask, column, table, type World } from '../support/ask.ts'

const sku = { field: 'products.sku' }
const isShoe = { when: { input: sku, op: 'equals', value: 'shoe' }, then: { value: 'feet' } }

const shop: World = {
  rows: [
    [
      '2024-01-01T10:00',
      {
        page: 'cart',
        fee: 5,
        products: [
          { sku: 'shoe', price: 10 },
          { sku: 'hat', price: 3 },
        ],
      },
    ],
    ['2024-01-01T10:05', { page: 'home', fee: 7 }],
    ['2024-01-02T10:00', { page: 'cart', products: [{ sku: 'shoe', price: 20 }] }, 'bob'],
    ['2024-01-02T10:05', { page: 'help' }, 'bob'],
    ['2024-01-02T10:10', { fee: 1 }, 'bob'],
  ],
  view: {
    derivedFields: [
      {
        id: 'kind',
        rules: [{ function: 'case-when', branches: [isShoe], otherwise: { value: 'other' } }],
      },
      { id: 'either', rules: [{ function: 'merge-fields', inputs: [{ field: 'page' }, sku] }] },
      { id: 'thing', rules: [{ function: 'merge-fields', inputs: [sku, { field: 'page' }] }] },
      {
        id: 'joined',
        rules: [{ function: 'concatenate', inputs: [{ field: 'page' }, sku], delimiter: ':' }],
      },
      { id: 'lower', rules: [{ function: 'lowercase', input: sku }] },
      {
        id: 'amount',
        rules: [
          { function: 'merge-fields', inputs: [{ field: 'products.price' }, { field: 'fee' }] },
        ],
      },
      {
        id: 'double',
        rules: [
          {
            function: 'merge-fields',
            id: 'paid',
            inputs: [{ field: 'products.price' }, { field: 'fee' }],
          },
          { function: 'math', formula: { op: '*', args: [{ rule: 'paid' }, 2] } },
        ],
      },
      {
        id: 'once',
        rules: [
          {
            function: 'case-when',
            id: 'kind',
            branches: [isShoe],
            otherwise: { value: 'other' },
          },
          { function: 'deduplicate', input: { rule: 'kind' }, scope: 'person' },
        ],
      },
    ],
    dimensions: [
      { id: 'page' },
      { id: 'sku', field: 'products.sku' },
      ...['kind', 'either', 'thing', 'joined', 'lower', 'once'].map((id) => ({ id })),
      { id: 'last-kind', field: 'kind', persistence: { allocation: 'most-recent' } },
      { id: 'all-kinds', field: 'kind', persistence: { allocation: 'all' } },
    ],
    metrics: [
      { id: 'revenue', field: 'products.price' },
      { id: 'fee' },
      { id: 'amount' },
      { id: 'double' },
      { id: 'kinds', field: 'kind' },
    ],
  },
}

const by = (dimension: string, ...metrics: string[]) => ({
  rows: { dimension },
  columns: metrics.map((metric) => ({ metric })),
})
const other = { dimension: 'kind', op: 'equals', value: 'other' }

describe('a derived field on an event without the list that it reads: the list is empty', () => {
  it('case when falls to its otherwise', async () => {
    expect(await table(shop, by('kind', 'events', 'revenue', 'people', 'kinds'))).toEqual({
      feet: [2, 30, 2, 2],
      other: [4, 3, 2, 4],
      Total: [5, 33, 2, 6],
    })
  })

  it('merge fields falls to the next field that has a value', async () => {
    expect(await column(shop, 'either', 'events')).toMatchObject({ cart: 2, home: 1, help: 1 })
    expect(await table(shop, by('thing', 'events', 'revenue'))).toEqual({
      shoe: [2, 30],
      hat: [1, 3],
      home: [1, 0],
      help: [1, 0],
      'No value': [1, 0],
      Total: [5, 33],
    })
  })

  it('concatenate leaves out the missing part, and what is made of the element alone has no value', async () => {
    expect(await column(shop, 'joined', 'events')).toEqual({
      'cart:shoe': 2,
      'cart:hat': 1,
      home: 1,
      help: 1,
      'No value': 1,
      Total: 5,
    })
    expect(await column(shop, 'lower', 'events')).toEqual({
      shoe: 2,
      hat: 1,
      'No value': 3,
      Total: 5,
    })
  })

  it('numbers are amounts of the event', async () => {
    expect(await table(shop, by('page', 'amount', 'double'))).toEqual({
      cart: [33, 66],
      home: [7, 14],
      'No value': [1, 2],
      Total: [41, 82],
    })
    expect(await column(shop, 'sku', 'amount')).toEqual({
      shoe: 30,
      hat: 3,
      'No value': 8,
      Total: 41,
    })
    expect(await column(shop, 'kind', 'amount')).toEqual({ feet: 30, other: 11, Total: 41 })
  })

  it('the elements stay aligned with those of their list', async () => {
    const where = (dimension: string, item: string | null) => ({ where: [{ dimension, item }] })
    const events = by('kind', 'events', 'revenue')
    const bySku = by('sku', 'events', 'revenue')
    expect(await table(shop, { ...bySku, ...where('kind', 'other') })).toEqual({
      'No value': [3, 0],
      hat: [1, 3],
      Total: [4, 3],
    })
    expect(await table(shop, { ...bySku, ...where('kind', 'feet') })).toEqual({
      shoe: [2, 30],
      Total: [2, 30],
    })
    expect(await table(shop, { ...events, ...where('sku', 'hat') })).toEqual({
      other: [1, 3],
      Total: [1, 3],
    })
    expect(await table(shop, { ...events, ...where('sku', null) })).toEqual({
      other: [3, 0],
      Total: [3, 0],
    })
  })

  it('segments of events hold it, those of elements do not', async () => {
    const asked = by('page', 'events', 'revenue')
    const events = [{ container: 'event', where: other }]
    expect(await table(shop, { ...asked, segments: events })).toEqual({
      cart: [1, 13],
      home: [1, 0],
      help: [1, 0],
      'No value': [1, 0],
      Total: [4, 13],
    })
    const elements = [{ container: 'products', where: other }]
    expect(await table(shop, { ...asked, segments: elements })).toEqual({
      cart: [1, 3],
      Total: [1, 3],
    })
    const none = [{ container: 'event', where: { dimension: 'kind', op: 'not-exists' } }]
    expect(await table(shop, { ...asked, segments: none })).toMatchObject({ Total: [0, 0] })
  })

  it('a search of rows and a breakdown keep the events that each of them keeps', async () => {
    const search = { op: 'not-contains', value: 'shoe' }
    const where = [{ dimension: 'kind', item: 'other' }]
    expect(await table(shop, { ...by('sku', 'events', 'revenue'), search, where })).toEqual({
      hat: [1, 3],
      'No value': [3, 0],
      Total: [4, 3],
    })
  })

  it('persists, from events without elements too', async () => {
    expect(await column(shop, 'last-kind', 'events')).toEqual({ feet: 2, other: 4, Total: 5 })
    expect(await column(shop, 'all-kinds', 'events')).toEqual({ feet: 5, other: 4, Total: 5 })
    expect(await column(shop, 'once', 'events')).toMatchObject({ feet: 2, other: 2 })
  })

  it('is an item of flows and a step of a fallout', async () => {
    const { columns } = await ask<FlowResult>(shop, {
      kind: 'flow',
      dimension: 'kind',
      anchor: { 'starts-with': { item: 'other' } },
      columns: 1,
    })
    expect(columns[0]!.nodes).toMatchObject([{ item: 'other', paths: 4 }])
    const step = (item: string) => ({ any: [{ dimension: 'kind', item }] })
    const steps = [step('feet'), step('other')]
    const { series } = await ask<FalloutResult>(shop, { kind: 'fallout', steps })
    expect(series[0]!.steps).toMatchObject([{ count: 2 }, { count: 2 }])
  })
})
