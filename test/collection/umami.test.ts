import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['umami'] })
})
afterAll(() => shop.workspace.close())

const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }

const send = (payload: object, type = 'event') =>
  shop.send('POST', '/api/send', { type, payload: { website: shop.key, ...payload } }, browser)

const rowOf = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)!

it('pages, events and who it was arrive, of one person', async () => {
  const at = { hostname: 'shop.example', url: '/a?utm_source=x', screen: '800x600', language: 'de' }
  const answer = await send({ ...at, title: 'A', referrer: 'https://www.google.com/' })
  expect(answer).toMatchObject({ status: 200, body: { sessionId: expect.any(String) } })
  await send({ ...at, name: 'Order', data: { revenue: 12, currency: 'EUR' }, tag: 'red' })
  await send({ hostname: 'shop.example', id: 'u1', data: { plan: 'pro' } }, 'identify')
  expect(await shop.count('event')).toEqual({ page: [1, 1], Order: [1, 1], identify: [1, 1] })
  expect(await rowOf('page')).toMatchObject({
    'context.page.url': 'https://shop.example/a?utm_source=x',
    'context.page.title': 'A',
    'context.screen.width': 800,
    'utm.source': 'x',
    'referrer.name': 'Google',
  })
  expect(await rowOf('Order')).toMatchObject({ 'properties.revenue': 12, 'properties.tag': 'red' })
  expect(await rowOf('identify')).toMatchObject({ user_id: 'u1', 'traits.plan': 'pro' })
})

it('good and bad items of a batch are told apart', async () => {
  const payload = { website: shop.key, hostname: 'shop.example' }
  const answer = await shop.send('POST', '/api/batch', [
    { type: 'event', payload: { ...payload, name: 'Early', timestamp: 1767323045, id: 7 } },
    { type: 'event' },
    'text',
    { type: 'heatmap', payload },
    { type: 'event', payload: { ...payload, website: 'tl_of-another', name: 'Foreign' } },
    { type: 'event', payload: { ...payload, name: 'Half \ud83d', timestamp: 'yesterday' } },
  ])
  expect(answer.body).toMatchObject({ size: 6, processed: 1, errors: 5 })
  const early = await rowOf('Early')
  expect(early).toMatchObject({ user_id: '7' })
  expect(early).not.toHaveProperty('anonymous_id')
  expect(String(early['timestamp'])).toContain('2026-01-02 03:04:05')
  const reasons = (await shop.rejected()).map(({ reason }) => reason).sort()
  expect(reasons).toEqual([
    'no-object',
    'no-object',
    'other-key',
    'unknown-type',
    'unreadable-time',
  ])
})

it('an item that was kept aside is mended', async () => {
  const item = (await shop.rejected()).find(({ reason }) => reason === 'unknown-type')!
  const body = { ...JSON.parse(item.body), type: 'event' }
  const rows = [{ id: item.id, body: { ...body, payload: { ...body.payload, name: 'Mended' } } }]
  expect(await shop.workspace.post('sources/shop/rejected/replay', { rows })).toMatchObject({
    accepted: 1,
  })
  expect(await rowOf('Mended')).toBeDefined()
})

it('what is nothing of Umami is refused', async () => {
  expect((await shop.send('POST', '/api/batch', {})).status).toBe(400)
  expect((await shop.send('POST', '/api/send', { type: 'event', payload: {} })).status).toBe(401)
})
