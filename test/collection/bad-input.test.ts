import { gzipSync } from 'node:zlib'
import { afterEach, expect, it, vi } from 'vitest'
import type { LiveItem, SourceStatus } from '../../src/model/answers/sources.ts'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
afterEach(async () => {
  vi.unstubAllEnvs()
  await shop.workspace.close()
})

const open = async (settings: object = {}) => {
  shop = await openCollecting({ protocols: ['segment'], ...settings })
}

const sendBatch = (batch: readonly unknown[]) =>
  shop.send('POST', '/v1/batch', { batch }, basic(shop.key))

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
) =>
  shop.workspace.app.request('/v1/batch', {
    method: 'POST',
    body,
    headers: { ...basic(shop.key), 'content-type': 'application/json', ...headers },
  })

const track = (event: string, more: object = {}) => ({
  type: 'track',
  event,
  userId: 'ann',
  ...more,
})

const status = async () =>
  (await shop.workspace.call('GET', 'sources/shop')).body as unknown as SourceStatus

it('tells of names that have no column, in the account and live, and keeps their values', async () => {
  vi.stubEnv('THROUGHLINE_COLLECT_COLUMNS', '100')
  await open()
  const seen: LiveItem[] = []
  const end = await shop.workspace.throughline.collection.watch('shop', (item) => seen.push(item))
  const names = Array.from({ length: 5000 }, (_, index) => [`name${index}`, index])
  await sendBatch([track('Many', { properties: Object.fromEntries(names) }), track('Few')])
  const [many] = await shop.rows()
  end()
  const kept = JSON.parse(String(many!['more'])) as Record<string, number>
  const columns = Object.keys(many!).filter((path) => path.startsWith('properties.'))
  expect(columns.length + Object.keys(kept).length).toBe(5000)
  expect(columns.length).toBeLessThanOrEqual(100)
  expect(kept['properties.name4999']).toBe(4999)
  const told = { rowsBeyond: 1, namesBeyond: Object.keys(kept).length }
  expect((await status()).columns).toMatchObject({ limit: 100, ...told })
  expect((await status()).columns.examples).toHaveLength(20)
  expect(seen.find(({ beyond }) => beyond)?.beyond).toMatchObject(told)
})

it('one bad item of a batch fails none of the others, and is counted', async () => {
  await open()
  const bad = [null, 5, [], 'text', { type: 'nothing', userId: 'a' }, { type: 'track' }]
  const { status: answered } = await sendBatch([track('First'), ...bad, track('Last')])
  expect(answered).toBe(200)
  expect(await shop.count('event')).toEqual({ First: [1, 1], Last: [1, 1] })
  const reasons = (await shop.rejected()).map(({ reason }) => reason)
  expect(reasons.toSorted()).toEqual(
    [...Array.from({ length: 4 }, () => 'no-object'), 'no-id', 'unknown-type'].toSorted(),
  )
  expect(await status()).toMatchObject({ accepted: 2, rejected: 6, waiting: 0, problem: null })
})

it('clocks that are years off are kept aside, one by one, and told', async () => {
  await open()
  await sendBatch([
    track('Old', { timestamp: '1970-01-01T00:00:00Z' }),
    track('Far', { timestamp: '2099-01-01T00:00:00Z' }),
    track('Seconds', { timestamp: 0 }),
    track('Never', { timestamp: '2026-02-30T00:00:00Z' }),
    track('Words', { timestamp: 'yesterday' }),
    track('Good', { timestamp: '2026-01-01T00:00:00Z' }),
  ])
  expect(Object.keys(await shop.count('event'))).toEqual(['Good'])
  expect((await shop.rejected()).map(({ reason }) => reason).toSorted()).toEqual([
    'time-out-of-range',
    'time-out-of-range',
    'time-out-of-range',
    'unreadable-time',
    'unreadable-time',
  ])
})

it('a clock that is wrong by years in sent and original time alike is corrected', async () => {
  await open()
  const sentAt = '1970-01-01T01:00:00.000Z'
  await sendBatch([track('Skewed', { originalTimestamp: '1970-01-01T00:59:00.000Z', sentAt })])
  const [row] = await shop.rows()
  const behind =
    Date.parse(`${String(row!['received_at'])}Z`) - Date.parse(`${String(row!['timestamp'])}Z`)
  expect(behind).toBe(60_000)
})

it('the same message id with another body: the first counts, in rows and attributes', async () => {
  await open()
  const identify = (plan: string) => ({
    type: 'identify',
    userId: 'ann',
    messageId: 'm1',
    timestamp: '2026-01-01T00:00:00Z',
    traits: { plan },
  })
  await sendBatch([identify('pro')])
  await shop.settle()
  await sendBatch([identify('free')])
  expect(await shop.count('web-people.traits.plan')).toEqual({ pro: [1, 1] })
  expect(await shop.count('traits.plan')).toEqual({ pro: [1, 1] })
})

it('halves of surrogate pairs are replaced, in ids, names and values', async () => {
  await open()
  const body = String.raw`{"batch":[{"type":"track","event":"E\ud800","userId":"u\udc00x","properties":{"\ud800k":"v\udfff","ok":"\ud83d\ude00"}}]}`
  expect((await post(body)).status).toBe(200)
  const [row] = await shop.rows()
  expect(row).toMatchObject({
    event: 'E\uFFFD',
    user_id: 'u\uFFFDx',
    'properties.\uFFFDk': 'v\uFFFD',
    'properties.ok': '😀',
  })
})

it.each([
  ['a number', 12, '12'],
  ['zero', 0, '0'],
  ['blanks around', '  ann ', 'ann'],
])('an id that is %s is a text', async (_, userId, expected) => {
  await open()
  await sendBatch([{ type: 'track', event: 'Seen', userId }])
  expect((await shop.rows()).map((row) => row['user_id'])).toEqual([expected])
})

it.each([
  ['an object', { id: 1 }],
  ['a list', ['ann']],
  ['true', true],
  ['empty', ' '],
  ['null', null],
])('an id that is %s names nobody', async (_, userId) => {
  await open()
  await sendBatch([{ type: 'track', event: 'Seen', userId }])
  expect((await shop.rejected()).map(({ reason }) => reason)).toEqual(['no-id'])
})

it('keys that are wrong, bodies that are too large or bombs are refused with the reason', async () => {
  await open()
  const wrong = await shop.send('POST', '/v1/batch', { batch: [] }, basic('nothing'))
  expect([wrong.status, wrong.body]).toMatchObject([401, { code: 'collect/wrong-key' }])
  const large = await post('x'.repeat(11 * 2 ** 20))
  expect([large.status, await large.json()]).toMatchObject([413, { code: 'collect/too-large' }])
  const bomb = await post(gzipSync(Buffer.alloc(64 * 2 ** 20, 32)), { 'content-encoding': 'gzip' })
  expect([bomb.status, await bomb.json()]).toMatchObject([413, { code: 'collect/too-large' }])
  const broken = await post(Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2))
  expect([broken.status, await broken.json()]).toMatchObject([400, { code: 'collect/unreadable' }])
  expect(await status()).toMatchObject({ accepted: 0, rejected: 0 })
})

it('names that objects have already are names like others', async () => {
  await open()
  const body =
    '{"batch":[{"type":"identify","userId":"ann","messageId":"m","traits":{"__proto__":{"x":1},"constructor":"c","toString":"t"}}]}'
  expect((await post(body)).status).toBe(200)
  const [row] = await shop.rows()
  expect(row).toMatchObject({ 'traits.constructor': 'c', 'traits.toString': 't' })
  expect(await shop.count('web-people.traits.constructor')).toEqual({ c: [1, 1] })
})
