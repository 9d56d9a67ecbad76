import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['plausible'] })
})
afterAll(() => shop.workspace.close())

const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }

const send = (event: object, headers: Readonly<Record<string, string>> = browser) =>
  shop.workspace.app.request('/api/event', {
    method: 'POST',
    body: JSON.stringify({ d: shop.key, ...event }),
    headers: { 'content-type': 'text/plain', ...headers },
  })

const rowOf = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)!

it('pages, events with revenue and engagements arrive, of one person a day', async () => {
  const page = { u: 'https://shop.example/?utm_medium=email', r: 'https://www.bing.com/', v: 36 }
  const answer = await send({ n: 'pageview', ...page })
  expect([answer.status, await answer.text()]).toEqual([202, 'ok'])
  await send({ n: 'Order', u: page.u, p: { plan: 'pro' }, $: { amount: '12.50', currency: 'EUR' } })
  await send({ n: 'engagement', u: page.u, sd: 80, e: 3100 })
  const counted = await shop.count('event')
  expect(counted).toEqual({ page: [1, 1], Order: [1, 1], engagement: [1, 1] })
  expect(await rowOf('page')).toMatchObject({
    type: 'page',
    'context.page.url': page.u,
    'utm.medium': 'email',
    'referrer.type': 'mail',
    library: 'plausible 36',
  })
  expect(await rowOf('Order')).toMatchObject({
    'properties.plan': 'pro',
    'properties.revenue': 12.5,
    'properties.currency': 'EUR',
  })
  expect(await rowOf('engagement')).toMatchObject({
    'properties.scroll_depth': 80,
    'properties.engagement_ms': 3100,
  })
  const people = new Set((await shop.rows()).map((row) => row['anonymous_id']))
  expect(people.size).toBe(1)
})

it('another browser is another person; a server says whose in its words', async () => {
  await send({ n: 'Other' }, { 'user-agent': 'Mozilla/5.0 (Macintosh) Safari' })
  expect((await rowOf('Other'))['anonymous_id']).not.toBe((await rowOf('page'))['anonymous_id'])
  const server = {
    name: 'Served',
    url: 'https://a.example/x',
    props: '{"n":1}',
    domain: 'a.example',
  }
  const answer = await shop.send('POST', `/api/event?writeKey=${shop.key}`, server)
  expect(answer.status).toBe(202)
  expect(await rowOf('Served')).toMatchObject({
    'context.page.url': 'https://a.example/x',
    'properties.n': 1,
  })
})

it('an event without a name is kept aside with its person, and read again', async () => {
  await send({ u: 'https://shop.example/', n: { no: 'text' } })
  const [item] = await shop.rejected()
  expect(item).toMatchObject({ reason: 'no-event' })
  expect(item!.body).not.toContain(shop.key)
  const body = { ...JSON.parse(item!.body), n: 'Mended \ud83d' }
  await shop.workspace.post('sources/shop/rejected/replay', { rows: [{ id: item!.id, body }] })
  const people = [await rowOf('Mended \ufffd'), await rowOf('page')].map(
    (row) => row['anonymous_id'],
  )
  expect(people[0]).toBe(people[1])
})

it('what is no event is refused', async () => {
  expect((await shop.send('POST', '/api/event', '[]')).status).toBe(400)
  expect((await shop.send('POST', '/api/event', { n: 'x', d: 'shop.example' })).status).toBe(401)
})
