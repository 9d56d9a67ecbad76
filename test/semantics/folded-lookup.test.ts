import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi, openThroughline, type Throughline } from '../../src/api/index.ts'

let folder: string
let throughline: Throughline
let app: ReturnType<typeof createApi>

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await app.request(`/api/v1/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

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
  folder = await mkdtemp(join(tmpdir(), 'throughline-folded-'))
  throughline = await openThroughline({ dataDir: folder, threads: 1 })
  app = createApi(throughline)
  await post('apply', [{ kind: 'dataset', id: 'catalog', type: 'lookup' }])
  await post('datasets/web/rows', events)
  await post('datasets/catalog/rows', products)
  const datasets = [{ dataset: 'web', personId: 'who' }, catalog]
  await post('apply', [{ kind: 'connection', id: 'all', datasets }, view])
})
afterAll(async () => {
  await throughline?.close()
  await rm(folder, { recursive: true, force: true })
})

async function names(dimension: string): Promise<Record<string, number>> {
  const answer = (await post('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension },
    columns: [{ metric: 'events' }],
  })) as { rows: { item: string | null; values: number[] }[] }
  return Object.fromEntries(answer.rows.map(({ item, values }) => [item ?? 'No value', values[0]!]))
}

describe('lower case of a lookup in the lake (§3.3)', () => {
  it('finds keys that no event has in that case, the first in ASCII with a value', async () => {
    expect(await names('name')).toEqual({ hat: 3, sock: 1, 'No value': 1 })
  })

  it('is not what other dimensions of the lookup see', async () => {
    expect(await names('exact')).toEqual({ Sock: 1, 'No value': 4 })
  })
})
