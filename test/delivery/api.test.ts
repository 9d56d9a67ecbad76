import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import { type HttpReceiver, openHttpReceiver } from './http-receiver.ts'

let workspace: Workspace
let receiver: HttpReceiver
beforeAll(async () => {
  receiver = await openHttpReceiver()
  workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
  await workspace.post('datasets/web/rows', events)
  await workspace.post('apply', definitions(receiver.url))
})
afterAll(async () => {
  await workspace.close()
  await receiver.close()
})

const at = (minute: number) => `2026-01-01T10:0${minute}:00Z`
const events = [
  { crm_id: 'ann', email: 'ann@x.io', ts: at(0), page: 'Buy' },
  { crm_id: 'bob', email: 'bob@x.io', ts: at(1), page: 'Buy' },
  { crm_id: 'cid', ts: at(2), page: 'Buy' },
  { crm_id: 'dan', email: 'dan@x.io', ts: at(3), page: 'Home' },
]

const definitions = (url: string) => [
  {
    kind: 'connection',
    id: 'all',
    datasets: [
      {
        dataset: 'web',
        personId: 'crm_id',
        namespace: 'crm',
        identities: [{ field: 'email', namespace: 'email' }],
      },
    ],
  },
  { kind: 'data-view', id: 'main', connection: 'all', dimensions: [{ id: 'page', field: 'page' }] },
  {
    kind: 'segment',
    id: 'buyers',
    dataView: 'main',
    definition: {
      container: 'person',
      where: { dimension: 'page', op: 'equals', value: 'Buy' },
    },
  },
  {
    kind: 'destination',
    id: 'hook',
    type: 'webhook',
    settings: { url },
    secrets: { signing: 'tüpsy' },
    identities: ['email'],
  },
  {
    kind: 'audience',
    id: 'vip',
    name: 'Very important',
    dataView: 'main',
    segments: ['buyers'],
    destinations: ['hook'],
  },
]

interface Status {
  readonly state: string
  readonly problem: string | null
  readonly waiting: number
  readonly confirmed: number
  readonly dead: number
}

const status = async () =>
  (await workspace.call('GET', 'destinations/hook')).body as unknown as Status

it('a dry run shows word for word what the webhook would get', async () => {
  const calls = receiver.calls.length
  const dry = await workspace.post<object>('audiences/vip/publish?preview=true', undefined)
  expect(dry).toMatchObject({
    payloads: {
      hook: {
        messages: [{ to: `POST ${receiver.url}` }],
        notSent: [{ person: 'cid', reason: 'without identity' }],
        problem: null,
      },
    },
  })
  const { payloads } = dry as { payloads: { hook: { messages: { body: string }[] } } }
  expect(JSON.parse(payloads.hook.messages[0]!.body)).toMatchObject({
    audience: { id: 'vip', name: 'Very important' },
    changes: [
      { person: 'ann', identities: [{ namespace: 'email', id: 'ann@x.io' }], epoch: 1 },
      { person: 'bob', status: 'entered' },
    ],
  })
  expect(JSON.stringify(dry)).not.toContain('tüpsy')
  expect(receiver.calls).toHaveLength(calls)
})

it('what an audience wants gets to the webhook, and the log says so', async () => {
  await workspace.post('audiences/vip/publish', undefined)
  await expect.poll(status).toMatchObject({ state: 'ready', waiting: 0, confirmed: 2, dead: 1 })
  expect(receiver.members()).toEqual(['vip ann', 'vip bob'])
  expect(receiver.calls[0]!.headers).toMatchObject({
    'throughline-signature': expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64}$/),
    'idempotency-key': expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(receiver.calls[0]!.body).toMatchObject({
    audience: { id: 'vip', name: 'Very important' },
    changes: [
      { person: 'ann', identities: [{ namespace: 'email', id: 'ann@x.io' }], epoch: 1 },
      {},
    ],
  })
  const { body } = await workspace.call('GET', 'destinations/hook/deliveries')
  expect(body).toMatchObject({
    rows: [{ audience: 'vip', status: 'entered', sent: 2, accepted: 2, rejected: 0, try: 1 }],
    next: null,
  })
  const of = await workspace.call('GET', 'destinations/hook/deliveries?person=ann')
  expect(of.body).toMatchObject({ rows: [{ person: { epoch: 1, result: 'accepted' } }] })
  const rejected = await workspace.call('GET', 'destinations/hook/rejected')
  expect(rejected.body).toMatchObject({
    rows: [{ person: 'cid', audience: 'vip', reason: 'without identity' }],
    next: null,
  })
})

it('sends a test person, made up or known, and shows no secret', async () => {
  const calls = receiver.calls.length
  const made = await workspace.post<object>('destinations/hook/test', undefined)
  expect(made).toMatchObject({ ok: true, result: 'accepted' })
  const known = await workspace.post('destinations/hook/test', {
    namespace: 'email',
    id: 'dan@x.io',
  })
  expect(known).toMatchObject({
    ok: true,
    sent: { changes: [{ person: 'dan', identities: [{ id: 'dan@x.io' }] }] },
  })
  expect(receiver.calls).toHaveLength(calls + 2)
  expect(JSON.stringify([made, known, await status()])).not.toContain('tüpsy')
  const nobody = await workspace.call('POST', 'destinations/hook/test', {
    namespace: 'email',
    id: 'none@x.io',
  })
  expect(nobody).toMatchObject({ status: 404, body: { code: 'person/unknown' } })
})

it('tries people again by hand, and sends everybody again', async () => {
  expect(await workspace.post('destinations/hook/rejected/retry', undefined)).toEqual({
    retried: 1,
  })
  await expect.poll(status).toMatchObject({ waiting: 0, dead: 1 })
  const calls = receiver.calls.length
  expect(await workspace.post('destinations/hook/resend', {})).toEqual({ resent: 3 })
  await expect.poll(() => receiver.calls.length).toBe(calls + 1)
  expect(receiver.members()).toEqual(expect.arrayContaining(['vip ann', 'vip bob']))
  await expect.poll(status).toMatchObject({ waiting: 0, confirmed: 2 })
})

it('a secret that is missing blocks it, and says which', async () => {
  const [, , , hook] = definitions(receiver.url)
  await workspace.post('apply', [{ ...hook, secrets: { signing: 'env:THROUGHLINE_NO_SUCH' } }])
  expect(await status()).toMatchObject({ state: 'blocked' })
  expect((await status()).problem).toContain('THROUGHLINE_NO_SUCH')
  const test = await workspace.post('destinations/hook/test', {})
  expect(test).toMatchObject({ ok: false, result: 'failed', sent: null })
  await workspace.post('apply', [hook])
  expect(await status()).toMatchObject({ state: 'ready' })
})

it('a policy that comes while people wait lets nobody in any more, and who leaves may leave', async () => {
  const policy = {
    kind: 'policy',
    id: 'no-page',
    labels: ['contract:no-export'],
    actions: ['activate'],
    effect: 'deny',
  }
  const [, , , hook] = definitions(receiver.url)
  await workspace.post('apply', [{ ...hook, paused: true }])
  await workspace.post('datasets/web/rows', [
    { crm_id: 'eve', email: 'eve@x.io', ts: at(4), page: 'Buy' },
  ])
  await workspace.post('audiences/vip/publish', undefined)
  const dataset = { kind: 'dataset', id: 'web', type: 'event', labels: { page: policy.labels } }
  const { body: web } = await workspace.call('GET', 'definitions/dataset/web')
  await workspace.post('apply', [{ ...web, ...dataset }, policy, hook])
  workspace.throughline.deliveries.wake()
  const denied = await workspace.call('POST', 'audiences/vip/publish', {})
  expect(denied).toMatchObject({ body: { code: 'policy/denied' } })
  expect(receiver.members()).not.toContain('vip eve')
  expect((await workspace.call('DELETE', 'definitions/policy/no-page')).status).toBe(204)
  await expect.poll(() => receiver.members()).toContain('vip eve')
  await expect.poll(status).toMatchObject({ waiting: 0, confirmed: 3 })
})

it('who is forgotten leaves, and the receipt names the destination', async () => {
  const answer = await workspace.call('DELETE', 'profiles?namespace=email&id=ann@x.io')
  expect(answer.body).toMatchObject({
    destinations: [{ destination: 'hook', audience: 'vip', person: 'ann' }],
  })
  await expect.poll(() => receiver.members()).not.toContain('vip ann')
  await expect
    .poll(async () => (await workspace.call('GET', 'destinations/hook')).body)
    .toMatchObject({ waiting: 0, confirmed: 2 })
  const rows = await workspace.throughline.store.deliveries.findForgotten(['ann'], ['vip'])
  expect(rows).toEqual([])
})

it('refuses what it does not know', async () => {
  expect(await workspace.call('GET', 'destinations/none')).toMatchObject({
    status: 404,
    body: { code: 'destination/unknown' },
  })
  expect(await workspace.call('GET', 'destinations/hook/rejected?after=x')).toMatchObject({
    status: 400,
    body: { code: 'request/invalid' },
  })
})

it('nothing is sent to a destination that was deleted', async () => {
  const calls = receiver.calls.length
  await workspace.post('apply', [{ ...definitions(receiver.url)[4], destinations: [] }])
  expect((await workspace.call('DELETE', 'definitions/destination/hook')).status).toBe(204)
  await workspace.post('audiences/vip/publish', undefined)
  expect(receiver.calls.length).toBeLessThanOrEqual(calls + 1)
  expect(await workspace.throughline.store.deliveries.count('hook')).toMatchObject({ waiting: 0 })
})

it('puts files where the page says', async () => {
  await workspace.post('apply', [
    { kind: 'destination', id: 'drop', type: 'file', settings: { place: 'nightly' } },
    {
      kind: 'audience',
      id: 'filed',
      dataView: 'main',
      segments: ['buyers'],
      destinations: ['drop'],
    },
  ])
  const { run } = await workspace.post<{ run: string }>('audiences/filed/publish', {})
  const path = join(workspace.folder, 'data/exports/nightly/filed', run, '0001.csv')
  const lines = async () => (await readFile(path, 'utf8').catch(() => '')).split('\n').length
  await expect.poll(lines).toBeGreaterThan(3)
})
