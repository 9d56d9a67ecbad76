import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { liveItem } from '../../src/model/answers/sources.ts'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['segment'] })
})
afterAll(() => shop.workspace.close())

const batch = (items: readonly unknown[], rest: object = {}) =>
  shop.send('POST', '/v1/batch', { batch: items, ...rest }, basic(shop.key))

it('a batch becomes rows, one person and a report; what names nobody is kept aside', async () => {
  const page = {
    url: 'https://shop.example/?utm_source=mail&gclid=x1',
    referrer: 'https://www.google.de/',
  }
  const answer = await batch([
    {
      type: 'page',
      anonymousId: 'a1',
      messageId: 'm1',
      name: 'Home',
      context: { page, ip: '203.0.113.77' },
    },
    { type: 'identify', anonymousId: 'a1', userId: 'u1', messageId: 'm2', traits: { plan: 'pro' } },
    {
      type: 'track',
      userId: 'u1',
      event: 'Ordered',
      messageId: 'm3',
      properties: { revenue: 12.5 },
    },
    { type: 'track', event: 'Nobody', messageId: 'm4' },
  ])
  expect([answer.status, answer.body]).toEqual([200, { success: true }])
  expect(await shop.count('event')).toEqual({ Ordered: [1, 1], identify: [1, 1], page: [1, 1] })
  const [home] = await shop.rows()
  expect(home).toMatchObject({
    type: 'page',
    name: 'Home',
    ip: '203.0.113.0',
    'utm.source': 'mail',
    'click_id.name': 'gclid',
    'referrer.type': 'paid',
    'referrer.name': 'Google',
    protocol: 'segment',
  })
  expect(home).not.toHaveProperty('context.ip')
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason)).toEqual(['no-id'])
})

it('the same message is there once, however often it is sent', async () => {
  const item = { type: 'track', userId: 'u7', event: 'Twice', messageId: 'twice' }
  await batch([item, item])
  await shop.settle()
  await batch([{ ...item, properties: { other: true } }])
  expect((await shop.count('event'))['Twice']).toEqual([1, 1])
})

it('clocks that go wrong are corrected by the time of sending', async () => {
  const before = Date.now()
  await batch([
    {
      type: 'track',
      userId: 'u8',
      event: 'Skewed',
      originalTimestamp: '1999-01-01T00:00:00Z',
      sentAt: '1999-01-01T00:01:00Z',
    },
  ])
  const rows = await shop.rows()
  const at = Date.parse(`${rows.find(({ event }) => event === 'Skewed')!['timestamp']}Z`)
  expect(at).toBeGreaterThanOrEqual(before - 60_000 - 1)
  expect(at).toBeLessThanOrEqual(Date.now() - 60_000 + 1)
})

it('single calls, letters, text/plain, gzip and keys in the body are understood', async () => {
  const letter = { userId: 'u9', event: 'Lettered', writeKey: shop.key }
  const plain = { 'content-type': 'text/plain' }
  const sent = await shop.workspace.app.request('/v1/t', {
    method: 'POST',
    body: JSON.stringify(letter),
    headers: plain,
  })
  expect(sent.status).toBe(200)
  const packed = await shop.workspace.app.request('/v1/track', {
    method: 'POST',
    body: gzipSync(JSON.stringify({ ...letter, event: 'Packed' })),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(packed.status).toBe(200)
  const counted = await shop.count('event')
  expect([counted['Lettered'], counted['Packed']]).toEqual([
    [1, 1],
    [1, 1],
  ])
})

it('an item that was kept aside is mended and taken after all', async () => {
  await batch([{ type: 'track', event: 'Mended', messageId: 'mended' }])
  const [item] = await shop.rejected()
  const rows = [{ id: item!.id, body: { type: 'track', userId: 'u1', event: 'Mended' } }]
  const path = 'sources/shop/rejected/replay'
  expect(await shop.workspace.post(path, { rows })).toEqual({ accepted: 1, rejected: [] })
  expect((await shop.count('event'))['Mended']).toEqual([1, 1])
  expect((await shop.rejected()).some(({ id }) => id === item!.id)).toBe(false)
})

it('a refused consent keeps the row and forgets the person', async () => {
  await batch([
    {
      type: 'track',
      userId: 'u1',
      anonymousId: 'a1',
      event: 'Refused',
      consent: 'denied',
      context: { device: { id: 'd1' } },
    },
  ])
  const row = (await shop.rows()).find(({ event }) => event === 'Refused')!
  expect(row).toMatchObject({ consent: 'denied' })
  for (const name of ['user_id', 'anonymous_id', 'device_id', 'ip', 'context.device.id']) {
    expect(row).not.toHaveProperty([name])
  }
})

it('whoever has no key, or an old one, is refused', async () => {
  const call = { userId: 'u1', event: 'x' }
  expect((await shop.send('POST', '/v1/track', call)).body).toMatchObject({
    code: 'collect/wrong-key',
  })
  const { id, key } = await shop.workspace.post<{ id: string; key: string }>(
    'sources/shop/keys',
    undefined,
  )
  expect((await shop.send('POST', '/v1/track', call, basic(key))).status).toBe(200)
  expect((await shop.workspace.call('DELETE', `sources/shop/keys/${id}`)).status).toBe(204)
  expect((await shop.send('POST', '/v1/track', call, basic(key))).status).toBe(401)
})

it('broken bodies are refused, and bombs are not unpacked', async () => {
  const post = (body: string | Uint8Array) =>
    shop.workspace.call('POST', '/v1/batch', body, basic(shop.key))
  expect((await post('junk')).body).toMatchObject({
    detail: 'the call cannot be read: it is neither JSON nor base64 of JSON',
  })
  expect((await post('{"batch":[')).body).toMatchObject({ code: 'collect/unreadable', status: 400 })
  expect((await post(gzipSync(Buffer.alloc(200e6)))).body).toMatchObject({
    code: 'collect/too-large',
  })
})

it('validation says what would become of a call, and keeps nothing', async () => {
  const before = (await shop.rows()).length
  const body = [
    { type: 'track', event: 'x' },
    { type: 'track', event: 'y', userId: 1 },
  ]
  const answer = await shop.send('POST', '/v1/validate?path=/v1/batch', { batch: body })
  expect(answer.body).toMatchObject({
    valid: false,
    messages: [{ index: 0, reason: 'no-id' }],
    rows: [{ event: 'y', user_id: '1' }],
  })
  expect((await shop.rows()).length).toBe(before)
})

it('a body that is too deep to be kept is refused, and a large event is kept aside whole', async () => {
  const deep = `{"batch":[${'['.repeat(5000)}${']'.repeat(5000)}]}`
  const refused = await shop.workspace.call('POST', '/v1/batch', deep, basic(shop.key))
  expect(refused.body).toMatchObject({ code: 'collect/unreadable', status: 400 })
  const text = 'x'.repeat(600 * 1024)
  await batch([{ type: 'track', userId: 'u1', event: 'Large', properties: { text } }])
  const kept = (await shop.rejected()).find(({ reason }) => reason === 'too-large')!
  expect(JSON.parse(kept.body)).toMatchObject({ event: 'Large', properties: { text } })
})

it('keys stay when the source is written again without them, and two made at once are two', async () => {
  const make = () => shop.workspace.post<{ key: string }>('sources/shop/keys', undefined)
  const keys = (await Promise.all([make(), make()])).map(({ key }) => key)
  const source = { kind: 'source', id: 'shop', dataset: 'web', protocols: ['segment'] }
  await shop.workspace.post('apply', { ...source, name: 'Shop' })
  const call = { userId: 'u1', event: 'Again' }
  for (const key of [...keys, shop.key]) {
    expect((await shop.send('POST', '/v1/track', call, basic(key))).status).toBe(200)
  }
})

it('what arrives is told live, as a row or with the reason', async () => {
  const answer = await shop.workspace.app.request('/api/v1/sources/shop/live')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const told = reader.read()
  await new Promise((resolve) => setTimeout(resolve, 200))
  await batch([{ type: 'track', userId: 'u1', event: 'Live' }])
  const [, data = ''] = /data: (.*)/.exec((await told).value ?? '') ?? []
  expect(liveItem.parse(JSON.parse(data))).toMatchObject({
    protocol: 'segment',
    row: { event: 'Live', user_id: 'u1' },
  })
  await reader.cancel()
})
