import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Storage } from '../src/model/answers/storage.ts'
import { openWorkspace, type Workspace } from './support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

const measure = async () => (await workspace.call('GET', 'storage')).body as unknown as Storage

it('is told by dataset and month, and by journey', async () => {
  expect(await measure()).toMatchObject({ datasets: [], connections: [] })
  await workspace.post('datasets/web/rows', [
    { id: 'a', ts: '2026-01-31T23:59:59Z', who: 'ann' },
    { id: 'b', ts: '2026-02-01T00:00:00Z', who: 'ann' },
    { id: 'c', ts: '2026-02-03T00:00:00Z', who: 'bob' },
  ])
  await workspace.post('apply', [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
  ])
  await workspace.post('connections/all/refresh', {})

  const { datasets, connections, otherBytes } = await measure()
  const web = datasets.find(({ dataset }) => dataset === 'web')!
  expect(web).toMatchObject({
    rows: 3,
    months: [
      { month: '2026-01', rows: 1 },
      { month: '2026-02', rows: 2 },
    ],
  })
  expect(web.bytes).toBeGreaterThan(0)
  expect(connections).toEqual([{ connection: 'all', bytes: expect.any(Number) }])
  expect(connections[0]!.bytes).toBeGreaterThan(0)
  expect(otherBytes).toBeGreaterThan(0)
})

it('counts no rows of a batch that is gone', async () => {
  const { body } = await workspace.call('GET', 'datasets/web/batches')
  const [batch] = body as unknown as readonly { readonly batch: number }[]
  await workspace.call('DELETE', `datasets/web/batches/${batch!.batch}`)
  const { datasets } = await measure()
  expect(datasets.find(({ dataset }) => dataset === 'web')).toMatchObject({ rows: 0, months: [] })
})
