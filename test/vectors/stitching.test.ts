import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPersons } from '../support/stitched-persons.ts'
import { vectorTime } from '../support/vectors.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import { claimed } from './claims.ts'

const { events, cases } = claimed('stitching', 'adobe-cja-docs')
const caseOf = (id: string) => cases.find((each) => each.id === `adobe.${id}`)!

type Row = Readonly<Record<string, unknown>>
type Persons = Readonly<Record<string, string>>

let workspace: Workspace
let worlds = 0

beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

/** The rows of a set, so much later (ms) than they are told. */
const rowsOf = (set: string, later = 0): readonly Row[] =>
  events
    .filter((event) => event.set === set)
    .map(({ ts, props }) => ({ ts: new Date(vectorTime(ts) + later).toISOString(), ...props }))

/** A connection of its own; its first dataset holds `rows`. */
async function openWorld(rows: readonly Row[], part: object) {
  const id = `w${++worlds}`
  const web = `${id}-web`
  const add = (dataset: string, more: readonly Row[]) =>
    workspace.post<{ batches: readonly { batch: number }[] }>(`datasets/${dataset}/rows`, more)
  await add(web, rows)
  const connect = (others: readonly object[] = [], space?: object) =>
    workspace.post('apply', [
      ...(space === undefined ? [] : [{ kind: 'identity-space', id, ...space }]),
      { kind: 'connection', id, datasets: [{ dataset: web, ...part }, ...others] },
    ])
  return {
    id,
    connect,
    add,
    addEvents: (more: readonly Row[]) => add(web, more),
    persons: (): Promise<Persons> => readPersons(workspace.throughline.lake, id, 'n'),
    replay: (lookback: string) =>
      workspace.post(`connections/${id}/stitching/replay?lookback=${lookback}`, undefined),
  }
}

const byField = {
  personId: 'person_id',
  namespace: 'crm',
  stitch: { method: 'field', persistentId: 'persistent_id', namespace: 'ecid' },
}
const rarely = { every: '1d', lookback: '1d' }
const distinct = (persons: Persons) => [...new Set(Object.values(persons))].toSorted()

describe('stitching by a field', () => {
  const other = { ts: '2023-05-01T00:00:00Z', n: 0, persistent_id: 'other', person_id: 'other' }

  it('live, then by a replay', async () => {
    const world = await openWorld([other], {
      ...byField,
      stitch: { ...byField.stitch, replay: rarely },
    })
    await world.connect()
    await world.addEvents(rowsOf('fbs'))
    const tell = async (id: string) => {
      const { 0: _, ...persons } = await world.persons()
      const { resulting_id_by_n, people, people_ids } = caseOf(id).expected
      expect(persons).toEqual(resulting_id_by_n)
      expect(distinct(persons)).toEqual((people_ids as string[]).toSorted())
      expect(distinct(persons)).toHaveLength(people as number)
    }
    await tell('fbs.live')
    const { devices } = caseOf('fbs.live').expected
    const ids = rowsOf('fbs').map((row) => row['persistent_id'])
    expect(new Set(ids).size).toBe(devices)
    await world.replay('9000d')
    await tell('fbs.replay')
  })

  it('splits a shared device', async () => {
    const world = await openWorld(rowsOf('shared_device'), byField)
    await world.connect()
    const { stitched_id_by_n } = caseOf('shared.device_split').expected
    expect(await world.persons()).toEqual(stitched_id_by_n)
  })
})

describe('the persistent id of an identity map', () => {
  interface MappedId {
    readonly id: string
    readonly primary?: boolean
  }
  type IdentityMap = Readonly<Record<string, readonly MappedId[]>>

  const without = (map: IdentityMap, ids: readonly string[]): IdentityMap =>
    Object.fromEntries(
      Object.entries(map).map(([name, all]) => [name, all.filter(({ id }) => !ids.includes(id))]),
    )

  async function openMapped(maps: readonly IdentityMap[], persistent: object, namespace: string) {
    const known = { ts: '2023-05-12T12:00:00Z', n: 0, person_id: 'ann', identityMap: maps[0] }
    const rows = maps.map((identityMap, n) => ({
      ...known,
      n: n + 1,
      person_id: null,
      identityMap,
    }))
    const elsewhere = { ECID: [{ id: 'elsewhere', primary: true }] }
    const world = await openWorld([{ ...known, identityMap: elsewhere }, ...rows], {
      ...byField,
      stitch: {
        method: 'field',
        persistentId: { identityMap: 'identityMap', ...persistent },
        namespace,
      },
    })
    await world.connect()
    const { 0: _, ...persons } = await world.persons()
    return persons
  }

  it('is the first primary one by namespace and id, whatever else there is', async () => {
    const { input, expected } = caseOf('identitymap.primary')
    const map = input!['identityMap'] as IdentityMap
    const order = expected['sorted_primary'] as string[]
    // Without the first, the second one is chosen, and so on; of several that are not primary none is.
    const maps = [...order, ''].map((_, taken) => without(map, order.slice(0, taken)))
    const persons = await openMapped(maps, { primary: true }, String(expected['namespace']))
    expect(order[0]).toBe(expected['id'])
    expect(persons).toEqual(Object.fromEntries(order.map((id, n) => [n + 1, id])))
  })

  it('is the first of a namespace by its text', async () => {
    const { input, expected } = caseOf('identitymap.namespace')
    const namespace = String(expected['namespace'])
    const map = input!['identityMap'] as IdentityMap
    expect(await openMapped([map], { namespace }, namespace)).toEqual({ 1: expected['id'] })
  })
})

describe('stitching by a graph', () => {
  const namespaces = [{ id: 'email' }, { id: 'ecid' }]
  const graph = (space: string) => ({
    method: 'graph',
    space,
    persistentId: 'persistent_id',
    namespace: 'ecid',
    target: 'email',
  })
  const identities = [
    { field: 'ecid', namespace: 'ecid' },
    { field: 'email', namespace: 'email' },
  ]

  type State = Readonly<Record<string, readonly string[]>>
  const { identity_graph: told, replay_at: replayAt } = caseOf('gbs.replay7d').question as {
    identity_graph: { by_event_time: Readonly<Record<string, State>> }
    replay_at: string
  }

  describe('that changes', () => {
    const found: Record<string, Persons> = {}
    /** The replay happens now. */
    const later = Date.now() - Date.parse(replayAt)

    beforeAll(async () => {
      const rows = rowsOf('gbs', later)
      const first = { ts: rows[0]!['ts'], n: 0, persistent_id: 'other' }
      const id = `w${worlds + 1}`
      const links = `${id}-links`
      const world = await openWorld([first], { stitch: { ...graph(id), replay: rarely } })
      const linked = new Map<string, number>()
      let n = 100

      /** Rows say which e-mails the devices have from now on. */
      async function link(state: State, ts: unknown): Promise<void> {
        const wanted = Object.entries(state).flatMap(([ecid, emails]) =>
          emails.map((email) => ({ ecid, email })),
        )
        const keyOf = ({ ecid, email }: (typeof wanted)[number]) => `${ecid} ${email}`
        const keys = new Set(wanted.map(keyOf))
        for (const [key, batch] of linked) {
          if (keys.has(key) || !Object.keys(state).some((ecid) => key.startsWith(`${ecid} `)))
            continue
          await workspace.call('DELETE', `datasets/${links}/batches/${batch}`)
          linked.delete(key)
        }
        for (const pair of wanted.filter((each) => !linked.has(keyOf(each)))) {
          const { batches } = await world.add(links, [{ n: ++n, ts, ...pair }])
          linked.set(keyOf(pair), batches[0]!.batch)
        }
      }

      await world.add(links, [{ n, ts: first.ts, ecid: 'other', email: 'other@x.io' }])
      await world.connect([{ dataset: links, personId: 'email', identities, space: id }], {
        namespaces,
      })
      const tell = async (): Promise<Persons> => {
        const all = await world.persons()
        return Object.fromEntries(rows.map((row) => [row['n'], all[row['n'] as number]!]))
      }
      for (const row of rows) {
        await link(told.by_event_time[row['n'] as number]!, row['ts'])
        await world.addEvents([row])
      }
      found['live'] = await tell()
      await world.replay('24h')
      found['replay24h'] = await tell()
      await world.replay('168h')
      found['replay7d'] = await tell()
      for (const email of ['a.b@yahoo.co.uk', 'ted.w@gmail.com']) {
        await workspace.call('DELETE', `profiles?namespace=email&id=${email}`)
      }
      found['privacy'] = await tell()
    })

    it.each(['live', 'replay7d', 'privacy'])('%s', (name) => {
      expect(found[name]).toEqual(caseOf(`gbs.${name}`).expected['resulting_id_by_n'])
    })

    it('leaves what is older than the lookback (semantics 2.4-a)', () => {
      const { 1: none, 2: bob, 3: same } = found['live']!
      const { 1: _1, 2: _2, 3: _3, ...newer } = found['replay7d']!
      expect(found['replay24h']).toEqual({ 1: none, 2: bob, 3: same, ...newer })
    })
  })

  it('gives a shared device to whoever logged in last, whatever rows say of themselves', async () => {
    const id = `w${worlds + 1}`
    const carried = [
      { field: 'persistent_id', namespace: 'ecid' },
      { field: 'person_id', namespace: 'email' },
    ]
    const world = await openWorld(rowsOf('shared_device'), {
      identities: carried,
      stitch: graph(id),
    })
    await world.connect([], { namespaces: [{ id: 'email', unique: true }, { id: 'ecid' }] })
    const { stitched_id_by_n } = caseOf('shared.last_auth').expected
    expect(await world.persons()).toEqual(stitched_id_by_n)
  })
})

it('answers every case', () => {
  const asked = ['fbs.live', 'fbs.replay', 'shared.device_split', 'shared.last_auth']
  const ids = [...asked, 'identitymap.primary', 'identitymap.namespace', 'gbs.live']
  const all = [...ids, 'gbs.replay7d', 'gbs.privacy'].map((id) => `adobe.${id}`)
  expect(cases.map(({ id }) => id).toSorted()).toEqual(all.toSorted())
})
