import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bringUpToDate,
  findInLake,
  type Ground,
  type ProfileDocument,
  readGround,
} from '../../src/profile/index.ts'
import { refreshSpace, toStitchingGraph } from '../../src/identity/space/index.ts'
import { importRows } from '../../src/ingest/index.ts'
import { deleteBatch } from '../../src/lake/datasets/index.ts'
import { refreshJourney } from '../../src/lake/journey/index.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { type Random, seedRandom } from '../fuzz/random.ts'
import { isPostgresThere, makeDatabase } from '../support/databases.ts'
import { addBatch, openTestLake, type TestLake } from '../support/lake.ts'
import { readPersons } from '../support/stitched-persons.ts'

type EventRow = {
  readonly n: number
  readonly ts: string
  readonly email: string | null
  readonly cookie: string | null
  readonly crm: string | null
}

type PersonRow = {
  readonly email: string
  readonly crm: string | null
  readonly tier: string | null
  readonly points: number | null
  readonly at: string
}

const eventFields = {
  n: 'number',
  ts: 'timestamp',
  email: 'string',
  cookie: 'string',
  crm: 'string',
} as const
const personFields = {
  email: 'string',
  crm: 'string',
  tier: 'string',
  points: 'number',
  at: 'timestamp',
} as const

const space = parseDefinitionAs('identity-space', {
  kind: 'identity-space',
  id: 'people',
  namespaces: [
    { id: 'crm', unique: true },
    { id: 'email', unique: true },
    { id: 'cookie', device: true },
  ],
})

const identities = [
  { field: 'email', namespace: 'email' },
  { field: 'cookie', namespace: 'cookie' },
  { field: 'crm', namespace: 'crm' },
]

const stitches = {
  none: undefined,
  field: { method: 'field', persistentId: 'cookie', namespace: 'cookie' },
  graph: {
    method: 'graph',
    space: 'people',
    persistentId: 'cookie',
    namespace: 'cookie',
    target: 'email',
  },
} as const

const connectionOf = (id: string, stitch: (typeof stitches)[keyof typeof stitches]) =>
  parseDefinitionAs('connection', {
    kind: 'connection',
    id,
    datasets: [
      {
        dataset: `web_${id}`,
        identities,
        personId: 'email',
        namespace: 'email',
        ...(stitch && { stitch }),
      },
      {
        dataset: `crm_${id}`,
        personId: 'email',
        namespace: 'email',
        identities: [{ field: 'crm', namespace: 'crm' }],
      },
    ],
    profile: { keep: true, attributes: { [`crm_${id}.points`]: 'sum' } },
  })

type World = ReturnType<typeof createWorld>

/** Events and rows of profiles by their batches, as they were added and taken away. */
function createWorld(lake: LakeClient, id: string, stitch: keyof typeof stitches) {
  const connection = connectionOf(id, stitches[stitch])
  const events = new Map<number, readonly EventRow[]>()
  const persons = new Map<number, readonly PersonRow[]>()
  return { lake, id, connection, stitch, events, persons, next: { n: 1 } }
}

const emails = ['ann', 'bob', 'cid', 'dot']
const time = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()

function drawEvents(random: Random, next: { n: number }): readonly EventRow[] {
  return Array.from({ length: 1 + random.below(5) }, () => ({
    n: next.n++,
    ts: time(random.below(60)),
    email: random.chance(0.6) ? random.pick(emails) : null,
    cookie: random.chance(0.8) ? `c${random.below(4)}` : null,
    crm: random.chance(0.3) ? String(random.below(4)) : null,
  }))
}

const drawPersons = (random: Random): readonly PersonRow[] =>
  Array.from({ length: 1 + random.below(3) }, () => ({
    email: random.pick([...emails, 'eve']),
    crm: random.chance(0.3) ? String(random.below(4)) : null,
    tier: random.chance(0.7) ? random.pick(['gold', 'silver', 'iron']) : null,
    points: random.chance(0.5) ? random.below(5) : null,
    at: time(random.below(60)),
  }))

async function begin(world: World, random: Random): Promise<void> {
  const { lake, id, events, persons, next } = world
  const rows = drawEvents(random, next)
  const first = drawPersons(random)
  await importRows(lake, `web_${id}`, rows, { timestamp: 'ts', schema: eventFields })
  await importRows(lake, `crm_${id}`, first, {
    kind: 'profile',
    timestamp: 'at',
    schema: personFields,
  })
  events.set(1, rows)
  persons.set(1, first)
}

async function change(world: World, random: Random): Promise<void> {
  const { lake, id, events, persons, next } = world
  if (random.chance(0.7)) {
    const rows = drawEvents(random, next)
    events.set(await addBatch(lake, `web_${id}`, rows), rows)
  }
  if (random.chance(0.4)) {
    const rows = drawPersons(random)
    persons.set(await addBatch(lake, `crm_${id}`, rows), rows)
  }
  if (random.chance(0.25)) await takeAway(lake, `web_${id}`, events, random)
  if (random.chance(0.2)) await takeAway(lake, `crm_${id}`, persons, random)
}

async function takeAway<T>(
  lake: LakeClient,
  dataset: string,
  batches: Map<number, T>,
  random: Random,
): Promise<void> {
  if (batches.size < 2) return
  const batch = random.pick([...batches.keys()])
  await deleteBatch(lake, dataset, batch)
  batches.delete(batch)
}

async function refresh({ lake, id, connection, stitch }: World): Promise<void> {
  const graphs = new Map()
  if (stitch === 'graph') {
    const carried = identities.map(({ field, namespace }) => ({ field, namespace }))
    const feeds = [
      { dataset: `crm_${id}`, identities: [{ field: 'crm', namespace: 'crm' }] },
      { dataset: `web_${id}`, identities: carried },
    ]
    graphs.set('people', toStitchingGraph(await refreshSpace(lake, space, feeds)))
  }
  await refreshJourney(lake, connection, { graphs })
}

class Killed extends Error {}

const ground = ({ lake, connection }: World): Promise<Ground | null> =>
  readGround(lake, connection, new Map())

/** Follows the journey; with `random` the work ends somewhere, and begins again, until it comes to its end. */
async function follow(world: World, store: Store, random: Random | null): Promise<void> {
  for (;;) {
    try {
      await bringUpToDate({
        store: store.profiles,
        mostChanges: 1000,
        now: () => 0,
        readAtOnce: random === null ? 4000 : 2 + random.below(5),
        readGround: () => ground(world),
        inTurn: (work) => work(),
        async pause() {
          if (random?.chance(0.15)) throw new Killed()
        },
      })
      return
    } catch (error) {
      if (!(error instanceof Killed)) throw error
    }
  }
}

interface Kept {
  readonly person: string
  readonly document: ProfileDocument
  readonly carried: readonly string[]
}

async function readAll({ profiles }: Store, connection: string): Promise<readonly Kept[]> {
  const persons = (await profiles.list(connection, '', 1000)).toSorted()
  const documents = await profiles.read(connection, persons)
  const carried = await profiles.carried(connection, persons)
  return persons.map((person) => ({
    person,
    document: JSON.parse(documents.get(person)?.document ?? 'null') as ProfileDocument,
    carried: carried
      .filter((each) => each.person === person)
      .map((each) => JSON.stringify(each))
      .toSorted(),
  }))
}

/** By plain code: who carries what in events of the persons that the journey has, and who did last. */
async function referOwners(world: World): Promise<ReadonlyMap<string, string>> {
  const whose = await readPersons(world.lake, world.id, 'n')
  const last = new Map<string, string>()
  const owners = new Map<string, string>()
  const rows = [...world.events.values()]
    .flat()
    .toSorted((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0))
  for (const row of rows) {
    const person = whose[row.n]
    if (person === undefined) continue
    for (const { field, namespace } of identities) {
      const id = row[field as 'email']
      if (id === null) continue
      const key = `${namespace}:${id}`
      if (last.get(key) === row.ts && owners.get(key)! >= person) continue
      last.set(key, row.ts)
      owners.set(key, person)
    }
  }
  return owners
}

/** By plain code: the attributes of the rows whose e-mail is somebody's. */
function referAttributes({ id, persons }: World, email: string): Readonly<Record<string, unknown>> {
  const own = [...persons.values()]
    .flat()
    .filter((row) => row.email === email)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const points = own.flatMap((row) => row.points ?? [])
  const tiers = own.flatMap(({ tier, at }) => (tier === null ? [] : [{ tier, at }]))
  const latest = tiers.filter(({ at }) => at === tiers.at(-1)?.at).map(({ tier }) => tier)
  return {
    ...(points.length > 0 && { [`crm_${id}.points`]: points.reduce((a, b) => a + b) }),
    ...(latest.length > 0 && { [`crm_${id}.tier`]: latest.toSorted().at(-1) }),
  }
}

async function compareWithReference(world: World, store: Store): Promise<void> {
  const whose = await readPersons(world.lake, world.id, 'n')
  const counts = new Map<string, number>()
  for (const person of Object.values(whose)) counts.set(person, (counts.get(person) ?? 0) + 1)
  const seen = (await readAll(store, world.id)).filter(({ document }) => document?.eventCount > 0)
  expect(new Map(seen.map(({ person, document }) => [person, document.eventCount]))).toEqual(
    new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )
  if (world.stitch === 'graph') return
  for (const [key, person] of await referOwners(world)) {
    const [namespace = '', id = ''] = key.split(':')
    const [found] = await store.profiles.owners(world.id, [{ namespace, id }])
    expect([key, found?.owner]).toEqual([key, person])
    if (namespace !== 'email') continue
    const { attributes } = seen.find((each) => each.person === person)!.document
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value] as const)
    const theirs = (await store.profiles.carried(world.id, [person])).filter(
      (each) => each.owner === person && each.namespace === 'email',
    )
    if (theirs.length > 1) continue
    const own = values.filter(([name]) => !name.endsWith('.crm') && !name.endsWith('.at'))
    expect([key, Object.fromEntries(own)]).toEqual([key, referAttributes(world, id)])
  }
}

/** Who has each identity by the store, and by the lake alone, is the same, with all that is known of them. */
async function compareWithLake(world: World, store: Store): Promise<void> {
  const now = (await ground(world))!
  const all = await readAll(store, world.id)
  const keys = new Set(
    all
      .flatMap(({ carried }) =>
        carried.map((text) => JSON.parse(text) as { namespace: string; id: string }),
      )
      .map(({ namespace, id }) => JSON.stringify({ namespace, id })),
  )
  for (const key of keys) {
    const identity = JSON.parse(key) as { namespace: string; id: string }
    const [kept] = await store.profiles.owners(world.id, [identity])
    const found = await findInLake(now, identity)
    expect([key, found?.person]).toEqual([key, kept?.owner])
    const document = all.find(({ person }) => person === kept?.owner)?.document
    expect([key, found?.document]).toEqual([key, document])
  }
}

let testLake: TestLake
const stores: { readonly name: string; readonly store: Store; close(): Promise<void> }[] = []
const hasPostgres = await isPostgresThere()

beforeAll(async () => {
  testLake = await openTestLake()
  const sqlite = await openStore(':memory:', () => 0)
  stores.push({ name: 'SQLite', store: sqlite, close: () => sqlite.close() })
  if (!hasPostgres) return
  const database = await makeDatabase('throughline_worlds')
  const postgres = await openStore(database.url, () => 0)
  const close = async () => {
    await postgres.close()
    await database.drop()
  }
  stores.push({ name: 'PostgreSQL', store: postgres, close })
})
afterAll(async () => {
  for (const { close } of stores) await close()
  await testLake.close()
})

const seed = Number(process.env['THROUGHLINE_PROFILE_SEED'] ?? 2)
const steps = Number(process.env['THROUGHLINE_PROFILE_STEPS'] ?? 4)

describe.each(['none', 'field', 'graph'] as const)('a world stitched by %s', (stitch) => {
  it(`has the same profiles step by step as anew, as by the lake alone, and as by plain code${
    hasPostgres ? '' : ' (SQLite only: no PostgreSQL at 127.0.0.1:5432)'
  }`, async () => {
    const random = seedRandom(seed)
    const world = createWorld(testLake.lake, stitch, stitch)
    await begin(world, random)
    for (let step = 0; step < steps; step++) {
      if (step > 0) await change(world, random)
      await refresh(world)
      const anew = await openStore(':memory:', () => 0)
      await follow(world, anew, null)
      const expected = await readAll(anew, world.id)
      for (const { store } of stores) {
        await follow(world, store, random)
        expect(await readAll(store, world.id)).toEqual(expected)
      }
      await compareWithReference(world, anew)
      if (step === steps - 1) await compareWithLake(world, anew)
      await anew.close()
    }
  })
})
