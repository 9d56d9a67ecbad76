import { afterAll, beforeAll, expect, it } from 'vitest'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['snowplow'] })
})
afterAll(() => shop.workspace.close())

const TP2 = '/com.snowplowanalytics.snowplow/tp2'

const send = (data: readonly unknown[], path = TP2) =>
  shop.send('POST', path, { schema: 'iglu:…/payload_data/jsonschema/1-0-4', data })

const sent = (letter: string, rest: object = {}) => ({
  e: letter,
  aid: shop.key,
  duid: 'b1',
  ...rest,
})

const wrap = (data: unknown) => JSON.stringify({ schema: 'iglu:x/unstruct/jsonschema/1-0-0', data })

const find = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)

it('every kind of event is read, and what is none is kept aside', async () => {
  const click = { schema: 'iglu:com.acme/button_click/jsonschema/1-0-0', data: { id: 'buy' } }
  const answer = await send([
    sent('pv', { page: 'Boots', url: 'https://shop.example/?utm_source=mail', eid: 'e1' }),
    sent('pp', { pp_mix: '0', pp_may: '900' }),
    sent('se', { se_ca: 'shop', se_ac: 'Liked', se_la: 'boot', se_va: '1.5' }),
    sent('ue', { ue_pr: wrap(click) }),
    sent('tr', { tr_id: 7, tr_tt: '99.5', tr_cu: 'EUR' }),
    sent('ti', { ti_id: '7', ti_sk: 'boot', ti_pr: '49.75', ti_qu: '2' }),
    { e: 'pv', aid: shop.key, uid: {} },
    sent('xx'),
    sent('ue', { ue_px: 'not base64!' }),
    sent('se', { se_ca: 'shop' }),
    sent('pv', { aid: `${shop.key}0` }),
    null,
  ])
  expect([answer.status, answer.text]).toEqual([200, 'ok'])
  expect(await find('page')).toMatchObject({
    name: 'Boots',
    message_id: 'e1',
    anonymous_id: 'b1',
    'utm.source': 'mail',
  })
  expect(await find('page_ping')).toMatchObject({ 'properties.min_x': 0, 'properties.max_y': 900 })
  expect(await find('Liked')).toMatchObject({ category: 'shop', 'properties.value': 1.5 })
  expect(await find('button_click')).toMatchObject({
    'properties.id': 'buy',
    'context.schema': click.schema,
  })
  expect(await find('transaction')).toMatchObject({
    'properties.order_id': '7',
    'properties.revenue': 99.5,
  })
  expect(await find('transaction_item')).toMatchObject({ 'properties.quantity': 2 })
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason).toSorted()).toEqual([
    'no-event',
    'no-event',
    'no-id',
    'no-object',
    'other-key',
    'unknown-type',
  ])
  expect(rejected.some(({ body }) => body.includes(shop.key))).toBe(false)
  expect(await find('page')).not.toHaveProperty('context.app.name')
})

it('entities around an event stand in its context, in base64 as well', async () => {
  const entities = {
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
    data: [
      { schema: 'iglu:com.acme/product/jsonschema/1-0-0', data: { sku: 'a' } },
      { schema: 'iglu:com.acme/product/jsonschema/1-0-0', data: { sku: 'b' } },
      { schema: 'iglu:com.acme/member/jsonschema/2-0-0', data: { plan: 'pro' } },
      {
        schema: 'iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-2',
        data: { userId: 'install', sessionId: 's1', sessionIndex: 3 },
      },
      {
        schema: 'iglu:com.snowplowanalytics.snowplow/mobile_context/jsonschema/1-0-3',
        data: { osType: 'ios', deviceModel: 'iPhone' },
      },
      'broken',
    ],
  }
  const view = {
    schema: 'iglu:com.snowplowanalytics.mobile/screen_view/jsonschema/1-0-0',
    data: { name: 'Cart \ud800' },
  }
  const base64 = (value: string) => Buffer.from(value).toString('base64url')
  const app = { e: 'ue', aid: shop.key, p: 'mob', tv: 'ios-5.2.0' }
  await send([{ ...app, ue_px: base64(wrap(view)), cx: base64(JSON.stringify(entities)) }])
  expect(await find('screen')).toMatchObject({
    name: 'Cart \ufffd',
    anonymous_id: 'install',
    'context.sessionId': 's1',
    'context.sessionNumber': 3,
    'context.os.name': 'ios',
    'context.device.model': 'iPhone',
    'context.entities.member.plan': 'pro',
    library: 'snowplow-ios 5.2.0',
  })
})

it('images, paths of one’s own and keys beside the events are understood', async () => {
  const event = { e: 'se', se_ac: 'Pixel', uid: 'ann', aid: shop.key, tnuid: 'n1' }
  const image = await shop.send('GET', `/i?${new URLSearchParams(event)}`)
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/gif'])
  expect(await find('Pixel')).toMatchObject({ user_id: 'ann', device_id: 'n1', anonymous_id: 'n1' })
  expect((await shop.send('GET', '/i?app_key=x')).status).toBe(401)
  await send([sent('se', { se_ac: 'Own path' })], '/com.acme/track')
  expect(await find('Own path')).toBeDefined()
  const body = { data: [sent('se', { se_ac: 'Named app', aid: 'shop-web' })] }
  expect((await shop.send('POST', TP2, body, basic(shop.key))).status).toBe(200)
  expect(await find('Named app')).toMatchObject({ 'context.app.name': 'shop-web' })
})

it('clocks are corrected, but for timestamps that are true', async () => {
  const dtm = Date.UTC(2012, 0)
  const before = Date.now()
  await send([
    sent('se', { se_ac: 'Skewed', dtm: String(dtm), stm: String(dtm + 60_000) }),
    sent('se', { se_ac: 'True', dtm: '1', ttm: String(dtm), stm: String(dtm + 60_000) }),
  ])
  const at = Date.parse(`${(await find('Skewed'))!['timestamp']}Z`)
  expect(at).toBeGreaterThanOrEqual(before - 60_001)
  expect(at).toBeLessThanOrEqual(Date.now() - 59_999)
  expect(await find('True')).toMatchObject({ timestamp: expect.stringMatching(/^2012-01-01/) })
})
