import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
  AudienceActivity,
  AudienceChanges,
  AudienceMembers,
  AudiencePublished,
  AudienceRuns,
  AudienceStatus,
} from '../../src/model/answers/audiences.ts'
import type { ConnectionStatus } from '../../src/model/answers/connections.ts'
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

it('a segment that an audience needs cannot be deleted, and goes after it', async () => {
  const segment = { kind: 'segment', id: 'carting', dataView: 'main', definition: onPage('Cart') }
  const within = { container: 'person', where: { segment: 'carting' } }
  const both = { ...segment, id: 'twice', definition: within }
  await shop.post('apply', [segment, both, audience('named', { segments: ['twice'] })])
  const { members } = await publish('named')
  for (const id of ['carting', 'twice']) {
    const refused = await shop.call('DELETE', `definitions/segment/${id}`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'definition/in-use' } })
  }
  expect(await publish('named')).toMatchObject({ members, stays: members, left: 0 })
  const deleted: number[] = []
  for (const path of ['audience/named', 'segment/twice', 'segment/carting']) {
    deleted.push((await shop.call('DELETE', `definitions/${path}`)).status)
  }
  expect(deleted).toEqual([204, 204, 204])
})

const onUrl = { container: 'person', where: { dimension: 'url', op: 'not-equals', value: 'x' } }

it('tells one that is not there', async () => {
  for (const path of ['', '/members', '/runs', '/changes']) {
    const { status, body } = await shop.call('GET', `audiences/nobody${path}`)
    expect([status, body['code']]).toEqual([404, 'audience/unknown'])
  }
})

it('lets everybody out of one that is deleted, and goes on with its numbers under the same id', async () => {
  const hook = {
    kind: 'destination',
    id: 'hook',
    type: 'webhook',
    settings: { url: 'https://x.io' },
  }
  await shop.post('apply', [hook, audience('gone', { destinations: ['hook'] })])
  await publish('gone')
  const wanted = () =>
    shop.throughline.store.audiences.wanted(
      { audience: 'gone', destination: 'hook' },
      { after: '', limit: 10 },
    )
  expect(await wanted()).toEqual(['ann'])
  expect(await shop.call('DELETE', 'definitions/audience/gone')).toMatchObject({ status: 204 })
  expect(await wanted()).toEqual([])
  expect(await shop.throughline.store.removals.list()).toEqual([])
  await shop.post('apply', [audience('gone', { destinations: ['hook'] })])
  expect(await get<AudienceStatus>('audiences/gone')).toMatchObject({ members: 0 })
  expect(await publish('gone')).toMatchObject({ members: 1, entered: 1 })
  const { rows } = await get<AudienceChanges>('audiences/gone/changes')
  expect(rows.map(({ status, epoch, reason }) => [status, epoch, reason?.reason])).toEqual([
    ['entered', 1, undefined],
    ['left', 2, 'deleted'],
    ['entered', 3, undefined],
  ])
})

it('follows changes as they happen, and goes on behind the last one', async () => {
  const listening = new AbortController()
  const response = await shop.app.request('/api/v1/audiences/carts/changes', {
    headers: { accept: 'text/event-stream', 'last-event-id': '1' },
    signal: listening.signal,
  })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('id: 3')) text += (await reader.read()).value
  await reader.cancel()
  listening.abort()
  expect(text).not.toContain('id: 1\n')
  expect(text).toContain('"number":2,"person":"bob"')
})

it('counts who entered and left over time, zeroes where nobody did', async () => {
  await shop.post('apply', [audience('counted')])
  await publish('counted')
  const { rows: changes } = await get<AudienceChanges>('audiences/counted/changes')
  for (const [by, last] of [
    ['hour', 30],
    ['day', 3],
    ['week', 2],
    ['month', 13],
  ] as const) {
    const path = `audiences/counted/activity?by=${by}&last=${last}`
    const { rows, timeZone } = await get<AudienceActivity>(path)
    expect(timeZone).toBe('UTC')
    expect(rows).toHaveLength(last)
    for (const [index, { start, end, entered, left }] of rows.entries()) {
      expect(rows[index + 1]?.start ?? end).toBe(end)
      const within = changes.filter(({ at }) => at >= start && at < end)
      expect([entered, left]).toEqual([within.length, 0])
    }
    expect(rows.at(-1)!.entered).toBe(1)
  }
})

it('finds members by a part of their id, as it is written', async () => {
  expect(await people('carts', '?search=AN')).toEqual(['ann'])
  expect(await people('carts', '?search=%25')).toEqual([])
  expect(await people('carts', '?search=a_n')).toEqual([])
})

it('says what share of all people it is', async () => {
  const { people: all } = await get<ConnectionStatus>('connections/all/status')
  const { share, members } = await get<AudienceStatus>('audiences/carts')
  expect(share).toBe(members / all)
  const unpublished = await get<readonly AudienceStatus[]>('audiences')
  expect(unpublished.every((each) => each.share === each.members / all)).toBe(true)
})

it('is evaluated by itself when it is live', async () => {
  await shop.post('apply', [audience('live', { refresh: 'live' })])
  await publish('live')
  const ts = '2026-01-05T10:00:00Z'
  await shop.post('datasets/web/rows', [{ who: 'zoe', ts, page: 'Cart', price: 1, ok: true }])
  await expect.poll(() => people('live'), { timeout: 20_000 }).toEqual(['ann', 'zoe'])
})
