import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { IdentityEdit } from '../../src/model/answers/identity.ts'
import { editSpace, wishLinks } from '../../src/identity/space/index.ts'
import { sql } from '../../src/lake/sql.ts'
import { readPersons } from '../support/stitched-persons.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
let worlds = 0

beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

type Row = Readonly<Record<string, string | number>>

const at = (time: string, day = 12): string => `2023-05-${day}T${time}:00Z`

/** Datasets `web` and `links`, a connection, a view and an identity space with names of their own. */
function makeWorld() {
  const id = `w${++worlds}`
  return {
    id,
    web: `${id}-web`,
    async add(name: string, rows: readonly Row[]): Promise<number> {
      const path = `datasets/${id}-${name}/rows`
      const answer = await workspace.post<{ batches: readonly { batch: number }[] }>(path, rows)
      return answer.batches[0]!.batch
    },
    apply: (datasets: readonly object[], namespaces: readonly object[] = [], rules: object = {}) =>
      workspace.post('apply', [
        ...(namespaces.length === 0 ? [] : [{ kind: 'identity-space', id, namespaces, ...rules }]),
        { kind: 'connection', id, datasets },
        { kind: 'data-view', id: `${id}-view`, connection: id },
      ]),
    persons: () => readPersons(workspace.throughline.lake, id, 'n'),
    settled: () => workspace.throughline.connections.refresh(id),
    async figures(dimension: string, metrics: readonly string[]) {
      const answer = await workspace.post<{ rows: readonly { item: string; values: number[] }[] }>(
        'reports',
        {
          kind: 'freeform',
          dataView: `${id}-view`,
          dateRange: { start: '2023-05-01', end: '2023-06-01' },
          rows: { dimension },
          columns: metrics.map((metric) => ({ metric })),
        },
      )
      return Object.fromEntries(answer.rows.map(({ item, values }) => [item, values]))
    },
  }
}

type World = ReturnType<typeof makeWorld>

const byNumber = (persons: string) =>
  Object.fromEntries(persons.split(' ').map((who, index) => [index + 1, who]))

describe('stitching by a field (§2.2)', () => {
  const stitch = { method: 'field', persistentId: 'device', namespace: 'device' }
  const stitched = ({ web }: World) => ({
    dataset: web,
    personId: 'user',
    namespace: 'user',
    stitch,
  })

  it('makes one person and one session of a login in mid-session (F36)', async () => {
    const world = makeWorld()
    await world.add('web', [
      { n: 1, ts: at('10:00'), device: 'd1', user: '' },
      { n: 2, ts: at('10:05'), device: 'd1', user: 'u1' },
      { n: 3, ts: at('10:06'), device: 'd1', user: 'u1' },
    ])
    await world.apply([stitched(world)])
    const figures = await world.figures('person-id', ['people', 'sessions', 'events'])
    expect(figures).toEqual({ u1: [1, 1, 3] })
    expect(await world.figures('hour', ['sessions'])).toMatchObject({ '2023-05-12T10': [1] })
  })

  it('says in which namespace the person of a row is', async () => {
    const world = makeWorld()
    await world.add('web', [
      { n: 1, ts: at('10:00'), device: 'd1', user: '' },
      { n: 2, ts: at('10:05'), device: 'd1', user: 'u1' },
      { n: 3, ts: at('10:06'), device: 'd2', user: '' },
    ])
    await world.add('calls', [{ n: 4, ts: at('10:00'), user: 'u1' }])
    await world.apply([
      stitched(world),
      { dataset: `${world.id}-calls`, personId: 'user', namespace: 'crm' },
    ])
    const namespaces = () => world.figures('person-id-namespace', ['events'])
    expect(await namespaces()).toEqual({ user: [2], device: [1], crm: [1] })
    await world.apply([
      stitched(world),
      { dataset: `${world.id}-calls`, personId: 'user', namespace: 'user' },
    ])
    expect(await namespaces()).toEqual({ user: [3], device: [1] })
  })

  it('collapses what has a placeholder, which it does not know as one (2.2-c)', async () => {
    const world = makeWorld()
    const rows = [
      ['12:01', '123', ''],
      ['12:02', '123', 'Cory'],
      ['12:03', '456', 'Undefined'],
      ['12:04', '456', ''],
      ['12:05', '789', 'Undefined'],
      ['12:06', '012', 'Undefined'],
      ['12:07', '012', ''],
      ['12:03', '789', 'Undefined'],
      ['12:09', '456', ''],
      ['12:02', '123', ''],
    ]
    await world.add(
      'web',
      rows.map(([time = '', device = '', user = ''], n) => ({
        n: n + 1,
        ts: at(time),
        device,
        user,
      })),
    )
    await world.apply([stitched(world)])
    expect(await world.persons()).toEqual(byNumber(`Cory Cory ${'Undefined '.repeat(7)}Cory`))
  })

  it('gives a device whose id was reset to who shows on the new one (2.2-b)', async () => {
    const world = makeWorld()
    const rows = ['12:01 1234', '12:02 1234', '12:03 1234 ryan', '12:07 5678', '12:08 5678 cassidy']
    await world.add(
      'web',
      rows.map((line, n) => {
        const [time = '', owner = '', user = ''] = line.split(' ')
        return { n: n + 1, ts: at(time), device: owner, user }
      }),
    )
    await world.apply([stitched(world)])
    expect(await world.persons()).toEqual(byNumber('ryan ryan ryan cassidy cassidy'))
  })

  it('has each row once when several datasets are replayed', async () => {
    const world = makeWorld()
    const names = ['web', 'app', 'calls']
    const replay = { every: '1d', lookback: '1d' }
    for (const name of names) {
      await world.add(name, [{ n: 1, ts: at('10:00'), device: `${name}-device`, user: '' }])
    }
    await world.apply(
      names.map((name) => ({
        ...stitched(world),
        dataset: `${world.id}-${name}`,
        stitch: { ...stitch, replay },
      })),
    )
    const user = [{ n: 2, ts: at('10:05'), device: 'web-device', user: 'u1' }]
    await world.add('web', user)
    await world.settled()
    await workspace.call('POST', `connections/${world.id}/stitching/replay?lookback=9000d`)
    const expected = { u1: [2], 'app-device': [1], 'calls-device': [1] }
    expect(await world.figures('person-id', ['events'])).toEqual(expected)
  })

  it('answers a replay by its route, and refuses one of what is not stitched', async () => {
    const world = makeWorld()
    await world.add('web', [{ n: 1, ts: at('10:00'), device: 'd1', user: '' }])
    await world.apply([
      { ...stitched(world), stitch: { ...stitch, replay: { every: '1d', lookback: '1d' } } },
    ])
    await world.add('web', [{ n: 2, ts: at('10:05'), device: 'd1', user: 'u1' }])
    await world.settled()
    expect(await world.persons()).toEqual({ 1: 'd1', 2: 'u1' })
    const path = `connections/${world.id}/stitching/replay`
    const replayed = await workspace.call('POST', `${path}?lookback=9000d`)
    expect(replayed.status).toBe(200)
    expect(await world.persons()).toEqual({ 1: 'u1', 2: 'u1' })
    const refused = await workspace.call('POST', `${path}?dataset=other`)
    expect([refused.status, refused.body['code']]).toEqual([400, 'connection/not-stitched'])
  })
})

describe('stitching by a graph (§2.4)', () => {
  const namespaces = [{ id: 'email' }, { id: 'ecid' }]
  const identities = [
    { field: 'ecid', namespace: 'ecid' },
    { field: 'email', namespace: 'email' },
  ]

  it('asks for the persistent id, whatever the time of the row', async () => {
    const world = makeWorld()
    const rows = ['246', '246', '246', '3579', '3579', '246', '246']
    await world.add(
      'web',
      rows.map((ecid, n) => ({ n: n + 1, ts: at(`1${n}:00`), ecid })),
    )
    const first = await world.add('links', [
      { ts: at('14:00'), ecid: '246', email: 'bob.a@gmail.com' },
    ])
    await world.add('links', [{ ts: at('19:00'), ecid: '3579', email: 'ted.w@gmail.com' }])
    const stitch = {
      method: 'graph',
      space: world.id,
      persistentId: 'ecid',
      namespace: 'ecid',
      target: 'email',
    }
    const links = `${world.id}-links`
    await world.apply(
      [
        { dataset: world.web, stitch },
        { dataset: links, personId: 'email', identities, space: world.id },
      ],
      namespaces,
    )
    const bob = 'bob.a@gmail.com'
    const ted = 'ted.w@gmail.com'
    expect(await world.figures('person-id', ['events'])).toEqual({ [bob]: [6], [ted]: [3] })
    await workspace.call('DELETE', `datasets/${links}/batches/${first}`)
    await world.add('links', [
      { ts: at('16:30', 13), ecid: '246', email: 'a.b@yahoo.co.uk' },
      { ts: at('16:30', 13), ecid: '246', email: 'bob.ab@gmail.com' },
    ])
    await world.settled()
    expect(await world.figures('person-id', ['events'])).toEqual({
      'a.b@yahoo.co.uk': [6],
      'bob.ab@gmail.com': [1],
      [ted]: [3],
    })
  })

  const device = [{ id: 'user', unique: true }, { id: 'email' }, { id: 'device', device: true }]
  const carried = ['user', 'email', 'device'].map((field) => ({ field, namespace: field }))
  const onDevice = (world: World) => ({
    dataset: world.web,
    personId: 'user',
    identities: carried,
    stitch: {
      method: 'graph',
      space: world.id,
      persistentId: 'device',
      namespace: 'device',
      target: 'user',
    },
  })
  const visits = (rows: readonly string[]): Row[] =>
    rows.map((text, n) => {
      const [time = '', owner = '', user = '', email = ''] = text
        .split(' ')
        .map((each) => each.replace('-', ''))
      return { n: n + 1, ts: at(time), device: owner, user, email }
    })

  const shared = [
    '12:01 1234',
    '12:02 1234',
    '12:03 1234 ryan',
    '12:07 1234',
    '12:08 1234 cassidy',
    '18:08 1234',
  ]

  it.each([
    ['device-split', 'ryan ryan ryan ryan cassidy cassidy'],
    ['last-authenticated', 'cassidy cassidy ryan cassidy cassidy cassidy'],
    ['new-after-logout', 'ryan ryan ryan cassidy cassidy 1234'],
  ])('gives anonymous rows of a shared device their owner: %s', async (anonymous, persons) => {
    const world = makeWorld()
    await world.add('web', visits(shared))
    await world.apply([onDevice(world)], device, { anonymous })
    expect(await world.persons()).toEqual(byNumber(persons))
  })

  it('knows a row by its e-mail where it has no person id', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1', '12:02 d1 - a@x', '12:03 d2 u1 a@x']))
    await world.apply([onDevice(world)], device)
    expect(await world.persons()).toEqual(byNumber('u1 u1 u1'))
  })

  it('does not make one of two known people (F61)', async () => {
    const world = makeWorld()
    await world.add(
      'web',
      visits(['12:01 a1 u1', '12:02 a2 u2', '12:03 a2', '12:04 a2 u1', '12:05 a2']),
    )
    await world.apply([onDevice(world)], device)
    expect(await world.persons()).toEqual(byNumber('u1 u2 u2 u1 u1'))
  })

  it('follows what people say: a merge, and its undoing', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 u1', '12:02 d2', '12:03 d3']))
    await world.apply([onDevice(world)], device)
    expect(await world.persons()).toEqual(byNumber('u1 d2 d3'))
    const path = `identity/${world.id}`
    const ids = ['user:u1', 'device:d2']
    const merged = await workspace.post<{ change: string }>(`${path}/links`, [
      { ids, note: 'told' },
    ])
    await world.settled()
    expect(await world.persons()).toEqual(byNumber('u1 u1 d3'))
    await workspace.post(`${path}/changes/${merged.change}/undo`, undefined)
    await world.settled()
    expect(await world.persons()).toEqual(byNumber('u1 d2 d3'))
  })

  it('has each row once, in however many datasets rows move at a time', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 u1', '12:02 d2', '12:03 d3']))
    await world.add('app', visits(['13:01 d4', '13:02 d2', '13:03 d2']))
    await world.add('calls', visits(['14:01 d5']))
    const part = onDevice(world)
    const names = ['web', 'app', 'calls'].map((name) => `${world.id}-${name}`)
    await world.apply(
      names.map((dataset) => ({ ...part, dataset })),
      device,
    )
    const events = () => world.figures('person-id', ['events'])
    const apart = { u1: [1], d2: [3], d3: [1], d4: [1], d5: [1] }
    expect(await events()).toEqual(apart)
    const path = `identity/${world.id}`
    const ids = ['user:u1', 'device:d2']
    const { change } = await workspace.post<IdentityEdit>(`${path}/links`, [{ ids, note: 'told' }])
    await world.settled()
    expect(await events()).toEqual({ u1: [4], d3: [1], d4: [1], d5: [1] })
    await workspace.post(`${path}/changes/${change}/undo`, undefined)
    await world.settled()
    expect(await events()).toEqual(apart)
  })

  it('keeps no table of who owns rows, not even where a refresh fails', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 u1', '12:02 d2']))
    await world.apply([onDevice(world)], device)
    const { lake } = workspace.throughline
    const listWorked = () =>
      lake.query(
        sql`SELECT name FROM system.tables WHERE name LIKE '%:owners%' OR name LIKE '%scratch%'`,
      )
    const command = lake.command.bind(lake)
    const moving = vi.spyOn(lake, 'command').mockImplementation((statement) => {
      if (JSON.stringify(statement).includes(`${world.id}:1:moves`)) throw new Error('no more')
      return command(statement)
    })
    const path = `identity/${world.id}/links`
    await workspace.post(path, [{ ids: ['user:u1', 'device:d2'], note: 'told' }])
    await expect(world.settled()).rejects.toThrow('no more')
    moving.mockRestore()
    expect(await listWorked()).toEqual([])
    await world.settled()
    expect(await world.persons()).toEqual(byNumber('u1 u1'))
    expect(await listWorked()).toEqual([])
  })

  it('splits off the id that made a person, with its rows and properties (F62)', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 - x', '12:02 d2 - y', '12:03 d1', '12:04 d2']))
    const people = `${world.id}-people`
    await workspace.post(`datasets/${people}/rows?kind=profile`, [
      { mail: 'x', tier: 'gold' },
      { mail: 'y', tier: 'silver' },
    ])
    const { stitch, personId: _, ...part } = onDevice(world)
    await world.apply(
      [
        { ...part, stitch: { ...stitch, target: 'email' } },
        { dataset: people, personId: 'mail' },
      ],
      device,
    )
    const path = `identity/${world.id}`
    const told = async () => {
      await world.settled()
      return [await world.persons(), await world.figures(`${people}.tier`, ['events'])]
    }
    const apart = [byNumber('x y x y'), { gold: [2], silver: [2] }]
    expect(await told()).toEqual(apart)
    await workspace.post(`${path}/merge`, { ids: ['email:x', 'email:y'], note: 'same' })
    expect(await told()).toEqual([byNumber('x x x x'), { gold: [4] }])
    const ids = ['email:x', 'device:d1']
    const split = await workspace.post<IdentityEdit>(`${path}/split`, { ids, note: 'not the same' })
    expect(split.people).toEqual({ before: 1, after: 2 })
    expect(await told()).toEqual(apart)
    const again = await workspace.post<IdentityEdit>(`${path}/split`, { ids, note: 'again' })
    expect(again).toMatchObject({ change: null, moved: {} })
    expect(await told()).toEqual(apart)
  })

  it('loses none of a hundred rows of one person from twenty writers at once (F63)', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 u1']))
    await world.apply([onDevice(world)], device)
    const writers = Array.from({ length: 20 }, (_, writer) =>
      Array.from({ length: 5 }, (__, n) => ({
        n: 2 + writer * 5 + n,
        ts: at('12:02'),
        device: 'd1',
      })),
    )
    await Promise.all(writers.map((rows) => world.add('web', rows)))
    await world.settled()
    expect(await world.figures('person-id', ['events'])).toEqual({ u1: [101] })
  })

  it('follows what people said before the process was killed', async () => {
    const world = makeWorld()
    const { lake, connections } = workspace.throughline
    await world.add('web', visits(['12:01 d1 u1', '12:02 d2']))
    await world.apply([onDevice(world)], device)
    expect(await connections.isOutdated(world.id)).toBe(false)
    const wish = wishLinks([{ ids: ['user:u1', 'device:d2'] }])
    await editSpace(lake, world.id, wish, { author: 'ann', note: '', isPreview: false })
    expect(await connections.isOutdated(world.id)).toBe(true)
    await connections.refreshOutdated()
    await world.settled()
    expect(await world.persons()).toEqual(byNumber('u1 u1'))
    expect(await connections.isOutdated(world.id)).toBe(false)
  })

  it('refuses namespaces that the space does not have', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 u1']))
    const { stitch, ...part } = onDevice(world)
    for (const setting of ['namespace', 'target']) {
      const documents = [
        { kind: 'identity-space', id: world.id, namespaces: device },
        {
          kind: 'connection',
          id: world.id,
          datasets: [{ ...part, stitch: { ...stitch, [setting]: 'phone' } }],
        },
      ]
      const { status, body } = await workspace.call('POST', 'apply', documents)
      expect([status, body['code'], body['path']]).toEqual([
        400,
        'definition/invalid',
        `[1].datasets[0].stitch.${setting}`,
      ])
    }
  })

  it('leaves what was blocked by hand to the device, also once no row links it', async () => {
    const world = makeWorld()
    const linked = await world.add('web', visits(['12:01 d1 - nobody']))
    await world.apply([onDevice(world)], device)
    await workspace.post(`identity/${world.id}/quarantine/email:nobody/block`, { note: 'a till' })
    await workspace.call('DELETE', `datasets/${world.web}/batches/${linked}`)
    for (const anonymous of ['device-split', 'new-after-logout']) {
      await world.apply([onDevice(world)], device, { anonymous })
      const again = await world.add('web', visits(['12:02 d2 - nobody']))
      await world.settled()
      expect(await world.persons()).toEqual({ 1: 'd2' })
      await workspace.call('DELETE', `datasets/${world.web}/batches/${again}`)
    }
  })

  it('leaves what is blocked to the device', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 undefined', '12:02 d2 undefined', '12:03 d2 u1']))
    await world.apply([onDevice(world)], device, { blocked: [{ preset: 'placeholders' }] })
    expect(await world.persons()).toEqual(byNumber('d1 u1 u1'))
  })

  it('leaves to the device what is blocked later, by a rule or by hand, and takes it back', async () => {
    const world = makeWorld()
    await world.add('web', visits(['12:01 d1 undefined', '12:02 d2 nobody', '12:03 d2 u1']))
    await world.apply([onDevice(world)], device)
    expect(await world.persons()).toEqual(byNumber('undefined nobody u1'))
    await world.apply([onDevice(world)], device, { blocked: [{ preset: 'placeholders' }] })
    expect(await world.persons()).toEqual(byNumber('d1 nobody u1'))
    const path = `identity/${world.id}`
    const judged = await workspace.post<{ change: string }>(
      `${path}/quarantine/${encodeURIComponent('user:nobody')}/block`,
      {},
    )
    await world.settled()
    expect(await world.persons()).toEqual(byNumber('d1 u1 u1'))
    await workspace.post(`${path}/changes/${judged.change}/undo`, undefined)
    await world.settled()
    expect(await world.persons()).toEqual(byNumber('d1 nobody u1'))
  })
})
