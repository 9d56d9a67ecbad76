import { afterAll, beforeAll, expect, it } from 'vitest'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['mixpanel'] })
})
afterAll(() => shop.workspace.close())

const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')

const track = (items: unknown, path = '/track') =>
  shop.send('POST', path, `data=${encodeURIComponent(packed(items))}`)

const event = (name: string, properties: object) => ({
  event: name,
  properties: { token: shop.key, ...properties },
})

const find = async (name: string) => (await shop.rows()).find((row) => row['event'] === name)

it('the answer is what was asked for: 1, an object, or a pixel', async () => {
  const item = event('Answered', { distinct_id: 'ann', $insert_id: 'same' })
  expect((await track(item)).text).toBe('1')
  expect((await track(item, '/track/?verbose=1&ip=1')).body).toEqual({ status: 1, error: null })
  const form = new URLSearchParams({ data: packed(item), verbose: '1' }).toString()
  expect((await shop.send('POST', '/track', form)).body).toEqual({ status: 1, error: null })
  const address = `/track?img=1&data=${encodeURIComponent(packed(item))}`
  expect((await shop.send('GET', address)).headers.get('content-type')).toBe('image/gif')
  expect((await shop.count('event'))['Answered']).toEqual([1, 1])
})

it('a device is somebody unknown until it is identified', async () => {
  const device = { $device_id: 'd1' }
  await track([
    event('One', { distinct_id: '$device:d1', ...device }),
    event('Two', { distinct_id: 'd1', ...device }),
    event('$identify', {
      distinct_id: 'bob',
      $user_id: 'bob',
      ...device,
      $anon_distinct_id: '$device:d1',
    }),
    event('Three', { distinct_id: 'bob', $user_id: 'bob', ...device }),
    event('Four', { distinct_id: 12 }),
    event('$create_alias', { distinct_id: '$device:d2', alias: 'cyd' }),
    event('$merge', { $distinct_ids: ['$device:d3', 'dan'] }),
  ])
  const rows = await shop.rows()
  const idsOf = (name: string, user?: string) => {
    const row = rows.find((each) => each['event'] === name && (!user || each['user_id'] === user))!
    return [row['user_id'], row['anonymous_id']]
  }
  expect(idsOf('One')).toEqual([undefined, 'd1'])
  expect(idsOf('Two')).toEqual([undefined, 'd1'])
  expect(idsOf('identify')).toEqual(['bob', 'd1'])
  expect(idsOf('Three')).toEqual(['bob', 'd1'])
  expect(idsOf('Four')).toEqual(['12', undefined])
  expect(idsOf('alias', 'cyd')).toEqual(['cyd', 'd2'])
  expect(idsOf('alias', 'dan')).toEqual(['dan', 'd3'])
})

it('what cannot be read is kept aside, without its token', async () => {
  await track([
    event('Nobody', { distinct_id: ['x'] }),
    { properties: { token: shop.key, distinct_id: 'ann' } },
    event('$create_alias', { alias: 'ann' }),
    event('Future', { distinct_id: 'ann', time: 4e9 }),
    { event: 'Elsewhere', properties: { token: 'another', distinct_id: 'ann' } },
    'text',
  ])
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason).toSorted()).toEqual([
    'no-event',
    'no-id',
    'no-object',
    'no-previous-id',
    'other-key',
    'time-out-of-range',
  ])
  expect(rejected.some(({ body }) => body.includes(shop.key))).toBe(false)
})

it('operations on people and groups are their attributes', async () => {
  const person = { $token: shop.key, $distinct_id: 'ann' }
  await track(
    [
      { ...person, $set: { plan: 'pro' } },
      { ...person, $add: { n: 2 } },
    ],
    '/engage',
  )
  await track({ ...person, $unset: ['old'], $ip: '203.0.113.77' }, '/engage/')
  const group = { $token: shop.key, $group_key: 'company', $group_id: 'acme' }
  await track({ ...group, $set: { size: 4 } }, '/groups')
  await track({ $token: shop.key, $group_key: 'company', $set: {} }, '/groups')
  const rows = await shop.rows()
  const traits = rows.filter(({ type, user_id }) => type === 'identify' && user_id === 'ann')
  const told = Object.assign({}, ...traits)
  expect(told).toMatchObject({ 'traits.plan': 'pro', 'traits.add.n': 2, ip: '203.0.113.0' })
  expect(told['traits.unset']).toEqual(['old'])
  expect(rows.find(({ type }) => type === 'group')).toMatchObject({
    group_id: 'acme',
    'traits.size': 4,
    'context.groups.company': 'acme',
  })
  expect((await shop.rejected()).some(({ reason }) => reason === 'no-group')).toBe(true)
})

it('imports are lists or lines, with the key as the name of a user; strict ones say what is wrong', async () => {
  const right = { event: 'Imported', properties: { distinct_id: 'ann', time: 1600000000 } }
  const wrong = { event: 'Wrong', properties: {} }
  const lines = `${JSON.stringify(right)}\n${JSON.stringify({ ...right, event: 'Line' })}\n`
  const answer = await shop.send('POST', '/import', lines, basic(shop.key))
  expect(answer.body).toEqual({ code: 200, status: 'OK', num_records_imported: 2 })
  const strict = await shop.send('POST', '/import?strict=1', [right, wrong], basic(shop.key))
  expect([strict.status, strict.body]).toMatchObject([
    400,
    { num_records_imported: 1, failed_records: [{ index: 1 }] },
  ])
  expect(await find('Line')).toMatchObject({ timestamp: expect.stringMatching(/^2020-09-13/) })
})

it('clocks are corrected by the time of sending in the address', async () => {
  const time = Date.UTC(2012, 0)
  const before = Date.now()
  await track(event('Skewed', { distinct_id: 'ann', time: time / 1000 }), `/track/?_=${time + 6e4}`)
  const at = Date.parse(`${(await find('Skewed'))!['timestamp']}Z`)
  expect(at).toBeGreaterThanOrEqual(before - 60_001)
  expect(at).toBeLessThanOrEqual(Date.now() - 59_999)
})
