import { afterAll, beforeAll, expect, it } from 'vitest'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['rudderstack', 'jitsu'] })
})
afterAll(() => shop.workspace.close())

const find = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)

it('RudderStack asks for its source and is told of one without destinations', async () => {
  for (const path of ['/sourceConfig', '/sourceConfig/?p=npm&v=3.34.1']) {
    const answer = await shop.send('GET', path, undefined, basic(shop.key))
    expect(answer.body).toMatchObject({
      source: { writeKey: shop.key, enabled: true, destinations: [] },
    })
  }
  expect((await shop.send('GET', '/sourceConfig/')).status).toBe(401)
  expect((await shop.send('GET', `/sourceConfig/?writeKey=${shop.key}`)).status).toBe(200)
})

it('a page that is left sends its queue with the key in the address', async () => {
  const batch = [
    { type: 'track', anonymousId: 'a1', event: 'Left', messageId: 'left', userId: '' },
    { type: 'track', userId: { id: 1 }, event: 'Nobody' },
    'none',
  ]
  const path = `/beacon/v1/batch?writeKey=${shop.key}`
  expect((await shop.send('POST', path, { batch })).status).toBe(200)
  expect(await find('Left')).toMatchObject({ anonymous_id: 'a1', protocol: 'rudderstack' })
  expect(await find('Left')).not.toHaveProperty('user_id')
  const reasons = (await shop.rejected()).map(({ reason }) => reason)
  expect(reasons.toSorted()).toEqual(['no-id', 'no-object'])
})

it('Jitsu sends its key in a header, masks it in the body, and names pages in their properties', async () => {
  const header = { 'x-write-key': `${shop.key}:browser` }
  const call = { anonymousId: 'a2', messageId: 'home', writeKey: `${shop.key.slice(0, 4)}:***` }
  const body = { ...call, properties: { name: 'Home \ud800', url: 'https://shop.example/' } }
  const answer = await shop.send('POST', '/api/s/page', body, header)
  expect([answer.status, answer.body]).toEqual([200, { ok: true, destinations: [] }])
  const server = { userId: 7, event: 'Served', messageId: 'served' }
  expect((await shop.send('POST', '/api/s/s2s/track', server, header)).status).toBe(200)
  expect(await find('page')).toMatchObject({ name: 'Home \ufffd', protocol: 'jitsu' })
  expect(await find('Served')).toMatchObject({ user_id: '7' })
})

it('what is kept aside can be taken later: with its type, and without its key', async () => {
  const header = { 'x-write-key': shop.key }
  await shop.send('POST', '/api/s/track', { userId: 'u1', writeKey: shop.key }, header)
  const kept = (await shop.rejected()).find(({ reason }) => reason === 'no-event')!
  expect(JSON.parse(kept.body)).toEqual({ type: 'track', userId: 'u1' })
  const rows = [{ id: kept.id, body: { ...JSON.parse(kept.body), event: 'Mended' } }]
  const path = 'sources/shop/rejected/replay'
  expect(await shop.workspace.post(path, { rows })).toMatchObject({ accepted: 1 })
  expect(await find('Mended')).toMatchObject({ user_id: 'u1', message_id: kept.id })
})
