import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../../model/definitions/index.ts'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import { proposeDatasetId, joinDefinitions, proposeFieldName } from './join-definitions.ts'

const shop: DatasetDescription = {
  id: 'shop',
  type: 'event',
  timestamp: 'ts',
  timeZone: 'UTC',
  rows: 10,
  batches: 1,
  fields: [
    { path: 'ts', type: 'timestamp' },
    { path: 'user_id', type: 'string' },
    { path: 'page', type: 'string' },
    { path: 'revenue', type: 'number' },
    {
      path: 'products',
      type: 'list',
      children: [
        { path: 'sku', type: 'string' },
        { path: 'price', type: 'number' },
      ],
    },
  ],
}

const fresh = joinDefinitions(
  shop,
  { kind: 'new', personId: 'user_id', timeZone: 'Europe/Berlin' },
  { connections: [], dataViews: [] },
)

describe('a dataset in reports', () => {
  it('gets a connection and a data view with its fields', () => {
    expect(fresh.definitions).toEqual([
      { kind: 'connection', id: 'shop', datasets: [{ dataset: 'shop', personId: 'user_id' }] },
      {
        kind: 'data-view',
        id: 'shop',
        connection: 'shop',
        timeZone: 'Europe/Berlin',
        dimensions: [
          { id: 'page', name: 'Page', field: 'page' },
          { id: 'products-sku', name: 'Products sku', field: 'products.sku' },
        ],
        metrics: [
          { id: 'revenue', name: 'Revenue', field: 'revenue' },
          { id: 'products-price', name: 'Products price', field: 'products.price' },
        ],
      },
    ])
    expect(() => fresh.definitions.map((each) => parseDefinition(each))).not.toThrow()
  })

  it('joins a profile to a connection and its data views', () => {
    const crm: DatasetDescription = {
      ...shop,
      id: 'crm',
      type: 'profile',
      fields: [
        { path: 'email', type: 'string' },
        { path: 'page', type: 'string' },
      ],
    }
    const joined = joinDefinitions(
      crm,
      { kind: 'person', connection: 'shop', personId: 'email' },
      {
        connections: [{ kind: 'connection', id: 'shop', datasets: [{ dataset: 'shop' }] }],
        dataViews: [
          { kind: 'data-view', id: 'main', connection: 'shop', dimensions: [{ id: 'page' }] },
        ],
      },
    )
    expect(joined.definitions).toMatchObject([
      { datasets: [{ dataset: 'shop' }, { dataset: 'crm', personId: 'email' }] },
      { dimensions: [{ id: 'page' }, { id: 'crm-page', field: 'crm.page' }] },
    ])
  })

  it('takes another id where its own is taken', () => {
    const again = joinDefinitions(
      shop,
      { kind: 'new', personId: 'user_id', timeZone: 'UTC' },
      {
        connections: [{ kind: 'connection', id: 'shop', datasets: [] }],
        dataViews: [{ kind: 'data-view', id: 'shop', connection: 'shop' }],
      },
    )
    expect(again.dataView).toBe('shop-2')
  })
})

it('makes names', () => {
  expect(proposeDatasetId('Web orders.csv.gz')).toBe('web-orders')
  expect(proposeFieldName('acquisition_channel')).toBe('Acquisition channel')
})
