import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
  AudienceChanges,
  AudienceMembers,
  AudiencePublished,
  AudienceRuns,
  AudienceStatus,
} from '../../src/model/answers/audiences.ts'
import { openShop, shop as data, type Workspace } from '../support/workspace.ts'

const onPage = (page: string) => ({
  container: 'person',
  where: { dimension: 'page', op: 'equals', value: page },
})

const audience = (id: string, more: object = {}) => ({
  kind: 'audience',
  id,
  dataView: 'main',
  segments: [onPage('Cart')],
  ...more,
})

let shop: Workspace
beforeAll(async () => {
  shop = await openShop()
  await shop.post('apply', [audience('carts', { name: 'Carts' })])
})
afterAll(() => shop.close())

const get = async <T>(path: string): Promise<T> => (await shop.call('GET', path)).body as T
const publish = (id: string) => shop.post<AudiencePublished>(`audiences/${id}/publish`, {})
const people = async (id: string, query = '') =>
  (await get<AudienceMembers>(`audiences/${id}/members${query}`)).rows.map(({ person }) => person)

it('publishes who satisfies it, then only what is different', async () => {
  expect(await get<AudienceStatus>('audiences/carts')).toMatchObject({ state: 'never-run' })
  const first = await publish('carts')
  expect(first).toMatchObject({ members: 1, entered: 1, left: 0, stays: 0 })
  expect(first.sample).toEqual({ entered: ['ann'], left: [] })
  const second = await publish('carts')
  expect(second).toMatchObject({ members: 1, entered: 0, left: 0, stays: 1 })
  const ts = '2026-01-03T10:00:00Z'
  await shop.post('datasets/web/rows', [{ who: 'bob', ts, page: 'Cart', price: 1, ok: true }])
  expect(await publish('carts')).toMatchObject({ members: 2, entered: 1, left: 0, stays: 1 })
  expect(await people('carts')).toEqual(['ann', 'bob'])
  expect(await people('carts', '?limit=1')).toEqual(['ann'])
  expect(await people('carts', '?limit=1&after=ann')).toEqual(['bob'])
  const { rows } = await get<AudienceChanges>('audiences/carts/changes')
  expect(rows).toMatchObject([
    { number: 1, person: 'ann', status: 'entered', epoch: 1, reason: { dataset: 'web' } },
    { number: 2, person: 'bob', reason: { at: '2026-01-03T10:00:00.000Z', dataset: 'web' } },
  ])
  const runs = await get<AudienceRuns>('audiences/carts/runs')
  expect(runs.rows.map(({ entered, state }) => [entered, state])).toEqual([
    [1, 'done'],
    [0, 'done'],
    [1, 'done'],
  ])
})

it('says why people left when their events are gone', async () => {
  const { body } = await shop.call('GET', 'datasets/web/batches')
  const batches = body as unknown as { batch: number }[]
  await shop.call(
    'DELETE',
    `datasets/web/batches/${Math.max(...batches.map(({ batch }) => batch))}`,
  )
  await shop.post('connections/all/refresh', {})
  expect(await publish('carts')).toMatchObject({ members: 1, left: 1, sample: { left: ['bob'] } })
  const { rows } = await get<AudienceMembers>('audiences/carts/members?status=exited')
  expect(rows).toMatchObject([{ person: 'bob', epoch: 2, reason: { reason: 'data' } }])
})

it('keeps members where it cannot be evaluated, and says why', async () => {
  await shop.post('apply', [audience('urls', { segments: [onUrl] })])
  await publish('urls')
  const [, view] = data.definitions
  await shop.throughline.store.definitions.put({ ...view, dimensions: view.dimensions.slice(0, 1) })
  const answer = await shop.call('POST', 'audiences/urls/publish', {})
  expect(answer).toMatchObject({ status: 400, body: { code: 'request/unknown-component' } })
  const status = await get<AudienceStatus>('audiences/urls')
  expect(status).toMatchObject({ state: 'failed', members: 2 })
  expect(status.problem?.message).toContain('url')
  await shop.throughline.store.definitions.put(view)
  expect(await publish('urls')).toMatchObject({ members: 2, stays: 2, left: 0 })
})

const onUrl = { container: 'person', where: { dimension: 'url', op: 'not-equals', value: 'x' } }

it('tells one that is not there', async () => {
  for (const path of ['', '/members', '/runs', '/changes']) {
    const { status, body } = await shop.call('GET', `audiences/nobody${path}`)
    expect([status, body['code']]).toEqual([404, 'audience/unknown'])
  }
})
