import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['amplitude'] })
})
afterAll(() => shop.workspace.close())

const send = (events: unknown, rest: object = {}) =>
  shop.send('POST', '/2/httpapi', { api_key: shop.key, events, ...rest })

const find = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)

it('the right events of a call are taken, and counted in the answer', async () => {
  const answer = await send([
    { event_type: 'Liked', device_id: 'd1', insert_id: 'i1', session_id: 1700000000000 },
    { event_type: 'Liked', device_id: { id: 1 }, user_id: '' },
    { event_type: 'Liked', user_id: 'ann', time: 'yesterday' },
    { user_id: 'ann' },
    { event_type: '$groupidentify', user_id: 'ann', group_properties: { $set: { size: 1 } } },
    7,
  ])
  expect(answer.body).toMatchObject({ code: 200, events_ingested: 1 })
  expect(await find('Liked')).toMatchObject({
    anonymous_id: 'd1',
    device_id: 'd1',
    message_id: 'i1',
    'context.sessionId': 1700000000000,
  })
  expect((await shop.rejected()).map(({ reason }) => reason).toSorted()).toEqual([
    'no-event',
    'no-group',
    'no-id',
    'no-object',
    'unreadable-time',
  ])
})

it('operations on a person are told apart from values that are set', async () => {
  const operations = { $set: { plan: 'pro' }, $setOnce: { first: 'ad' }, $add: { logins: 1 } }
  await send([
    { event_type: '$identify', user_id: 'ann', device_id: 'd1', user_properties: operations },
    {
      event_type: 'Plain',
      user_id: 'ann',
      user_properties: { plan: 'free' },
      groups: { org: [9] },
    },
  ])
  expect(await find('identify')).toMatchObject({
    type: 'identify',
    user_id: 'ann',
    anonymous_id: 'd1',
    'traits.plan': 'pro',
    'traits.set_once.first': 'ad',
    'traits.add.logins': 1,
  })
  expect(await find('Plain')).toMatchObject({ 'traits.plan': 'free', group_id: '9' })
})

it('revenue is told, or a price times a quantity', async () => {
  await send([
    { event_type: 'Told', user_id: 'ann', revenue: 20, price: 9, productId: 'boot' },
    { event_type: 'Priced', user_id: 'ann', event_properties: { $price: 9.5, $quantity: 2 } },
  ])
  expect(await find('Told')).toMatchObject({
    'properties.revenue': 20,
    'properties.product_id': 'boot',
  })
  expect(await find('Priced')).toMatchObject({ 'properties.revenue': 19, 'properties.$price': 9.5 })
})

it('a page, a device and a place have the names that they have everywhere', async () => {
  const page = {
    '[Amplitude] Page Title': 'Boots',
    '[Amplitude] Page Location': 'https://shop.example/boots?utm_source=mail',
  }
  await send([
    {
      event_type: '[Amplitude] Page Viewed',
      device_id: 'd2',
      event_properties: { ...page, color: 'red' },
      ip: '$remote',
      os_name: 'iOS',
      country: 'Germany',
      library: 'amplitude-ts/2.1.0',
      language: 'de-DE',
    },
  ])
  expect(await find('page')).toMatchObject({
    name: 'Boots',
    'context.page.title': 'Boots',
    'utm.source': 'mail',
    'properties.color': 'red',
    'context.os.name': 'iOS',
    'context.location.country': 'Germany',
    'context.locale': 'de-DE',
    library: 'amplitude-ts 2.1.0',
  })
})

it('clocks are corrected by the time of the upload, and forms of older SDKs are read', async () => {
  const time = Date.UTC(2012, 0)
  const before = Date.now()
  await send([{ event_type: 'Skewed', user_id: 'ann', time }], {
    client_upload_time: new Date(time + 60_000).toISOString(),
  })
  const at = Date.parse(`${(await find('Skewed'))!['timestamp']}Z`)
  expect(at).toBeGreaterThanOrEqual(before - 60_001)
  const form = (field: string, value: unknown) =>
    new URLSearchParams({ api_key: shop.key, [field]: JSON.stringify(value) }).toString()
  const old = form('event', [{ event_type: 'Old', user_id: 'ann' }])
  expect((await shop.send('POST', '/httpapi', old)).status).toBe(200)
  const identified = form('identification', { user_id: 'eve', user_properties: { plan: 'pro' } })
  expect((await shop.send('POST', '/identify', identified)).status).toBe(200)
  const group = { group_type: 'org', group_value: 'acme', group_properties: { size: 3 } }
  const grouped = form('identification', [group])
  expect((await shop.send('POST', '/groupidentify', grouped)).status).toBe(200)
  expect(await find('Old')).toMatchObject({ user_id: 'ann' })
  const rows = await shop.rows()
  expect(rows.find((row) => row['user_id'] === 'eve')).toMatchObject({ 'traits.plan': 'pro' })
  const grouping = rows.find(({ type }) => type === 'group')!
  expect(grouping).toMatchObject({ group_id: 'acme', 'traits.size': 3 })
  expect([grouping['context.groups.org']].flat()).toEqual(['acme'])
})
