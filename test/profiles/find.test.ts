import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventRow, FoundPeople } from '../../src/model/answers/profiles.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
const web = [
  { ts: '2026-01-01T10:00:00Z', cookie: 'c1', email: 'ann@x.io', page: 'Home', tags: ['a', 'b'] },
  {
    ts: '2026-01-01T10:00:00Z',
    cookie: 'c1',
    email: 'ann@x.io',
    page: 'Cart',
    geo: { city: 'Ulm' },
  },
  { ts: '2026-01-02T10:00:00Z', cookie: '7', email: 'bob@x.io', page: 'Home' },
]
const calls = [{ ts: '2026-01-03T10:00:00Z', customer: '7', email: 'cleo@x.io' }]

const datasetOf = (dataset: string, other: string, more: object) => ({
  dataset,
  personId: 'email',
  namespace: 'email',
  identities: [{ field: other, namespace: other }],
  ...more,
})

async function open(more: object = {}): Promise<void> {
  workspace = await openWorkspace()
  await workspace.post('apply', [
    { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts' },
    { kind: 'dataset', id: 'calls', type: 'event', timestamp: 'ts' },
    {
      kind: 'connection',
      id: 'all',
      datasets: [datasetOf('web', 'cookie', {}), datasetOf('calls', 'customer', {})],
      ...more,
    },
    { kind: 'connection', id: 'phone', datasets: [datasetOf('calls', 'customer', {})] },
    { kind: 'data-view', id: 'main', connection: 'all' },
    { kind: 'data-view', id: 'other', connection: 'all' },
  ])
  await workspace.post('datasets/web/rows', web)
  await workspace.post('datasets/calls/rows', calls)
  await workspace.throughline.connections.settled('all')
  await workspace.throughline.connections.settled('phone')
  await workspace.throughline.profiles.settled()
}

async function find(search: string): Promise<FoundPeople> {
  const query = new URLSearchParams({ search })
  const { status, text, body } = await workspace.call('GET', `profiles/find?${query}`)
  expect(status, text).toBe(200)
  return body as unknown as FoundPeople
}

const foundBy = async (search: string) =>
  (await find(search)).found.map(({ connection, person, identities }) =>
    [connection, person, ...identities.map(({ namespace }) => namespace)].join(' '),
  )

describe.each([{}, { profile: { keep: true } }])('who has an identity, with %o', (more) => {
  beforeAll(() => open(more))
  afterAll(() => workspace.close())

  it('is found by it in all connections, whatever its namespace', async () => {
    expect(await foundBy('ann@x.io')).toEqual(['all ann@x.io email'])
    expect(await foundBy('c1')).toEqual(['all ann@x.io cookie'])
    expect(await foundBy('cleo@x.io')).toEqual(['all cleo@x.io email', 'phone cleo@x.io email'])
    expect((await find('c1')).found[0]?.dataViews).toEqual(['main', 'other'])
  })

  it('is found in the namespace that is named, and in others besides', async () => {
    const both = ['all bob@x.io cookie', 'all cleo@x.io customer', 'phone cleo@x.io customer']
    expect((await foundBy('7')).toSorted()).toEqual(both)
    expect(await foundBy('cookie:7')).toEqual(['all bob@x.io cookie'])
    expect(await foundBy(' customer:7 ')).toEqual(both.slice(1))
  })

  it('is nobody, with what was searched', async () => {
    expect(await find('cookie:zoe')).toEqual({
      found: [],
      namespaces: ['cookie'],
      connections: ['all', 'phone'],
    })
    expect((await find('zoe')).namespaces).toEqual(['cookie', 'customer', 'email'])
  })
})

describe('an event as it came', () => {
  beforeAll(() => open())
  afterAll(() => workspace.close())

  const rowOf = async (person: string, query: string) => {
    const path = `profiles/${encodeURIComponent(person)}/event?${query}`
    const { status, body } = await workspace.call('GET', path)
    return { status, row: body as unknown as EventRow }
  }

  it('has all fields of its row, and where that is from', async () => {
    const { row } = await rowOf('ann@x.io', 'time=2026-01-01T10:00:00Z')
    expect(row).toMatchObject({ connection: 'all', dataset: 'web', batch: 1 })
    expect(row.fields).toMatchObject({ page: 'Home', cookie: 'c1', tags: ['a', 'b'] })
    expect(Date.now() - Date.parse(row.receivedAt)).toBeLessThan(600_000)
    const second = await rowOf('ann@x.io', 'time=2026-01-01T10:00:00Z&place=2')
    expect(second.row.fields).toMatchObject({ page: 'Cart', 'geo.city': 'Ulm' })
    expect(second.row.fields).not.toHaveProperty('tags')
  })

  it('is refused where there is none', async () => {
    expect((await rowOf('ann@x.io', 'time=2026-01-01T10:00:00Z&place=3')).status).toBe(400)
    expect((await rowOf('zoe', 'time=2026-01-01T10:00:00Z')).status).toBe(404)
  })
})
