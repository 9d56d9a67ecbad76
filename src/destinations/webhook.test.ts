import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import {
  type FakeAnswer,
  type FakeService,
  startFakeService,
} from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { DeliveryBatch } from './destination.ts'
import { webhook } from './webhook.ts'

const secret = 'a secret that nobody is told'
const { signal } = new AbortController()
let service: FakeService
let answer: FakeAnswer = {}

beforeAll(async () => {
  service = await startFakeService(() => answer)
})
beforeEach(() => {
  service.forget()
  answer = {}
})
afterAll(() => service.close())

const people = batchOf([
  change('ann', ['email:ann@x.io', 'crm:7'], { attributes: { 'customers.name': 'Ann' } }),
  change('bob', ['email:bob@x.io'], { status: 'left', epoch: 4 }),
])

async function deliver(batch: DeliveryBatch = people, secrets: Record<string, string> = {}) {
  const settings = { url: `${service.address}/hook?of=us`, headers: { 'X-Team': 'growth' } }
  const destination = await openDestination(webhook, { settings, secrets })
  return destination.deliver(batch, signal)
}

describe('a delivery', () => {
  it('has the body of the contract, word for word', async () => {
    expect(await deliver()).toEqual({ accepted: [0, 1], rejected: [] })
    const [{ method, path, query, headers, text }] = service.asked as [FakeService['asked'][0]]
    expect([method, path, query.get('of')]).toEqual(['POST', '/hook', 'us'])
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
      'x-team': 'growth',
    })
    expect(text).toBe(
      '{"audience":{"id":"vip","name":"Buyers"},"run":"run-1","changes":[' +
        '{"person":"ann","identities":[{"namespace":"email","id":"ann@x.io"},{"namespace":"crm","id":"7"}],' +
        '"status":"entered","at":"2026-03-01T12:00:00.000Z","epoch":1,"attributes":{"customers.name":"Ann"}},' +
        '{"person":"bob","identities":[{"namespace":"email","id":"bob@x.io"}],' +
        '"status":"left","at":"2026-03-01T12:00:00.000Z","epoch":4,"attributes":{}}]}',
    )
  })

  it('is signed over its time and its bytes, whatever letters it has', async () => {
    const before = Math.floor(Date.now() / 1000)
    await deliver(batchOf([change('Zoë ☃', ['email:zoë@x.io'])]), { signing: secret })
    const [{ headers, text }] = service.asked as [FakeService['asked'][0]]
    const [, seconds, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
      String(headers['throughline-signature']),
    )!
    expect(Number(seconds)).toBeGreaterThanOrEqual(before)
    const expected = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')
    expect(digest).toBe(expected)
  })

  it('has no signature without a secret for it', async () => {
    await deliver()
    expect(service.asked[0]?.headers).not.toHaveProperty('throughline-signature')
  })

  it('has headers with secret values', async () => {
    await deliver(people, { headers: `Authorization: Bearer ${secret}\r\nX-Key:  k: 1 \n` })
    expect(service.asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${secret}`,
      'x-key': 'k: 1',
    })
  })

  it.each(['Authorization', 'Host: elsewhere', ': x', 'Content-Length: 3'])(
    'does not begin where secret headers say %s',
    async (headers) => {
      await expect(deliver(people, { headers })).rejects.toMatchObject({
        name: 'Error',
        retry: 'after-user-action',
        message: expect.stringContaining('line 1'),
      })
      expect(service.asked).toEqual([])
    },
  )
})

describe('an answer of 2xx', () => {
  it.each([
    ['nothing', { status: 204 }],
    ['a word', { body: 'ok' }],
    ['broken JSON', { body: '{"rejected":[' }],
    ['a list', { body: [{ index: 0, reason: 'no' }] }],
    ['null', { body: null }],
    ['an object that says nothing of it', { status: 202, body: { received: 2 } }],
    ['no rejected ones', { body: { rejected: [] } }],
  ])('with %s accepts all', async (_, given) => {
    answer = given
    expect(await deliver()).toEqual({ accepted: [0, 1], rejected: [] })
  })

  it('rejects those that it names, with their reasons', async () => {
    answer = { body: { rejected: [{ index: 1, reason: 'no such customer', code: 9 }] } }
    expect(await deliver()).toEqual({
      accepted: [0],
      rejected: [{ index: 1, reason: 'no such customer' }],
    })
  })

  it.each([
    ['no list', { index: 0, reason: 'no' }],
    ['null', null],
    ['no reason', [{ index: 0 }]],
    ['an index that is none', [{ index: '0', reason: 'no' }]],
    ['an index that no change has', [{ index: 2, reason: 'no' }]],
    ['half an index', [{ index: 0.5, reason: 'no' }]],
  ])('with rejected of %s accepts nobody', async (_, rejected) => {
    answer = { body: { rejected } }
    await expect(deliver()).rejects.toMatchObject({
      retry: 'later',
      message: expect.stringContaining('rejected'),
    })
  })

  it('that repeats a secret in a reason is not repeated', async () => {
    answer = { body: { rejected: [{ index: 0, reason: `not with ${secret}, Bearer abcdef` }] } }
    const secrets = { signing: secret, headers: 'Authorization: Bearer abcdef' }
    const { rejected } = await deliver(people, secrets)
    expect(rejected).toEqual([{ index: 0, reason: 'not with …, …' }])
  })
})

describe('an answer of another status', () => {
  it.each([
    [408, {}, 'later', undefined],
    [429, { 'retry-after': '7' }, 'later', 7000],
    [429, {}, 'later', undefined],
    [500, {}, 'later', undefined],
    [503, { 'retry-after': '120' }, 'later', 120_000],
    [400, {}, 'split', undefined],
    [401, {}, 'split', undefined],
    [404, {}, 'split', undefined],
    [413, {}, 'split', undefined],
    [422, {}, 'split', undefined],
    [304, {}, 'after-user-action', undefined],
  ])('%s %o is tried again: %s', async (status, headers, retry, retryAfterMs) => {
    answer = { status, headers, ...(status === 304 ? {} : { body: secret }) }
    const failed = await deliver(people, { signing: secret }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ retry, retryAfterMs })
    expect(String(failed)).toContain(String(status))
    expect(String(failed)).not.toContain(secret)
  })

  it('that names an instant is waited for', async () => {
    const date = new Date(Date.now() + 60_000).toUTCString()
    answer = { status: 503, headers: { 'retry-after': date } }
    const failed = await deliver().catch((error: unknown) => error)
    const { retryAfterMs } = failed as { retryAfterMs: number }
    expect(retryAfterMs).toBeGreaterThan(50_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
  })
})

describe('the check', () => {
  it('is a signed delivery of nobody', async () => {
    const settings = { url: `${service.address}/hook` }
    const hook = await openDestination(webhook, { settings, secrets: { signing: secret } })
    await hook.check!(signal)
    expect(JSON.parse(service.asked[0]!.text)).toMatchObject({ changes: [] })
    expect(service.asked[0]?.headers['throughline-signature']).toMatch(/^t=/)
    answer = { status: 404 }
    await expect(hook.check!(signal)).rejects.toMatchObject({ retry: 'after-user-action' })
  })
})

it('a private address is refused unless it is allowed', async () => {
  const settings = { url: service.address }
  const hook = await openDestination(webhook, {
    settings,
    outgoing: { allowsPrivateTargets: false },
  })
  await expect(hook.deliver(people, signal)).rejects.toMatchObject({
    retry: 'after-user-action',
    message: expect.stringContaining('not a public address'),
  })
  expect(service.asked).toEqual([])
})
