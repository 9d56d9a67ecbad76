import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['openpanel'] })
})
afterAll(() => shop.workspace.close())

const headers = () => ({
  'openpanel-client-id': shop.key,
  'openpanel-sdk-name': 'web',
  'openpanel-sdk-version': '1.4.1',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
})

const track = (type: string, payload: unknown) =>
  shop.send('POST', '/track', { type, payload }, headers())

const rowOf = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)!

it('pages, events, who it was and groups arrive, of one person', async () => {
  const answer = await track('track', {
    name: 'screen_view',
    properties: {
      __path: 'https://shop.example/a?utm_source=x',
      __title: 'A',
      __referrer: 'https://www.google.com/',
    },
  })
  expect(answer).toMatchObject({ status: 200, body: { deviceId: expect.any(String) } })
  await track('identify', {
    profileId: 'u1',
    email: 'ann@shop.example',
    properties: { plan: 'pro' },
  })
  await track('track', {
    name: 'revenue',
    profileId: 'u1',
    groups: ['g1'],
    properties: { __revenue: 12.5, currency: 'EUR', __timestamp: '2026-01-02T03:04:05.000Z' },
  })
  await track('increment', { profileId: 'u1', property: 'orders', value: 2 })
  await track('decrement', { profileId: 'u1', property: 'credit' })
  await track('group', { id: 'g1', type: 'company', name: 'Acme', properties: { size: 3 } })
  await track('assign_group', { groupIds: ['g1', 'g2'], profileId: 'u1' })
  await track('alias', { profileId: 'u1', alias: 'old1' })
  const counted = await shop.count('event')
  expect(counted).toMatchObject({ page: [1, 1], revenue: [1, 1], group: [2, 1], alias: [1, 1] })
  expect(await rowOf('page')).toMatchObject({
    'context.page.url': 'https://shop.example/a?utm_source=x',
    'context.page.title': 'A',
    'referrer.name': 'Google',
    library: 'web 1.4.1',
  })
  expect(await rowOf('identify')).toMatchObject({
    user_id: 'u1',
    'traits.email': 'ann@shop.example',
    'traits.plan': 'pro',
  })
  const revenue = await rowOf('revenue')
  expect(revenue).toMatchObject({ 'properties.revenue': 12.5, group_id: 'g1', user_id: 'u1' })
  expect(String(revenue['timestamp'])).toContain('2026-01-02 03:04:05')
  expect(await rowOf('increment')).toMatchObject({
    'properties.property': 'orders',
    'properties.value': 2,
  })
  expect(await rowOf('alias')).toMatchObject({ user_id: 'u1', previous_id: 'old1' })
})

it('a server’s events are of those whom they name, and of nobody else', async () => {
  const server = { 'openpanel-client-id': shop.key, 'user-agent': 'node' }
  const payload = { name: 'Served', profileId: 77 }
  await shop.send('POST', '/track', { type: 'track', payload }, server)
  expect(await rowOf('Served')).toMatchObject({ user_id: '77' })
  expect(await rowOf('Served')).not.toHaveProperty('anonymous_id')
})

it('the paths of its first version are understood', async () => {
  await shop.send('POST', '/event', { name: 'Early', properties: { a: 1 } }, headers())
  await shop.send('POST', '/profile', { profileId: 'u2', firstName: 'Bo' }, headers())
  await shop.send('POST', '/profile/increment', { profileId: 'u2', property: 'n' }, headers())
  const asked = await shop.send('GET', '/track/device-id', undefined, headers())
  const rows = await shop.rows()
  const early = rows.find(({ event }) => event === 'Early')!
  expect(early['anonymous_id']).toBe(asked.body['deviceId'])
  expect(rows.some((row) => row['traits.firstName'] === 'Bo')).toBe(true)
})

it('what cannot be read is kept aside, and mended', async () => {
  const before = (await shop.rejected()).length
  await track('replay', { chunk: 1 })
  await track('track', { properties: {} })
  await track('track', { name: { no: 'text' } })
  await track('alias', { profileId: 'u1' })
  await track('group', { name: 'Acme' })
  await track('track', 'none')
  await track('track', { name: 'Odd', properties: { __timestamp: 'soon' } })
  const rejected = (await shop.rejected()).slice(0, 7 - before)
  expect(rejected.map(({ reason }) => reason).sort()).toEqual([
    'no-event',
    'no-event',
    'no-group',
    'no-object',
    'no-previous-id',
    'unknown-type',
    'unreadable-time',
  ])
  const item = rejected.find(({ reason }) => reason === 'no-group')!
  const sent = JSON.parse(item.body)
  const body = { ...sent, payload: { ...sent.payload, id: 'g9' } }
  const rows = [{ id: item.id, body }]
  expect(await shop.workspace.post('sources/shop/rejected/replay', { rows })).toMatchObject({
    accepted: 1,
  })
})

it('the path is shared: what is not OpenPanel’s is none of its calls', async () => {
  const form = await shop.send(
    'POST',
    '/track',
    `data=${btoa(JSON.stringify({ event: 'x', properties: { token: shop.key, distinct_id: 'd' } }))}`,
  )
  expect(form.body).toMatchObject({ status: 403, code: 'collect/refused' })
  const unsigned = await shop.send('POST', '/track', { type: 'track', payload: { name: 'x' } })
  expect(unsigned.status).toBe(401)
})
