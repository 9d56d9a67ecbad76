import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnonymousWays, WhatIf } from '../../src/model/answers/what-if.ts'
import { sql } from '../../src/lake/sql.ts'
import { asStored, bob } from '../reference/stitching.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace

beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('datasets/web/rows', bob.map(asStored))
  await workspace.post('datasets/shared/rows', shared)
  await workspace.post('apply', [
    people,
    { kind: 'connection', id: 'apart', datasets: [byDevice('web')] },
    { kind: 'connection', id: 'devices', datasets: [byDevice('shared')] },
    { kind: 'connection', id: 'own-rows', datasets: [byOwnRows('shared')] },
    { kind: 'connection', id: 'both', datasets: bothByGraph },
    { kind: 'connection', id: 'graph', datasets: [{ ...byDevice('shared'), ...byGraph }] },
    {
      kind: 'data-view',
      id: 'shop',
      connection: 'graph',
      dimensions: [{ id: 'channel', field: 'channel' }],
      metrics: [{ id: 'orders', field: 'order', count: 'instances' }],
    },
    {
      kind: 'data-view',
      id: 'starts',
      connection: 'own-rows',
      dimensions: [{ id: 'page', field: 'page' }],
    },
  ])
})
afterAll(() => workspace.close())

const byDevice = (dataset: string) => ({ dataset, personId: 'device', namespace: 'device' })

const stitch = { method: 'field', persistentId: 'device', namespace: 'device' }
const byOwnRows = (dataset: string) => ({ dataset, personId: 'person', namespace: 'crm', stitch })

/** semantics §2.2, vector 2.2-b, with what was ordered. */
const shared = [
  ['12:01', 'Home page', '', 'mail', null],
  ['12:02', 'Product page', '', '', null],
  ['12:03', 'Order success', 'ryan', '', 'o1'],
  ['12:07', 'Product page', '', 'search', null],
  ['12:08', 'Order success', 'cassidy', '', 'o2'],
  ['18:08', 'Home page', '', '', null],
].map(([time, page, person, channel, order]) => ({
  ts: `2023-05-12T${time}:00Z`,
  device: '1234',
  page,
  person,
  channel,
  order,
}))

const people = {
  kind: 'identity-space',
  id: 'people',
  namespaces: [
    { id: 'crm', unique: true },
    { id: 'device', device: true },
  ],
}

const byGraph = {
  personId: 'person',
  namespace: 'crm',
  identities: [
    { field: 'person', namespace: 'crm' },
    { field: 'device', namespace: 'device' },
  ],
  stitch: { ...stitch, method: 'graph', space: 'people', target: 'crm' },
}

const bothByGraph = ['shared', 'web'].map((dataset) => ({ ...byDevice(dataset), ...byGraph }))

const ask = (connection: string, body: object) =>
  workspace.post<WhatIf>(`connections/${connection}/stitching/what-if`, body)

describe('what if a dataset were stitched', () => {
  it('that is not: devices become people (vector 2.2-a)', async () => {
    const { dataset: _, ...part } = byOwnRows('web')
    const answer = await ask('apart', { datasets: { web: part } })
    expect(answer).toMatchObject({
      connection: 'apart',
      dataView: null,
      people: {
        before: 3,
        after: 2,
        same: 1,
        renamed: 0,
        merged: {
          before: 2,
          after: 1,
          examples: [{ person: 'Bob', count: 2, from: ['246', '81911'] }],
        },
        split: { before: 0, after: 0, examples: [] },
        appeared: 0,
        gone: 0,
      },
      datasets: [
        {
          dataset: 'web',
          isChanged: true,
          rows: { before: 12, after: 12, moved: 10 },
          people: { before: 3, after: 2 },
          sessions: { before: 3, after: 2 },
          events: { before: 12, after: 12 },
        },
      ],
      dimension: null,
      rows: [],
    })
  })

  it('a shared device becomes several people, and their sessions', async () => {
    const { dataset: _, ...part } = byOwnRows('shared')
    const { people: moves, metrics } = await ask('devices', { datasets: { shared: part } })
    expect(moves.split).toEqual({
      before: 1,
      after: 2,
      examples: [{ person: '1234', count: 2, into: ['ryan', 'cassidy'] }],
    })
    expect(metrics.map(({ metric, before, after }) => [metric, before, after])).toEqual([
      ['people', 1, 2],
      ['sessions', 2, 3],
      ['events', 6, 6],
    ])
  })

  it('no more: rows without a person of their own are nobody’s', async () => {
    const answer = await ask('own-rows', {
      datasets: { shared: { stitch: null } },
      dimension: 'page',
    })
    expect(answer.datasets[0]!.rows).toEqual({ before: 6, after: 2, moved: 0 })
    expect(answer.rows.map(({ item, values }) => [item, values[2]])).toEqual([
      ['Home page', { before: 2, after: 0 }],
      ['Product page', { before: 2, after: 0 }],
    ])
  })

  it('so that rows have a person who had none, at times of their own', async () => {
    await workspace.post('datasets/nobodys/rows', [
      { ts: '2023-05-12T12:00:00Z', device: 'd1', person: 'p1' },
      { ts: '2023-05-12T11:00:00Z', device: 'd1', person: null },
    ])
    await workspace.post('apply', [
      { kind: 'connection', id: 'nobodys', datasets: [{ dataset: 'nobodys', personId: 'person' }] },
    ])
    const answer = await ask('nobodys', { datasets: { nobodys: { namespace: 'crm', stitch } } })
    expect(answer.people).toMatchObject({ before: 1, after: 1, same: 1, appeared: 0 })
    expect(answer.datasets[0]!.rows).toEqual({ before: 1, after: 2, moved: 0 })
    expect(answer.dateRange).toEqual({
      start: '2023-05-12T11:00:00.000Z',
      end: '2023-05-12T12:00:00.001Z',
    })
    expect(answer.metrics.find(({ metric }) => metric === 'events')).toMatchObject(pair(1, 2))
  })

  it('of people whom reports name, and who are not there yet', async () => {
    await workspace.post('apply', [
      {
        kind: 'data-view',
        id: 'of-ryan',
        connection: 'devices',
        segment: {
          container: 'event',
          where: {
            and: [
              { dimension: 'person-id', op: 'equals', value: 'ryan' },
              { dimension: 'page', op: 'equals', value: 'Product page' },
            ],
          },
        },
        dimensions: [{ id: 'page', field: 'page' }],
      },
    ])
    const { dataset: _, ...part } = byOwnRows('shared')
    const answer = await ask('devices', { datasets: { shared: part }, dataView: 'of-ryan' })
    const events = answer.metrics.find(({ metric }) => metric === 'events')
    expect(events).toMatchObject(pair(0, 2))
  })

  const pair = (before: number, after: number) => ({ before, after })
})

describe('the rules of a space', () => {
  it('move orders between channels; those that are left out stay', async () => {
    const answer = await ask('graph', { space: { anonymous: 'last-authenticated' } })
    expect(answer).toMatchObject({
      dataView: 'shop',
      dimension: 'channel',
      people: { before: 2, after: 2, same: 0, split: { before: 1, after: 2 } },
      datasets: [{ rows: { before: 6, after: 6, moved: 3 } }],
    })
    expect(answer.metrics.map(({ metric }) => metric)).toEqual([
      'people',
      'sessions',
      'events',
      'orders',
    ])
  })

  it('and leave reports as they are meanwhile', async () => {
    const table = {
      kind: 'freeform',
      dataView: 'shop',
      dateRange: { start: '2023-05-12', end: '2023-05-13' },
      rows: { dimension: 'person-id' },
      columns: [{ metric: 'events' }],
    }
    const readRows = async () => (await workspace.post<{ rows: unknown }>('reports', table)).rows
    const before = await readRows()
    const asking = ask('graph', { space: { anonymous: 'new-after-logout' } })
    const meanwhile = [await readRows(), await readRows()]
    expect((await asking).people).toMatchObject({ before: 2, after: 3 })
    expect([...meanwhile, await readRows()]).toEqual([before, before, before])
  })

  it('that is not saved can be asked, too', async () => {
    const space = { id: 'new', namespaces: people.namespaces, anonymous: 'new-after-logout' }
    const part = { ...byGraph, stitch: { ...byGraph.stitch, space: 'new' } }
    const answer = await ask('devices', { datasets: { shared: part }, space })
    expect(answer.people).toMatchObject({ before: 1, after: 3, split: { before: 1, after: 3 } })
  })
})

describe('the three ways of owning anonymous events', () => {
  const askWays = (connection: string, body: object = {}) =>
    workspace.post<AnonymousWays>(`connections/${connection}/stitching/anonymous-ways`, body)
  const summarize = ({ ways }: AnonymousWays) =>
    ways.map(({ anonymous, people: moves, metrics }) => [
      anonymous,
      moves.after,
      metrics.find(({ metric }) => metric === 'sessions')!.after,
    ])
  const expected = [
    ['device-split', 2, 3],
    ['last-authenticated', 2, 3],
    ['new-after-logout', 3, 3],
  ]

  it('stand side by side (vector 2.2-b)', async () => {
    const answer = await askWays('graph')
    expect(answer).toMatchObject({ space: 'people', present: 'device-split' })
    expect(summarize(answer)).toEqual(expected)
    expect(answer.ways[0]!.rowCount).toBe(0)
    expect(answer.ways[0]!.people.same).toBe(2)
  })

  it('have each row of every dataset once', async () => {
    const { ways } = await askWays('both', { dimension: null })
    for (const { datasets } of ways) {
      expect(datasets.map(({ rows, events }) => [rows.after, events])).toEqual([
        [6, { before: 6, after: 6 }],
        [12, { before: 12, after: 12 }],
      ])
    }
    expect(ways.some(({ datasets }) => datasets.some(({ rows }) => rows.moved > 0))).toBe(true)
  })

  it('of what is stitched by its own rows, too', async () => {
    const answer = await askWays('own-rows')
    expect(answer).toMatchObject({ space: null, present: null })
    expect(summarize(answer)).toEqual(expected)
  })

  it('need something that is stitched', async () => {
    const path = 'connections/apart/stitching/anonymous-ways'
    const { status, body } = await workspace.call('POST', path, {})
    expect([status, body['code']]).toEqual([400, 'connection/not-stitched'])
  })
})

describe('mistakes are told at their place', () => {
  it.each<[string, string, object, number, string, string]>([
    [
      'an unknown dataset',
      'graph',
      { datasets: { nope: {} } },
      404,
      'dataset/unknown',
      'datasets.nope',
    ],
    [
      'a broken block',
      'graph',
      { datasets: { shared: { stitch: { method: 'field' } } } },
      400,
      'request/invalid',
      'datasets.shared.stitch.persistentId',
    ],
    [
      'an unknown field',
      'graph',
      { datasets: { shared: { stitch: { ...stitch, persistentId: 'nope' } } } },
      400,
      'definition/unknown-field',
      'datasets.shared.stitch.persistentId',
    ],
    [
      'a dataset without a person',
      'devices',
      { datasets: { shared: { personId: null } } },
      400,
      'connection/missing-setting',
      'datasets.shared',
    ],
    [
      'an unknown space',
      'graph',
      { datasets: { shared: { stitch: { ...byGraph.stitch, space: 'nope' } } } },
      404,
      'definition/unknown-id',
      'datasets.shared.stitch.space',
    ],
    [
      'a space that is not there',
      'graph',
      { space: { id: 'nope', anonymous: 'device-split' } },
      404,
      'definition/unknown-id',
      'space.id',
    ],
    [
      'rules that contradict themselves',
      'graph',
      { space: { pairs: [{ from: 'crm', to: 'nope' }] } },
      400,
      'request/invalid',
      'space.pairs[0].to',
    ],
    [
      'a space of which nobody says which',
      'devices',
      { space: { anonymous: 'device-split' } },
      400,
      'request/invalid',
      'space.id',
    ],
    ['nothing that changes', 'graph', {}, 400, 'request/invalid', 'datasets'],
    [
      'an unknown metric',
      'graph',
      { datasets: { shared: {} }, metrics: ['people', 'nope'] },
      400,
      'request/unknown-component',
      'metrics[1]',
    ],
    [
      'an unknown dimension',
      'graph',
      { datasets: { shared: {} }, dimension: 'nope' },
      400,
      'request/unknown-component',
      'dimension',
    ],
    [
      'a data view of another connection',
      'devices',
      { datasets: { shared: {} }, dataView: 'shop' },
      400,
      'request/invalid',
      'dataView',
    ],
    ['an unknown connection', 'nope', { datasets: {}, space: {} }, 404, 'connection/unknown', ''],
  ])('%s', async (_, connection, body, status, code, path) => {
    const answer = await workspace.call('POST', `connections/${connection}/stitching/what-if`, body)
    expect([answer.status, answer.body['code'], answer.body['path']]).toEqual([status, code, path])
  })
})

it('leaves nothing behind, whatever came of it', async () => {
  const left = await workspace.throughline.lake.query(sql`
    SELECT name FROM system.tables
    WHERE name LIKE 'journey:% %' OR name LIKE 'identity\_D%'`)
  expect(left).toEqual([])
})
