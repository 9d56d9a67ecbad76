import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Workspace } from './support/workspace.ts'

let shop: Workspace
beforeAll(async () => {
  shop = await openShop()
  await shop.post('apply', [
    { kind: 'dataset', id: 'web', type: 'event', labels: { url: ['contract:no-export'] } },
    {
      kind: 'segment',
      id: 'a-pages',
      dataView: 'main',
      definition: {
        container: 'event',
        where: { dimension: 'url', op: 'contains', value: 'a.io' },
      },
    },
    { kind: 'policy', id: 'no-export', labels: ['contract:no-export'], actions: ['export'] },
  ])
})
afterAll(() => shop.close())

const table = (rows: object, segments: readonly string[] = []) => ({
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows,
  columns: [{ metric: 'events' }],
  segments,
})

it('tells which labelled fields a definition reads, and through what', async () => {
  expect((await shop.call('GET', 'definitions/segment/a-pages/labels')).body).toEqual([
    { dataset: 'web', field: 'url', labels: ['contract:no-export'], through: ['dimension url'] },
  ])
})

it('lets nothing be downloaded that a policy keeps', async () => {
  const csv = (body: object) => shop.call('POST', 'reports?format=csv', body)
  expect((await csv(table({ dimension: 'page' }))).status).toBe(200)
  for (const body of [table({ dimension: 'url' }), table({ dimension: 'page' }, ['a-pages'])]) {
    const refused = await csv(body)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('web.url')
    expect(refused.text).toContain('no-export')
    expect((await shop.call('POST', 'reports', body)).status).toBe(200)
  }
})
