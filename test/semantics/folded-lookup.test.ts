import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace

const events = ['abc', 'Abc', 'x', 'é', 'none'].map((sku, i) => ({
  who: 'ann',
  ts: `2026-01-01T10:0${i}:00Z`,
  sku,
}))
const products = [
  { sku: 'ABC', name: 'Hat' },
  { sku: 'aBC', name: 'Shoe' },
  { sku: 'AAA', name: 'Coat' },
  { sku: 'X', name: '' },
  { sku: 'x', name: 'Sock' },
  { sku: 'É', name: 'HAT' },
]
const catalog = { dataset: 'catalog', key: 'sku', matches: ['web.sku'] }
const view = {
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  dimensions: [
    { id: 'name', field: 'catalog.name', lowercase: true },
    { id: 'exact', field: 'catalog.name' },
  ],
}

beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('apply', [{ kind: 'dataset', id: 'catalog', type: 'lookup' }])
  await workspace.post('datasets/web/rows', events)
  await workspace.post('datasets/catalog/rows', products)
  const datasets = [{ dataset: 'web', personId: 'who' }, catalog]
  await workspace.post('apply', [{ kind: 'connection', id: 'all', datasets }, view])
})
afterAll(() => workspace.close())

async function names(dimension: string): Promise<Record<string, unknown>> {
  const answer = await workspace.post<FreeformResult>('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension },
    columns: [{ metric: 'events' }],
  })
  return Object.fromEntries(answer.rows.map(({ item, values }) => [item ?? 'No value', values[0]]))
}

describe('lower case of a lookup in the lake (§3.3)', () => {
  it('finds keys that no event has in that case, the first in ASCII with a value', async () => {
    expect(await names('name')).toEqual({ hat: 3, sock: 1, 'No value': 1 })
  })

  it('is not what other dimensions of the lookup see', async () => {
    expect(await names('exact')).toEqual({ Sock: 1, 'No value': 4 })
  })
})
