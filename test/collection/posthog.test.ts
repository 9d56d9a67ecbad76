import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['posthog', 'amplitude'] })
})
afterAll(() => shop.workspace.close())

const batch = (events: readonly unknown[], rest: object = {}) =>
  shop.send('POST', '/batch/', { api_key: shop.key, batch: events, ...rest })

const find = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)

it('events stand in one batch with those that cannot be read', async () => {
  const answer = await batch([
    { event: 'Bought', distinct_id: 5, properties: { price: 3, token: shop.key }, uuid: 'e1' },
    { event: '$screen', distinct_id: 'ann', properties: { $screen_name: 'Cart' }, uuid: 'e2' },
    { event: 'Nobody', properties: { distinct_id: { id: 1 } } },
    { distinct_id: 'ann' },
    { event: '$groupidentify', distinct_id: 'ann', properties: { $group_type: 'company' } },
    { event: '$create_alias', distinct_id: 'ann', properties: {} },
    { event: 'Elsewhere', distinct_id: 'ann', properties: { token: 'another' } },
    null,
  ])
  expect([answer.status, answer.body]).toEqual([200, { status: 'Ok' }])
  expect(await find('Bought')).toMatchObject({
    user_id: '5',
    message_id: 'e1',
    'properties.price': 3,
  })
  expect(await find('Bought')).not.toHaveProperty('properties.token')
  expect(await find('screen')).toMatchObject({ name: 'Cart', user_id: 'ann' })
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason).toSorted()).toEqual([
    'no-event',
    'no-group',
    'no-id',
    'no-object',
    'no-previous-id',
    'other-key',
  ])
  expect(rejected.some(({ body }) => body.includes(shop.key))).toBe(false)
})

it('a visitor is anonymous until they are identified', async () => {
  const device = { $device_id: 'd1' }
  await batch([
    { event: 'One', distinct_id: 'v1', properties: { $is_identified: false } },
    { event: 'Two', distinct_id: 'v1', properties: device },
    { event: 'Three', distinct_id: 'v1', properties: { $process_person_profile: false } },
    {
      event: '$identify',
      distinct_id: 'bob',
      properties: { ...device, $anon_distinct_id: 'v1', $set: { plan: 'pro' }, $unset: ['old'] },
      $set_once: { first: 'ad', $initial_utm_source: null },
    },
    { event: 'Four', distinct_id: 'bob', properties: { ...device, $user_id: 'bob' } },
    { event: 'Five', distinct_id: 'bob', properties: { $groups: { company: 'acme' } } },
    { event: '$set', distinct_id: 'bob', properties: { $set: { size: 2 }, $is_identified: true } },
  ])
  const rows = await shop.rows()
  const idsOf = (event: string) => {
    const row = rows.find((each) => each['event'] === event && each['user_id'] !== 'ann')!
    return [row['user_id'], row['anonymous_id'], row['device_id']]
  }
  for (const event of ['One', 'Two', 'Three']) {
    expect(idsOf(event)).toEqual([undefined, 'v1', undefined])
  }
  expect(idsOf('identify')).toEqual(['bob', 'v1', undefined])
  for (const event of ['Four', 'Five']) expect(idsOf(event)).toEqual(['bob', undefined, undefined])
  const identified = rows.filter(({ type }) => type === 'identify')
  expect(identified.find((row) => row['anonymous_id'] === 'v1')).toMatchObject({
    'traits.plan': 'pro',
    'traits.set_once.first': 'ad',
    'traits.unset': ['old'],
  })
  expect(identified.find((row) => row['traits.size'] !== undefined)).toBeDefined()
  expect(rows.find(({ event }) => event === 'Five')).toMatchObject({
    group_id: 'acme',
    'context.groups.company': 'acme',
  })
})

it('lists, forms, addresses, gzip and base64 of older SDKs are read', async () => {
  const event = (name: string) => ({
    event: name,
    distinct_id: 'old',
    properties: { token: shop.key },
  })
  const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
  const post = (path: string, body: string | Uint8Array) => shop.send('POST', path, body)
  const form = `data=${encodeURIComponent(packed([event('Form')]))}&compression=base64`
  const sent = [
    await post('/e/?compression=gzip-js', gzipSync(JSON.stringify([event('Packed')]))),
    await post('/e/?ip=1', form),
    await post('/capture', JSON.stringify({ ...event('Single'), api_key: shop.key })),
    await post('/i/v0/e/', JSON.stringify(event('Newer'))),
    await shop.send('GET', `/e/?data=${encodeURIComponent(packed(event('Pixel')))}`),
  ]
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const counted = await shop.count('event')
  for (const name of ['Packed', 'Form', 'Single', 'Newer', 'Pixel']) {
    expect([name, counted[name]]).toEqual([name, [1, 1]])
  }
})

it('how long before sending an event happened is taken off', async () => {
  const offset = { event: 'Offset', distinct_id: 'ann', offset: 60_000 }
  const before = Date.now()
  const path = `/e/?_=${Date.UTC(2011, 0)}`
  await shop.send('POST', path, [{ ...offset, properties: { token: shop.key } }])
  const at = Date.parse(`${(await find('Offset'))!['timestamp']}Z`)
  expect(at).toBeGreaterThanOrEqual(before - 60_001)
  expect(at).toBeLessThanOrEqual(Date.now() - 59_999)
})

it('browsers are told that nothing but events is taken', async () => {
  const config = await shop.send('GET', `/array/${shop.key}/config`)
  expect(config.body).toMatchObject({ sessionRecording: false, surveys: false })
  const script = await shop.send('GET', `/array/${shop.key}/config.js`)
  expect(script.headers.get('content-type')).toContain('javascript')
  expect(script.text).toContain(`["${shop.key}"]`)
  const asking = { token: shop.key, distinct_id: 'ann' }
  expect((await shop.send('POST', '/flags/?v=2', asking)).body).toMatchObject({ flags: {} })
  expect((await shop.send('POST', '/decide/?v=3', asking)).body).toMatchObject({
    featureFlags: {},
    sessionRecording: false,
  })
  expect((await shop.send('GET', '/array/unknown/config')).status).toBe(401)
})

it('/batch without a slash is read by whose it is', async () => {
  const events = [{ event_type: 'By Amplitude', user_id: 'ann' }]
  await shop.send('POST', '/batch', { api_key: shop.key, events })
  await shop.send('POST', '/batch', {
    api_key: shop.key,
    batch: [{ event: 'By PostHog', distinct_id: 'ann' }],
  })
  expect(await find('By Amplitude')).toMatchObject({ protocol: 'amplitude' })
  expect(await find('By PostHog')).toMatchObject({ protocol: 'posthog' })
})
