import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Profile, ProfileChange } from '../../src/model/answers/profiles.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeEach(async () => {
  workspace = await openWorkspace()
})
afterEach(() => workspace.close())

const web = [
  { n: 1, ts: '2026-01-01T10:00:00Z', cookie: 'c1', email: null, page: 'Home' },
  { n: 2, ts: '2026-01-01T10:01:00Z', cookie: 'c1', email: 'ann@x.io', page: 'Cart' },
  { n: 3, ts: '2026-01-02T10:00:00Z', cookie: 'c2', email: 'bob@x.io', page: 'Home' },
]

const customers = [
  { email: 'ann@x.io', first_name: 'Ann', tier: 'gold' },
  { email: 'zoe@x.io', first_name: 'Zoe', tier: null },
]

const connectionOf = (more: object = {}) => ({
  kind: 'connection',
  id: 'all',
  datasets: [
    {
      dataset: 'web',
      personId: 'email',
      namespace: 'email',
      stitch: { method: 'field', persistentId: 'cookie', namespace: 'cookie' },
    },
    { dataset: 'customers', personId: 'email', namespace: 'email' },
  ],
  ...more,
})

const definitions = (more: object) => [
  { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts' },
  { kind: 'dataset', id: 'customers', type: 'profile' },
  connectionOf(more),
]

async function open(more: object = { profile: { keep: true } }): Promise<void> {
  await workspace.post('apply', definitions(more))
  await workspace.post('datasets/web/rows', web)
  await workspace.post('datasets/customers/rows', customers)
  await settle()
}

async function settle(): Promise<void> {
  await workspace.throughline.connections.settled('all')
  await workspace.throughline.profiles.settled()
}

const get = (query: string) => workspace.call('GET', `profiles?${query}`)

async function profileOf(query: string): Promise<Profile> {
  const { status, text, body } = await get(query)
  expect(status, text).toBe(200)
  return body as unknown as Profile
}

const ann = {
  person: 'ann@x.io',
  connection: 'all',
  otherConnections: [],
  identities: [
    { namespace: 'cookie', id: 'c1', since: '2026-01-01T10:00:00.000Z' },
    { namespace: 'email', id: 'ann@x.io', since: '2026-01-01T10:00:00.000Z' },
  ],
  attributes: {
    'customers.first_name': { value: 'Ann', from: 'customers', at: null },
    'customers.tier': { value: 'gold', from: 'customers', at: null },
  },
  audiences: {},
  eventCount: 2,
  firstSeen: '2026-01-01T10:00:00.000Z',
  lastSeen: '2026-01-01T10:01:00.000Z',
  events: [
    { time: '2026-01-01T10:01:00.000Z', dataset: 'web', fields: { page: 'Cart' } },
    { time: '2026-01-01T10:00:00.000Z', dataset: 'web', fields: { page: 'Home' } },
  ],
}

describe.each([
  ['kept', { profile: { keep: true } }, true],
  ['worked out from the lake', {}, false],
])('a profile that is %s', (_, more, isKept) => {
  beforeEach(() => open(more))

  it('is found by each of its identities', async () => {
    for (const identity of [
      'namespace=email&id=ann@x.io',
      'namespace=cookie&id=c1',
      'person=ann@x.io',
    ])
      expect(await profileOf(identity)).toMatchObject({ ...ann, isKept })
  })

  it('may be of somebody without events', async () => {
    expect(await profileOf('namespace=email&id=zoe@x.io')).toMatchObject({
      person: 'zoe@x.io',
      attributes: { 'customers.first_name': { value: 'Zoe' } },
      eventCount: 0,
      firstSeen: null,
      events: [],
    })
  })

  it('is not there for who is nobody', async () => {
    const { status, body } = await get('namespace=email&id=nobody@x.io')
    expect([status, body['code']]).toEqual([404, 'profile/unknown'])
    const { body: unknown } = await get('namespace=phone&id=1')
    expect(unknown['detail']).toContain('cookie, email')
  })
})

describe('kept profiles', () => {
  beforeEach(() => open())

  it('follow new rows, and tell what changes', async () => {
    const known = await workspace.call('GET', 'profiles/changes?until=now')
    const last = [...known.text.matchAll(/^id: (.*)$/gm)].at(-1)![1]!
    await workspace.post('datasets/web/rows', [
      { n: 4, ts: '2026-01-03T10:00:00Z', cookie: 'c3', email: 'ann@x.io', page: 'Order' },
      { n: 5, ts: '2026-01-04T10:00:00Z', cookie: 'c1', email: 'bob@x.io', page: 'Home' },
    ])
    await workspace.post('datasets/customers/rows', [{ email: 'ann@x.io', tier: 'silver' }])
    await settle()
    const found = await profileOf('namespace=cookie&id=c3')
    expect(found).toMatchObject({
      person: 'ann@x.io',
      attributes: {
        'customers.first_name': { value: 'Ann' },
        'customers.tier': {
          value: 'silver',
          beat: [{ value: 'gold', from: 'customers', at: null }],
        },
      },
    })
    expect((await profileOf('namespace=cookie&id=c1')).person).toBe('bob@x.io')
    const { text } = await workspace.call('GET', 'profiles/changes?until=now', undefined, {
      'last-event-id': last,
    })
    const changes = [...text.matchAll(/^data: (.*)$/gm)].map(
      ([, json]) => JSON.parse(json!) as ProfileChange,
    )
    expect(changes.map(({ at: _, ...change }) => change)).toEqual(
      expect.arrayContaining([
        {
          kind: 'identity-added',
          connection: 'all',
          person: 'ann@x.io',
          namespace: 'cookie',
          id: 'c3',
        },
        {
          kind: 'identity-removed',
          connection: 'all',
          person: 'ann@x.io',
          namespace: 'cookie',
          id: 'c1',
        },
        {
          kind: 'identity-added',
          connection: 'all',
          person: 'bob@x.io',
          namespace: 'cookie',
          id: 'c1',
        },
        {
          kind: 'attribute-changed',
          connection: 'all',
          person: 'ann@x.io',
          attribute: 'customers.tier',
          value: 'silver',
          was: 'gold',
        },
      ]),
    )
    expect(changes).toHaveLength(4)
  })

  it('have the latest attribute by the time of the rows, however late these arrive', async () => {
    const crm = { kind: 'dataset', id: 'crm', type: 'profile', timestamp: 'at' }
    const [, , { datasets }] = definitions({}) as unknown as [
      unknown,
      unknown,
      { datasets: object[] },
    ]
    const part = { dataset: 'crm', personId: 'email', namespace: 'email' }
    const profile = { keep: true, attributes: { 'crm.points': 'sum' } }
    await workspace.post('apply', [crm, connectionOf({ datasets: [...datasets, part], profile })])
    const row = { email: 'bob@x.io', plan: 'pro', points: 2, at: '2026-02-01T00:00:00Z' }
    await workspace.post('datasets/crm/rows', [row])
    await workspace.post('datasets/crm/rows', [
      { email: 'bob@x.io', plan: 'free', points: 3, at: '2026-01-01T00:00:00Z' },
    ])
    await settle()
    const { attributes } = await profileOf('namespace=email&id=bob@x.io')
    const at = '2026-02-01T00:00:00.000Z'
    expect(attributes).toMatchObject({
      'crm.plan': { value: 'pro', from: 'crm', at, beat: [{ value: 'free' }] },
      'crm.points': { value: 5, at },
    })
  })

  it('list events in pages', async () => {
    const first = await workspace.call('GET', 'profiles/ann%40x.io/events?limit=1')
    expect(first.body).toMatchObject({
      person: 'ann@x.io',
      connection: 'all',
      events: [{ time: '2026-01-01T10:01:00.000Z', fields: { page: 'Cart', cookie: 'c1' } }],
    })
    const second = await workspace.call(
      'GET',
      `profiles/ann%40x.io/events?limit=1&after=${first.body['next'] as string}`,
    )
    expect(second.body).toMatchObject({ events: [{ fields: { page: 'Home' } }] })
    const third = await workspace.call(
      'GET',
      `profiles/ann%40x.io/events?after=${second.body['next'] as string}`,
    )
    expect(third.body).toMatchObject({ events: [], next: null })
  })
})

describe('kept profiles of people', () => {
  it('go when they are forgotten, with what the feed says of them', async () => {
    await open()
    const known = await profileOf('namespace=email&id=ann@x.io')
    expect(known.isKept).toBe(true)
    const path = 'profiles?namespace=email&id=ann@x.io'
    const planned = await workspace.call('DELETE', `${path}&preview=true`)
    const kept = [{ connection: 'all', person: 'ann@x.io' }]
    expect(planned.body).toMatchObject({ profiles: kept, receipt: null })
    const receipt = await workspace.call('DELETE', path)
    expect(receipt.body).toMatchObject({ profiles: kept })
    expect(receipt.body['profileChanges']).toBeGreaterThan(0)
    const { store } = workspace.throughline
    for (const _ of ['at once', 'when all is worked out']) {
      expect((await get('namespace=email&id=ann@x.io')).status).toBe(404)
      const { text } = await workspace.call('GET', 'profiles/changes?until=now')
      expect(text).not.toContain('ann@x.io')
      expect((await store.profiles.read('all', ['ann@x.io'])).size).toBe(0)
      expect(await store.profiles.carried('all', ['ann@x.io'])).toEqual([])
      await settle()
    }
    expect((await profileOf('namespace=email&id=bob@x.io')).eventCount).toBe(1)
    expect((await profileOf('namespace=cookie&id=c1')).person).toBe('c1')
  })

  it('say which audiences they are in, and tell who enters and leaves', async () => {
    await open({})
    await workspace.post('apply', [
      {
        kind: 'data-view',
        id: 'main',
        connection: 'all',
        timeZone: 'UTC',
        dimensions: [{ id: 'page', field: 'page' }],
      },
      {
        kind: 'segment',
        id: 'home',
        dataView: 'main',
        definition: {
          container: 'person',
          where: { dimension: 'page', op: 'equals', value: 'Home' },
        },
      },
      { kind: 'audience', id: 'visitors', dataView: 'main', segments: ['home'] },
    ])
    await settle()
    await workspace.post('audiences/visitors/publish', {})
    const bob = await profileOf('namespace=email&id=bob@x.io')
    expect(bob).toMatchObject({ isKept: true, audiences: { visitors: { status: 'realized' } } })
    const { text } = await workspace.call('GET', 'profiles/changes?until=now&audience=visitors')
    expect(text).toContain(
      '"kind":"entered","audience":"visitors","connection":"all","person":"bob@x.io"',
    )
  })

  it('are gone when nobody asks for them any more', async () => {
    await open()
    await workspace.post('apply', [connectionOf()])
    await settle()
    expect(await workspace.throughline.store.profiles.kept()).toEqual([])
    expect(await profileOf('namespace=email&id=ann@x.io')).toMatchObject({ ...ann, isKept: false })
  })
})
