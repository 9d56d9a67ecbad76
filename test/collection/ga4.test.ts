import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['ga4'] })
})
afterAll(() => shop.workspace.close())

const send = (body: object, path = '/mp/collect') =>
  shop.send('POST', `${path}?measurement_id=G-1&api_secret=${shop.key}`, body)

const rowOf = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)!

it('pages and purchases of the Measurement Protocol arrive, of one person', async () => {
  const page = {
    page_location: 'https://shop.example/?gclid=1',
    page_title: 'Home',
    language: 'de',
  }
  const items = [{ item_id: 'sku1', item_name: 'Boots', price: 129, quantity: 1 }]
  const answer = await send({
    client_id: 'c1',
    user_id: 'u1',
    timestamp_micros: 1767323045_000000,
    user_properties: { plan: { value: 'pro' } },
    events: [
      { name: 'page_view', params: { ...page, session_id: '123' } },
      { name: 'purchase', params: { transaction_id: 'o1', value: 129, currency: 'EUR', items } },
      { name: 'add_to_cart', params: { value: 5 } },
    ],
  })
  expect(answer.status).toBe(204)
  expect(await shop.count('event')).toEqual({
    page: [1, 1],
    purchase: [1, 1],
    add_to_cart: [1, 1],
  })
  expect(await rowOf('page')).toMatchObject({
    name: 'Home',
    'context.page.url': page.page_location,
    'context.locale': 'de',
    'click_id.name': 'gclid',
    'properties.session_id': '123',
    'traits.plan': 'pro',
  })
  const purchase = await rowOf('purchase')
  expect(purchase).toMatchObject({
    user_id: 'u1',
    anonymous_id: 'c1',
    'properties.revenue': 129,
    'properties.currency': 'EUR',
    'properties.order_id': 'o1',
  })
  expect(String(purchase['timestamp'])).toContain('2026-01-02 03:04:05')
  expect(await rowOf('add_to_cart')).not.toHaveProperty(['properties.revenue'])
})

it('good and bad events are told apart, and more than 25 are too many', async () => {
  const events = Array.from({ length: 26 }, (_, i) => ({ name: `many_${i}` }))
  await send({ client_id: 12.5, events: [{ params: {} }, 'text', ...events] })
  await send({ client_id: { no: 'text' }, events: [{ name: 'nobody' }] })
  expect(await rowOf('many_22')).toMatchObject({ anonymous_id: '12.5' })
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason).sort()).toEqual([
    'no-event',
    'no-id',
    'no-object',
    'too-many',
    'too-many',
    'too-many',
  ])
  const item = rejected.find(({ reason }) => reason === 'no-id')!
  const rows = [{ id: item.id, body: { ...JSON.parse(item.body), client_id: 'c9' } }]
  await shop.workspace.post('sources/shop/rejected/replay', { rows })
  expect(await rowOf('nobody')).toMatchObject({ anonymous_id: 'c9' })
})

it('what is wrong with a call is said, and nothing kept', async () => {
  const before = (await shop.rows()).length
  const good = await send({ client_id: 'c1', events: [{ name: 'x' }] }, '/debug/mp/collect')
  expect(good.body).toEqual({ validationMessages: [] })
  const bad = await send({ client_id: 'c1', events: [{ name: 'x' }, {}] }, '/debug/mp/collect')
  expect(bad.body).toMatchObject({
    validationMessages: [{ fieldPath: 'events[1].name', validationCode: 'VALUE_REQUIRED' }],
  })
  const none = await send({ client_id: 'c1' }, '/debug/mp/collect')
  expect(none.body).toMatchObject({ validationMessages: [{ fieldPath: 'events' }] })
  expect((await shop.rows()).length).toBe(before)
})

it('what gtag sends arrives: one event in the address, several by line, keys in the path', async () => {
  const shared =
    'v=2&tid=G-1&cid=c7&_p=99&_s=1&dl=https%3A%2F%2Fshop.example%2Fb&dt=B&sr=800x600&sid=5&ul=de'
  const path = `/gtag/${shop.key}/g/collect?${shared}`
  const view = `${path}&en=page_view&up.plan=pro&upn.age=30`
  expect((await shop.send('GET', view)).status).toBe(204)
  await shop.send('GET', view)
  const lines = [
    'en=signup&ep.method=mail&_et=120',
    'en=purchase&epn.value=7.5&cu=EUR&uid=u7&pr1=idsku1~nmBoots~pr7.5~qt1',
  ]
  await shop.send('POST', path.replace('_s=1', '_s=2'), lines.join('\r\n'))
  const rows = (await shop.rows()).filter((row) => row['anonymous_id'] === 'c7')
  expect(rows.map(({ event }) => event).sort()).toEqual(['page', 'purchase', 'signup'])
  const find = (event: string) => rows.find((row) => row['event'] === event)
  expect(find('page')).toMatchObject({
    'context.page.url': 'https://shop.example/b',
    'context.screen.width': 800,
    'traits.plan': 'pro',
    'traits.age': 30,
  })
  expect(find('signup')).toMatchObject({
    'properties.method': 'mail',
    'properties.engagement_time_msec': 120,
  })
  expect(find('purchase')).toMatchObject({ user_id: 'u7', 'properties.revenue': 7.5 })
})

it('whoever refused analytics is nobody; who only refused advertising is somebody', async () => {
  const path = (gcs: string, event: string) =>
    `/g/collect?v=2&tid=${shop.key}&cid=c8&gcs=${gcs}&en=${event}`
  await shop.send('POST', path('G110', 'refused'))
  await shop.send('POST', path('G101', 'no_ads'))
  expect(await rowOf('refused')).toMatchObject({ consent: 'denied' })
  expect(await rowOf('refused')).not.toHaveProperty('anonymous_id')
  expect(await rowOf('no_ads')).toMatchObject({ anonymous_id: 'c8' })
  await send({
    client_id: 'c8',
    consent: { analytics_storage: 'DENIED' },
    events: [{ name: 'refused_too' }],
  })
  expect(await rowOf('refused_too')).not.toHaveProperty('anonymous_id')
})
