import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['matomo'] })
})
afterAll(() => shop.workspace.close())

const query = (parameters: Readonly<Record<string, string>>) =>
  new URLSearchParams({ rec: '1', ...parameters }).toString()

const bulk = (requests: readonly unknown[], rest: object = {}) =>
  shop.send('POST', '/matomo.php', { requests, ...rest })

const rowOf = async (event: string) =>
  (await shop.rows()).find((row) => row['event'] === event || row['name'] === event)!

it('a page view by GET is answered with a GIF, or with nothing where no image is wanted', async () => {
  const page = {
    idsite: shop.key,
    _id: 'a1b2c3d4e5f60718',
    url: 'https://shop.example/?utm_source=x',
  }
  const told = { ...page, action_name: 'Home', urlref: 'https://www.google.de/', res: '1280x720' }
  const seen = await shop.workspace.app.request(`/matomo.php?${query({ ...told, lang: 'de' })}`)
  expect(seen.headers.get('content-type')).toBe('image/gif')
  expect(
    Buffer.from(await seen.arrayBuffer())
      .subarray(0, 3)
      .toString(),
  ).toBe('GIF')
  const silent = await shop.workspace.app.request(
    `/piwik.php?${query({ ...page, action_name: 'Quiet', send_image: '0' })}`,
  )
  expect([silent.status, await silent.text()]).toEqual([204, ''])
  expect(await rowOf('Home')).toMatchObject({
    type: 'page',
    anonymous_id: 'a1b2c3d4e5f60718',
    'context.page.title': 'Home',
    'context.screen.width': 1280,
    'context.locale': 'de',
    'utm.source': 'x',
    'referrer.name': 'Google',
  })
})

it('a form in the body is read as well; the token may be the key', async () => {
  const sent = query({ idsite: '1', token_auth: shop.key, uid: 'u1', e_c: 'Shop', e_a: 'Beacon' })
  expect((await shop.send('POST', '/matomo.php', sent)).status).toBe(200)
  expect(await rowOf('Beacon')).toMatchObject({ user_id: 'u1', category: 'Shop' })
})

it('good and bad items of a bulk call are told apart', async () => {
  const ids = { idsite: shop.key, uid: 'u2' }
  const order = {
    ...ids,
    idgoal: '0',
    ec_id: 'o1',
    revenue: '129.5',
    ec_items: JSON.stringify([['sku1', 'Boots', ['Shoes'], 129.5, 1], 'odd']),
    dimension1: 'gold',
    cvar: JSON.stringify({ 1: ['plan', 'pro'] }),
  }
  const answer = await bulk([
    `?${query(order)}`,
    7,
    { idsite: shop.key, uid: 42, action_name: 'Number', cdt: '2026-01-02 03:04:05' },
    `?${query({ ...ids, idsite: 'tl_of-another', action_name: 'Foreign' })}`,
    `?${query(ids)}`,
    { ...ids, uid: { no: 'text' }, _id: '', action_name: 'Half \ud83d of a pair' },
    { ...ids, action_name: 'Long ago', cdt: '1999-01-01 00:00:00' },
  ])
  expect(answer.body).toEqual({
    status: 'success',
    tracked: 3,
    invalid: 4,
    invalid_indices: [1, 3, 4, 6],
  })
  expect(await rowOf('Order Completed')).toMatchObject({
    user_id: 'u2',
    'properties.revenue': 129.5,
    'properties.order_id': 'o1',
    'properties.dimension1': 'gold',
    'properties.plan': 'pro',
  })
  expect(await rowOf('Number')).toMatchObject({ user_id: '42' })
  expect(String((await rowOf('Number'))['timestamp'])).toContain('2026-01-02 03:04:05')
  expect(await rowOf('Half \ufffd of a pair')).not.toHaveProperty('user_id')
  const reasons = (await shop.rejected()).map(({ reason }) => reason).sort()
  expect(reasons).toEqual(['no-event', 'no-object', 'other-key', 'time-out-of-range'])
  expect(JSON.stringify(await shop.rejected())).not.toContain(shop.key)
})

it('a cart, a goal, a search, links, contents and products seen have their names', async () => {
  const ids = { idsite: shop.key, uid: 'u3' }
  const kinds = [
    { idgoal: '0', revenue: '20' },
    { idgoal: '7', revenue: '3' },
    { search: 'boots', search_count: '4' },
    { link: 'https://other.example/' },
    { download: 'https://shop.example/a.pdf' },
    { c_n: 'Banner', c_i: 'click' },
    { ping: '1' },
    { action_name: 'Boots', _pks: 'sku1', _pkn: 'Boots', _pkp: '129' },
  ]
  await bulk(kinds.map((kind) => ({ ...ids, url: 'https://shop.example/', ...kind })))
  const own = (await shop.rows()).filter((row) => row['user_id'] === 'u3')
  expect(own.map(({ event }) => event).sort()).toEqual([
    'Cart Updated',
    'content interaction',
    'download',
    'goal',
    'link',
    'page',
    'ping',
    'search',
  ])
  expect(own.find(({ event }) => event === 'search')).toMatchObject({
    'properties.query': 'boots',
    'properties.results': 4,
  })
})

it('what names nobody counts by an id of the day, an item that was kept aside is read again', async () => {
  const anonymous = async (browser: string) => {
    const sent = { idsite: shop.key, url: 'https://shop.example/', action_name: browser }
    await shop.send('POST', '/matomo.php', query(sent), { 'user-agent': browser })
    return (await rowOf(browser))['anonymous_id']
  }
  const [one, other] = [await anonymous('Mozilla/5.0 (X11) one'), await anonymous('other')]
  expect(one).toMatch(/^[0-9a-f]{32}$/)
  expect(other).not.toBe(one)
  const item = (await shop.rejected()).find(({ reason }) => reason === 'no-event')!
  const rows = [{ id: item.id, body: { ...JSON.parse(item.body), action_name: 'Mended' } }]
  expect(await shop.workspace.post('sources/shop/rejected/replay', { rows })).toMatchObject({
    accepted: 1,
  })
  expect(await rowOf('Mended')).toMatchObject({ user_id: 'u2' })
})

it('whoever has no key is refused', async () => {
  expect((await shop.send('POST', '/matomo.php', query({ url: 'x' }))).status).toBe(401)
  expect((await shop.send('POST', `/matomo.php?writeKey=${shop.key}`, '{"requests":')).status).toBe(
    400,
  )
})
