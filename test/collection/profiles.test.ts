import { afterEach, expect, it } from 'vitest'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
afterEach(() => shop.workspace.close())

/** Values of a dimension, by those of another one on the same rows; null where there is none. */
async function report(dimension: string) {
  const found = await shop.workspace.post<{ rows: { item: string | null; values: number[] }[] }>(
    'reports',
    {
      kind: 'freeform',
      dataView: 'shop',
      dateRange: { start: '2000-01-01', end: '2100-01-01' },
      rows: { dimension },
      columns: [{ metric: 'people' }],
    },
  )
  return Object.fromEntries(found.rows.map(({ item, values: [people] }) => [String(item), people]))
}

const traits = async (name: string) => {
  await shop.settle()
  return report(`web-people.traits.${name}`)
}

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString()

const sendSegment = (...batch: readonly object[]) =>
  shop.send('POST', '/v1/batch', { batch }, basic(shop.key))

it('shows traits of identify calls as attributes of people, each as of its time', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  const identify = (userId: string, minute: number, told: object) => ({
    type: 'identify',
    userId,
    timestamp: at(minute),
    traits: told,
  })
  await sendSegment(
    { type: 'track', event: 'Seen', userId: 'ann' },
    { type: 'track', event: 'Seen', userId: 'bob' },
    identify('ann', 10, { plan: 'pro', city: 'Bonn', address: { zip: '53111' } }),
    identify('bob', 10, { plan: 'free' }),
  )
  expect(await traits('plan')).toEqual({ free: 1, pro: 1 })
  await sendSegment(
    identify('ann', 30, { plan: 'enterprise' }),
    identify('bob', 30, { plan: null, age: 5 }),
    identify('ann', 20, { plan: 'late', city: 'Ulm' }),
  )
  expect(await traits('plan')).toEqual({ enterprise: 1, null: 1 })
  expect(await traits('city')).toEqual({ Ulm: 1, null: 1 })
  expect(await traits('address.zip')).toEqual({ '53111': 1, null: 1 })
})

it('takes what was told before a login along, and what two people said apart', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  await sendSegment(
    { type: 'identify', anonymousId: 'a1', timestamp: at(1), traits: { source: 'ad' } },
    { type: 'track', event: 'Seen', anonymousId: 'a2', timestamp: at(1) },
    { type: 'identify', anonymousId: 'a2', timestamp: at(1), traits: { source: 'mail' } },
  )
  expect(await traits('source')).toEqual({ ad: 1, mail: 1 })
  await sendSegment(
    {
      type: 'identify',
      anonymousId: 'a1',
      userId: 'ann',
      timestamp: at(2),
      traits: { plan: 'pro' },
    },
    {
      type: 'identify',
      anonymousId: 'a1',
      userId: 'bob',
      timestamp: at(3),
      traits: { plan: 'free' },
    },
  )
  expect(await traits('plan')).toMatchObject({ pro: 1, free: 1 })
  const { rows } = await profileRows()
  const latest = Object.fromEntries(rows.map((row) => [row['person_id'], row['traits․source']]))
  expect(latest).toEqual({ a1: 'ad', a2: 'mail', ann: 'ad', bob: null })
})

async function profileRows() {
  await shop.settle()
  const { selectRows } = await import('../../src/lake/datasets/rows.ts')
  const { sql } = await import('../../src/lake/sql.ts')
  const rows = await shop.workspace.throughline.lake.query<Record<string, unknown>>(
    sql`SELECT * FROM ${selectRows({ id: 'web-people' })} ORDER BY _row`,
  )
  return { rows }
}

it('writes no row where nothing changes, and a trait of another type all the same', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  const identify = (userId: string, told: object) => ({ type: 'identify', userId, traits: told })
  await sendSegment(identify('ann', { age: 5 }))
  await shop.settle()
  await sendSegment(identify('ann', { age: 5 }))
  await shop.settle()
  expect((await profileRows()).rows).toHaveLength(1)
  await sendSegment(identify('bob', { age: 'old', __proto__x: 1, 'a b': 'c' }))
  expect(await traits('age')).toEqual({ '5': 1, old: 1 })
})

it('counts increments of calls that are sent twice once', async () => {
  shop = await openCollecting({ protocols: ['posthog', 'mixpanel'] })
  const properties = { distinct_id: 'ann', $insert_id: 'i1', token: shop.key }
  const track = { event: 'Seen', properties }
  await shop.send('POST', '/track?verbose=1', [track])
  const add = [{ $token: shop.key, $distinct_id: 'ann', $add: { visits: 2 } }]
  await shop.send('POST', '/engage?verbose=1', add)
  const event = {
    event: '$set',
    uuid: 'u1',
    distinct_id: 'ann',
    properties: { $set: { plan: 'pro' }, $set_once: { first: 'ad' } },
  }
  for (let i = 0; i < 3; i++)
    await shop.send('POST', '/batch/', { api_key: shop.key, batch: [event] })
  expect(await traits('first')).toEqual({ ad: 1 })
  expect(await traits('plan')).toEqual({ pro: 1 })
  const { rows } = await profileRows()
  expect(rows.at(-1)).toMatchObject({ 'traits․visits': 2, person_id: 'ann' })
})

it('keeps what an event does to attributes while it is kept aside', async () => {
  shop = await openCollecting({ protocols: ['posthog'] })
  const properties = { $set: { plan: 'pro' }, $set_once: { first: 'ad' } }
  const event = { event: '$set', uuid: 'u1', distinct_id: 'ann', timestamp: at(1), properties }
  const wrong = { ...event, timestamp: '1990-01-01T00:00:00Z' }
  await shop.send('POST', '/batch/', { api_key: shop.key, batch: [wrong] })
  const [kept] = await shop.rejected()
  const body = { ...JSON.parse(kept!.body), originalTimestamp: at(1) }
  const rows = [{ id: kept!.id, body }]
  const replayed = await shop.workspace.post('sources/shop/rejected/replay', { rows })
  expect(replayed).toEqual({ accepted: 1, rejected: [] })
  expect(await traits('first')).toEqual({ ad: 1 })
  const { rows: profiles } = await profileRows()
  expect(profiles).toHaveLength(1)
  expect(profiles[0]).toMatchObject({ 'traits․first': 'ad', 'traits․plan': 'pro' })
  expect(await shop.rows()).toMatchObject([{ protocol: 'posthog', message_id: 'u1' }])
})

it('groups are a lookup of the group of an event', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  await sendSegment(
    { type: 'group', userId: 'ann', groupId: 'acme', timestamp: at(1), traits: { size: 'small' } },
    { type: 'group', userId: 'ann', groupId: 'acme', timestamp: at(2), traits: { city: 'Ulm' } },
    { type: 'track', event: 'Seen', userId: 'bob', context: { groupId: 'acme' } },
  )
  await shop.settle()
  expect(await report('web-groups.traits.size')).toEqual({ small: 2 })
  expect(await report('web-groups.traits.city')).toEqual({ Ulm: 2 })
})

it('keeps nothing of whoever refuses', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  await sendSegment({ type: 'identify', userId: 'ann', consent: 'denied', traits: { plan: 'pro' } })
  await shop.settle()
  const { body } = await shop.workspace.call('GET', 'datasets/web-people/batches')
  expect(body).toEqual([])
})

it('forgets how the attributes of somebody came to be', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  await sendSegment(
    { type: 'identify', userId: 'ann', timestamp: at(9), traits: { plan: 'pro', city: 'Bonn' } },
    { type: 'identify', userId: 'bob', timestamp: at(9), traits: { plan: 'free' } },
  )
  await shop.settle()
  const { status } = await shop.workspace.call('DELETE', 'profiles?namespace=user&id=ann')
  expect(status).toBe(200)
  await sendSegment({ type: 'identify', userId: 'ann', timestamp: at(10), traits: { plan: 'new' } })
  const { rows } = await profileRows()
  expect(rows.map((row) => [row['person_id'], row['traits․plan'], row['traits․city']])).toEqual([
    ['bob', 'free', null],
    ['ann', 'new', null],
  ])
})

it.each([
  ['profiles', 'profile'],
  ['groups', 'lookup'],
])('%s of a source is a dataset of type %s', async (setting, type) => {
  shop = await openCollecting({ protocols: ['segment'] })
  await shop.workspace.post('apply', { kind: 'dataset', id: 'hits', type: 'event' })
  const source = { kind: 'source', id: 'shop', dataset: 'web', protocols: ['segment'] }
  const { body } = await shop.workspace.call('POST', 'apply', { ...source, [setting]: 'hits' })
  expect(body).toMatchObject({ code: 'definition/invalid', detail: expect.stringContaining(type) })
})
