import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

interface Table {
  readonly rows: readonly { readonly item: string | null; readonly values: readonly number[] }[]
}

/** Events by the items of a dimension, in January 2026. */
async function eventsBy(dataView: string, dimension: string): Promise<Record<string, number>> {
  const { rows } = await workspace.post<Table>('reports', {
    kind: 'freeform',
    dataView,
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension },
    columns: [{ metric: 'events' }],
  })
  return Object.fromEntries(rows.map(({ item, values }) => [String(item), values[0]!]))
}

const ts = '2026-01-05T10:00:00Z'
const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T10:00:00Z`

describe('an identity map as person id', () => {
  const rows = [
    { n: 'none', identityMap: {} },
    {
      n: 'several, none primary',
      identityMap: { ECID: [{ id: 'e1' }, { id: 'e2' }], Email: [{ id: 'm1' }] },
    },
    {
      n: 'several primary',
      identityMap: {
        ECID: [
          { id: 'z', primary: true },
          { id: 'e3', primary: true },
        ],
        Email: [{ id: 'a', primary: true }],
      },
    },
    { n: 'single', identityMap: { ECID: [{ id: 'e4' }] } },
    { n: 'single elsewhere', identityMap: { Email: [{ id: 'm4' }] } },
    {
      n: 'primary of an unknown namespace',
      identityMap: { Loyalty: [{ id: 'l1', primary: true }], ECID: [{ id: 'e5' }] },
    },
  ]

  beforeAll(async () => {
    await workspace.post(
      'datasets/mapped/rows',
      rows.map((row) => ({ ...row, ts })),
    )
    const connect = (id: string, personId: object) => [
      { kind: 'connection', id, datasets: [{ dataset: 'mapped', personId }] },
      { kind: 'data-view', id, connection: id },
    ]
    await workspace.post('apply', [
      ...connect('by-primary', { identityMap: 'identityMap', primary: true }),
      ...connect('by-ecid', { identityMap: 'identityMap', namespace: 'ECID' }),
    ])
  })

  it('reads the primary ids, or the only one', async () => {
    expect(await eventsBy('by-primary', 'person-id')).toEqual({ e3: 1, e4: 1, m4: 1, l1: 1 })
  })

  it('reads the first id of a namespace', async () => {
    expect(await eventsBy('by-ecid', 'person-id')).toEqual({ e1: 1, z: 1, e4: 1, e5: 1 })
  })

  it('counts and lists the rows that it does not know', async () => {
    const { body } = await workspace.call('GET', 'connections/by-primary/status')
    expect(body).toMatchObject({ datasets: [{ rows: 4, missingPerson: 2 }] })
    const missing = await workspace
      .post<unknown>('apply', [])
      .then(() => workspace.call('GET', 'connections/by-primary/missing-persons?dataset=mapped'))
    expect(JSON.parse(missing.text)).toMatchObject([{ n: 'none' }, { n: 'several, none primary' }])
  })

  it('takes namespaces that come later', async () => {
    await workspace.post('datasets/mapped/rows', [
      { n: 'new', ts, identityMap: { A: [{ id: 'x', primary: true }] } },
    ])
    expect(await eventsBy('by-primary', 'person-id')).toEqual({ e3: 1, e4: 1, m4: 1, l1: 1, x: 1 })
  })
})

describe('an apply that cannot be built is refused with its reason', () => {
  beforeAll(async () => {
    await workspace.post('datasets/listed/rows', [
      { who: 'ann', tags: ['a'], products: [{ sku: 's' }], ts },
    ])
    await workspace.post('datasets/cat/rows?kind=lookup', [{ sku: 's', at: ts, names: ['x'] }])
  })

  const event = { dataset: 'listed', personId: 'who' }
  it.each<[string, object[], string, RegExp]>([
    [
      'a list as person',
      [{ dataset: 'listed', personId: 'tags' }],
      'datasets[0].personId',
      /tags of listed is a list/,
    ],
    [
      'a list of objects as person',
      [{ dataset: 'listed', personId: 'products' }],
      'datasets[0].personId',
      /is a list/,
    ],
    [
      'a part of one as person',
      [{ dataset: 'listed', personId: 'products.sku' }],
      'datasets[0].personId',
      /is a list/,
    ],
    [
      'a list as key',
      [event, { dataset: 'cat', key: 'names', matches: ['listed.tags'] }],
      'datasets[1].key',
      /is a list/,
    ],
    [
      'an unknown identity map',
      [{ dataset: 'listed', personId: { identityMap: 'map', primary: true } }],
      'datasets[0].personId.identityMap',
      /no field "map"/,
    ],
    [
      'stitching without a namespace',
      [{ ...event, stitch: { method: 'field', persistentId: 'cookie' } }],
      'datasets[0].stitch.namespace',
      /missing/,
    ],
    ['a key of events', [{ ...event, key: 'who' }], 'datasets[0].key', /only lookup datasets/],
    [
      'a person of a lookup',
      [event, { dataset: 'cat', key: 'sku', matches: ['listed.tags'], personId: 'sku' }],
      'datasets[1].personId',
      /only event and profile/,
    ],
    [
      'an identity that no row carries',
      [{ ...event, identities: [{ field: 'mail', namespace: 'email' }] }],
      'datasets[0].identities[0].field',
      /no field "mail"/,
    ],
    [
      'periods for a lookup',
      [
        event,
        { dataset: 'cat', key: 'sku', backfill: [{ start: '2026-01-01', end: '2026-01-02' }] },
      ],
      'datasets[1].backfill',
      /only event datasets/,
    ],
    [
      'a period that is reversed',
      [{ ...event, backfill: [{ start: '2026-01-02', end: '2026-01-01' }] }],
      'datasets[0].backfill',
      /./,
    ],
    [
      'times as keys',
      [event, { dataset: 'cat', key: 'sku', matches: ['listed.ts'] }],
      'datasets[1].matches[0]',
      /times are no keys/,
    ],
  ])('%s', async (_, datasets, path, reason) => {
    const answer = await workspace.call('POST', 'apply', [
      { kind: 'connection', id: 'no', datasets },
    ])
    expect(answer.status).toBe(400)
    expect(String(answer.body['path'])).toContain(path)
    expect(answer.body['detail']).toMatch(reason)
    expect((await workspace.call('GET', 'definitions/connection/no')).status).toBe(404)
  })
})

it('a lookup is found through each field that it matches', async () => {
  await workspace.post('datasets/orders/rows', [
    { who: 'ann', ts, sku: 'a', gift: 'b', products: [{ sku: 'c' }] },
    { who: 'ann', ts: at(6), sku: 'b', gift: null, products: [] },
  ])
  await workspace.post(
    'datasets/names/rows?kind=lookup',
    ['a', 'b', 'c'].map((sku) => ({ sku, name: sku.toUpperCase(), price: 1 })),
  )
  const matches = ['orders.sku', 'orders.gift', 'orders.products.sku']
  await workspace.post('apply', [
    {
      kind: 'connection',
      id: 'named',
      datasets: [
        { dataset: 'orders', personId: 'who' },
        { dataset: 'names', key: 'sku', matches },
      ],
    },
    { kind: 'data-view', id: 'named', connection: 'named' },
  ])
  expect(await eventsBy('named', 'names.name')).toEqual({ A: 1, B: 1 })
  expect(await eventsBy('named', 'names.name@gift')).toEqual({ B: 1, null: 1 })
  expect(await eventsBy('named', 'names.name@products.sku')).toEqual({ C: 1, null: 1 })
})

async function statusOf(id: string): Promise<Record<string, unknown>> {
  const { body } = await workspace.call('GET', `connections/${id}/status`)
  return body
}

describe('what was there, and what comes', () => {
  const event = (day: number, page: string) => ({ who: 'ann', ts: at(day), page })
  const connect = (id: string, settings: object) =>
    workspace.post('apply', [
      { kind: 'connection', id, datasets: [{ dataset: 'flow', personId: 'who', ...settings }] },
      { kind: 'data-view', id, connection: id },
    ])
  const periods = [
    { start: '2026-01-02', end: '2026-01-03' },
    { start: '2026-01-05T00:00:00Z', end: '2026-01-09' },
  ]

  beforeAll(async () => {
    await workspace.post(
      'datasets/flow/rows',
      [1, 2, 3, 5, 9].map((day) => event(day, `old${day}`)),
    )
    await connect('flow-all', {})
    await connect('flow-none', { backfill: false })
    await connect('flow-some', { backfill: periods })
    await connect('flow-still', { importNewData: false })
    await workspace.post('datasets/flow/rows', [event(1, 'new')])
  })

  it('all of it is read unless told', async () => {
    expect(Object.keys(await eventsBy('flow-all', 'page'))).toHaveLength(6)
    expect(await statusOf('flow-all')).toMatchObject({
      datasets: [
        {
          importNewData: true,
          backfill: { status: 'completed', periods: [{ start: null, end: null }] },
        },
      ],
    })
  })

  it('without backfill only what comes', async () => {
    expect(await eventsBy('flow-none', 'page')).toEqual({ new: 1 })
    expect(await statusOf('flow-none')).toMatchObject({
      datasets: [{ backfill: { status: 'off', periods: [] } }],
    })
  })

  it('of periods what lies in them, and what comes whenever it was', async () => {
    expect(await eventsBy('flow-some', 'page')).toEqual({ new: 1, old2: 1, old5: 1 })
    expect(await statusOf('flow-some')).toMatchObject({
      datasets: [
        {
          rows: 3,
          backfill: {
            status: 'completed',
            periods: periods.map((period) => ({ ...period, status: 'completed' })),
          },
        },
      ],
    })
  })

  it('without new data only what was there', async () => {
    expect(Object.keys(await eventsBy('flow-still', 'page'))).toHaveLength(5)
    expect(await statusOf('flow-still')).toMatchObject({ datasets: [{ importNewData: false }] })
  })

  it('settings can be changed: what was read by them stays or goes', async () => {
    await connect('flow-all', { importNewData: false })
    await workspace.post('datasets/flow/rows', [event(2, 'later')])
    expect(Object.keys(await eventsBy('flow-all', 'page'))).toHaveLength(6)
    await connect('flow-all', { importNewData: true })
    expect(Object.keys(await eventsBy('flow-all', 'page'))).toHaveLength(7)
    await connect('flow-some', { backfill: periods.slice(0, 1) })
    expect(await eventsBy('flow-some', 'page')).toEqual({ new: 1, later: 1, old2: 1 })
    await connect('flow-none', { backfill: true })
    expect(Object.keys(await eventsBy('flow-none', 'page'))).toHaveLength(7)
    await connect('flow-none', { backfill: false })
    expect(await eventsBy('flow-none', 'page')).toEqual({ new: 1, later: 1 })
  })

  it('counts the rows by month', async () => {
    const { usage } = await statusOf('flow-all')
    const month = new Date().toISOString().slice(0, 7)
    const rows = {
      ingested: 7,
      skipped: 0,
      deleted: 0,
      reportable: 7,
      cumulative: 7,
      core: 7,
      historical: 0,
    }
    expect(usage).toEqual([{ month, ...rows }])
    await workspace.call('DELETE', 'datasets/flow/batches/2')
    expect((await statusOf('flow-all'))['usage']).toEqual([
      { month, ...rows, deleted: 1, reportable: 6, cumulative: 6, core: 6 },
    ])
  })
})

describe('an id with more events in a month than a person can have', () => {
  const event = (who: string, day: number, n: number) => ({ who, ts: at(day), n: `n${n}` })

  beforeAll(async () => {
    await workspace.post('datasets/bots/rows', [
      event('undefined', 1, 1),
      event('ann', 1, 2),
      event('undefined', 2, 3),
    ])
    await workspace.post('apply', [
      {
        kind: 'connection',
        id: 'bots',
        datasets: [{ dataset: 'bots', personId: 'who' }],
        guards: { eventsPerPersonAndMonth: 3 },
      },
      { kind: 'data-view', id: 'bots', connection: 'bots' },
    ])
  })

  it('keeps what came before; later events are held back, counted and listed', async () => {
    expect(await eventsBy('bots', 'person-id')).toEqual({ undefined: 2, ann: 1 })
    await workspace.post(
      'datasets/bots/rows',
      [4, 5, 6].map((n) => event('undefined', 3, n)),
    )
    expect(await eventsBy('bots', 'person-id')).toEqual({ undefined: 3, ann: 1 })
    await workspace.post('datasets/bots/rows', [
      { ...event('undefined', 4, 7), ts: '2026-03-01T10:00:00Z' },
      event('ann', 4, 8),
    ])
    expect(await eventsBy('bots', 'n')).toEqual({ n1: 1, n2: 1, n3: 1, n4: 1, n8: 1 })
    expect(await statusOf('bots')).toMatchObject({
      events: 5,
      people: 2,
      datasets: [{ rows: 5, heldBack: 3 }],
    })
    const held = await workspace.call('GET', 'connections/bots/held-back?dataset=bots')
    expect(JSON.parse(held.text)).toMatchObject([{ n: 'n5' }, { n: 'n6' }, { n: 'n7' }])
  })

  it('gives them back when the limit is raised', async () => {
    await workspace.post('apply', {
      kind: 'connection',
      id: 'bots',
      datasets: [{ dataset: 'bots', personId: 'who' }],
    })
    expect(await eventsBy('bots', 'person-id')).toEqual({ undefined: 5, ann: 2 })
    expect(await statusOf('bots')).toMatchObject({
      events: 8,
      datasets: [{ rows: 8, heldBack: 0 }],
    })
  })
})

it('a longer retention brings older events back', async () => {
  const connect = (retentionMonths: number) =>
    workspace.post('apply', [
      {
        kind: 'connection',
        id: 'old',
        datasets: [{ dataset: 'old', personId: 'who' }],
        retentionMonths,
      },
    ])
  const monthsAgo = (months: number) => {
    const date = new Date()
    date.setUTCDate(1)
    date.setUTCMonth(date.getUTCMonth() - months)
    return date.toISOString()
  }
  await workspace.post(
    'datasets/old/rows',
    [1, 8].map((months) => ({ who: 'ann', ts: monthsAgo(months) })),
  )
  await connect(3)
  expect(await statusOf('old')).toMatchObject({ events: 1, datasets: [{ expired: 1 }] })
  await connect(12)
  expect(await statusOf('old')).toMatchObject({ events: 2, datasets: [{ expired: 0 }] })
})
