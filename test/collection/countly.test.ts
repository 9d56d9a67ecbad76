import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['countly'] })
})
afterAll(() => shop.workspace.close())

const at = Date.parse('2026-01-02T03:04:05Z')

/** A form, in which what is no text is JSON. */
const form = (fields: Readonly<Record<string, unknown>>) =>
  new URLSearchParams(
    Object.entries({ app_key: shop.key, timestamp: at, ...fields }).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  ).toString()

const send = (fields: Readonly<Record<string, unknown>>) => shop.send('POST', '/i', form(fields))

const rowOf = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)!

it('a session, views, events, details and the merge of ids arrive, of one person', async () => {
  const device = { device_id: 'd1', t: 1, sdk_name: 'javascript_native_web', sdk_version: '26.1' }
  const answer = await send({
    ...device,
    begin_session: 1,
    metrics: { _resolution: '800x600', _locale: 'de', _os: 'Linux', _ua: 'Mozilla/5.0 (X11) A' },
  })
  expect(answer).toMatchObject({ status: 200, body: { result: 'Success' } })
  const view = { name: '/a', visit: 1, view: '/a', domain: 'shop.example', utm_source: 'x' }
  const order = { currency: 'EUR', products: [{ sku: 'boot' }] }
  await send({
    ...device,
    events: [
      { key: '[CLY]_view', count: 1, segmentation: view, timestamp: at + 1000, id: 'e1' },
      { key: 'Order', count: 1, sum: 12.5, segmentation: order, timestamp: at + 2000, id: 'e2' },
    ],
  })
  await send({ device_id: 'u1', t: 0, old_device_id: 'd1' })
  await send({ device_id: 'u1', t: 0, user_details: { name: 'Ann', custom: { plan: 'pro' } } })
  await send({ device_id: 'u1', t: 0, end_session: 1, session_duration: 30 })
  const counted = await shop.count('event')
  expect(counted).toEqual({
    begin_session: [1, 1],
    page: [1, 1],
    Order: [1, 1],
    alias: [1, 1],
    identify: [1, 1],
    end_session: [1, 1],
  })
  expect(new Set((await shop.rows()).map((row) => row['user_id'] ?? row['anonymous_id']))).toEqual(
    new Set(['d1', 'u1']),
  )
  expect(await rowOf('page')).toMatchObject({
    name: '/a',
    anonymous_id: 'd1',
    message_id: 'e1',
    'context.page.url': 'https://shop.example/a',
    'utm.source': 'x',
  })
  expect(await rowOf('Order')).toMatchObject({
    'properties.revenue': 12.5,
    'properties.currency': 'EUR',
  })
  expect(String((await rowOf('Order'))['timestamp'])).toContain('2026-01-02 03:04:07')
  expect(await rowOf('begin_session')).toMatchObject({
    'context.screen.width': 800,
    'context.locale': 'de',
    library: 'javascript_native_web 26.1',
  })
  expect(await rowOf('identify')).toMatchObject({ user_id: 'u1', 'traits.plan': 'pro' })
  expect(await rowOf('end_session')).toMatchObject({ 'properties.duration': 30 })
})

it('what was sent twice is there once', async () => {
  const before = (await shop.rows()).length
  await send({ device_id: 'd1', t: 1, begin_session: 1 })
  expect((await shop.rows()).length).toBe(before)
})

it('by GET, as JSON, in bulk; good and bad items are told apart', async () => {
  expect(
    (await shop.send('GET', `/i?${form({ device_id: 'd2', consent: { sessions: true } })}`)).status,
  ).toBe(200)
  const requests = [
    { app_key: shop.key, device_id: 7, t: '1', events: '[{"key":"Bulk \\ud83d"},{"count":1},3]' },
    { app_key: 'tl_of-another', device_id: 'd3', begin_session: 1 },
    { app_key: shop.key, begin_session: 1 },
    { app_key: shop.key, device_id: 'd4', user_details: 'broken {' },
    { app_key: shop.key, device_id: 'd4', events: '[{"key":' },
    'text',
  ]
  expect((await shop.send('POST', '/i/bulk', { requests })).status).toBe(200)
  expect(await rowOf('Bulk \ufffd')).toMatchObject({ anonymous_id: '7' })
  expect(await rowOf('consent')).toMatchObject({ 'properties.sessions': true })
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason).sort()).toEqual([
    'no-event',
    'no-id',
    'no-object',
    'no-object',
    'no-object',
    'no-object',
    'other-key',
  ])
  expect(JSON.stringify(rejected)).not.toContain(shop.key)
  const item = rejected.find(({ reason }) => reason === 'no-id')!
  const rows = [{ id: item.id, body: { ...JSON.parse(item.body), device_id: 'd5' } }]
  expect(await shop.workspace.post('sources/shop/rejected/replay', { rows })).toMatchObject({
    accepted: 1,
  })
})

it('an SDK that asks for its settings is answered; what is not Countly’s is not read', async () => {
  expect((await shop.send('POST', '/o/sdk', form({ method: 'sc' }))).body).toEqual({})
  expect((await shop.send('GET', `/i?e=pv&aid=${shop.key}`)).status).toBe(403)
  expect((await shop.send('GET', '/i?app_key=none&device_id=1&begin_session=1')).status).toBe(401)
})
