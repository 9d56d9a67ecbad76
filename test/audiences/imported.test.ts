import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { openAudiences } from '../../src/audiences/index.ts'
import type {
  AudienceChanges,
  AudienceMembers,
  AudiencePublished,
  AudienceRuns,
  AudienceStatus,
  MembersImported,
} from '../../src/model/answers/audiences.ts'
import { type AudienceWorld, groundOf, Killed } from '../support/audience-worlds.ts'
import { storeKinds } from '../support/stores.ts'
import { openShop, type Workspace } from '../support/workspace.ts'

const MINUTE = 60_000
const NOON = Date.parse('2026-03-01T12:00:00Z')
const at = (minute: number) => new Date(NOON + minute * MINUTE).toISOString()

const newWorld = (audience: object = {}): AudienceWorld => ({
  events: [],
  audiences: { a: { source: 'imported', destinations: ['hook'], ...audience } },
  destinations: {},
  owners: {},
  now: NOON,
  stepsLeft: Infinity,
})

const row = (id: string, status: 'entered' | 'left', minute?: number) => ({
  namespace: 'id',
  id,
  status,
  ...(minute !== undefined && { at: at(minute) }),
})

describe.each(storeKinds)('members who are imported, in $name', ({ isReachable, open }) => {
  const test = it.skipIf(!isReachable)

  test('enter and leave as somebody says, by time, and the same again changes nothing', async () => {
    const { store, drop } = await open()
    const world = newWorld()
    const audiences = openAudiences(groundOf(world, store))
    const rows = [
      row('ann', 'entered', -30),
      row('bob', 'left', -5),
      row('bob', 'entered', -10),
      row('cid', 'entered'),
      row('ann', 'entered', -20),
    ]
    const first = await audiences.importMembers('a', rows)
    expect(first).toMatchObject({ members: 2, entered: 3, left: 1, unchanged: 1, rejected: [] })
    expect(first.wanted).toEqual({ hook: { in: 2, out: 1 } })
    const { rows: changes } = await audiences.changes('a', { after: 0, limit: 100 })
    expect(changes.map((each) => [each.person, each.status, each.at, each.epoch])).toEqual([
      ['ann', 'entered', at(-30), 1],
      ['bob', 'entered', at(-10), 1],
      ['bob', 'left', at(-5), 2],
      ['cid', 'entered', at(0), 1],
    ])
    expect(changes.every(({ reason }) => reason?.reason === 'imported')).toBe(true)
    const again = await audiences.importMembers('a', rows)
    expect(again).toMatchObject({ members: 2, entered: 0, left: 0 })
    expect(again.rejected).toEqual([
      { index: 2, reason: expect.stringContaining('older than what is known') },
    ])
    expect((await audiences.changes('a', { after: 0, limit: 100 })).rows).toEqual(changes)
    await drop()
  })

  test('are refused one by one, each with its reason', async () => {
    const { store, drop } = await open()
    const world = newWorld()
    const ground = groundOf(world, store)
    const profiles = {
      ...ground.profiles!,
      owners: async (connection: string, identities: { namespace: string; id: string }[]) => {
        const known = identities.filter(({ id }) => id !== 'nobody')
        return ground.profiles!.owners(connection, known)
      },
    }
    const audiences = openAudiences({ ...ground, profiles: profiles as never })
    const { rejected, members } = await audiences.importMembers('a', [
      row('ann', 'entered'),
      row('nobody', 'entered'),
      { namespace: 'id', id: 'bob', status: 'in' },
      { id: 'bob', status: 'entered' },
      { ...row('bob', 'entered'), at: 'yesterday' },
      row('bob', 'entered', 10),
      'bob',
      { ...row('bob', 'entered'), note: 'x' },
    ])
    expect(members).toBe(1)
    expect(rejected.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const reasons = ['nobody is known by "id:nobody"', 'entered', 'namespace', 'yesterday']
    for (const [index, reason] of [...reasons, 'ahead of the clock', '', 'note'].entries()) {
      expect(rejected[index]!.reason).toContain(reason)
    }
    await drop()
  })

  test('are merged with those whose ids they are now, and told to new destinations', async () => {
    const { store, drop } = await open()
    const world = newWorld()
    const audiences = openAudiences(groundOf(world, store))
    await audiences.importMembers('a', [row('old', 'entered', -60), row('ann', 'entered', -50)])
    world.owners = { old: 'new' }
    world.audiences = { a: { source: 'imported', destinations: ['hook', 'file'] } }
    expect(await audiences.publish('a')).toMatchObject({
      members: 2,
      moved: 1,
      left: 0,
      entered: 0,
    })
    const { rows } = await audiences.members('a', { status: 'member', limit: 10 })
    expect(rows.map(({ person, enteredAt }) => [person, enteredAt])).toEqual([
      ['ann', at(-50)],
      ['new', at(-60)],
    ])
    const wanted = await store.audiences.wanted(
      { audience: 'a', destination: 'file' },
      { after: '', limit: 10 },
    )
    expect(wanted).toEqual(['ann', 'new'])
    world.owners = { old: 'new', ann: 'anne' }
    const left = await audiences.importMembers('a', [row('ann', 'left'), row('new', 'entered')])
    expect(left).toMatchObject({ members: 1, left: 1, unchanged: 1 })
    await drop()
  })

  test('stay within their hold-out, expire with their audience, and are nobody else’s', async () => {
    const { store, drop } = await open()
    const world = newWorld({ holdOut: { percent: 50 }, expires: '2026-03-02' })
    const audiences = openAudiences(groundOf(world, store))
    const people = Array.from({ length: 40 }, (_, index) => row(`p${index}`, 'entered'))
    const { members, heldOut, wanted } = await audiences.importMembers('a', people)
    expect(members).toBe(40)
    expect(heldOut).toBeGreaterThan(5)
    expect(wanted['hook']).toEqual({ in: 40 - heldOut, out: 0 })
    world.now += 86_400_000
    await audiences.tick()
    expect(await audiences.status('a')).toMatchObject({ state: 'expired', members: 0 })
    const late = audiences.importMembers('a', [row('p1', 'entered')])
    await expect(late).rejects.toMatchObject({ code: 'audience/expired' })
    world.audiences = { a: { segments: ['s'] } }
    const other = audiences.importMembers('a', [row('p1', 'entered')])
    await expect(other).rejects.toMatchObject({ code: 'audience/not-imported' })
    await drop()
  })

  test('are as a plain reading of the rows says, whenever the process is killed', async () => {
    const { store, drop } = await open()
    const batch = fc.array(
      fc.record({
        id: fc.constantFrom('ann', 'bob', 'cid', 'Ärzte'),
        status: fc.constantFrom('entered' as const, 'left' as const),
        minute: fc.nat(9),
      }),
      { maxLength: 8 },
    )
    const steps = fc.array(fc.tuple(batch, fc.constantFrom(Infinity, Infinity, 1, 2, 3)), {
      maxLength: 6,
    })
    let number = 0
    const run = async (all: readonly (readonly [Given[], number])[]) => {
      const id = `w${number++}`
      const world = { ...newWorld(), audiences: { [id]: { source: 'imported' } } }
      const last = new Map<string, { status: string; minute: number }>()
      for (const [index, [given, stepsLeft]] of all.entries()) {
        world.now = NOON + (index * 10 + 10) * MINUTE
        const rows = given.map((each) => row(each.id, each.status, index * 10 + each.minute))
        const audiences = openAudiences(groundOf(world, store))
        world.stepsLeft = stepsLeft
        await audiences.importMembers(id, rows).catch(async (error: unknown) => {
          if (!(error instanceof Killed)) throw error
          world.stepsLeft = Infinity
          await openAudiences(groundOf(world, store)).importMembers(id, rows)
        })
        world.stepsLeft = Infinity
        for (const each of given.toSorted((a, b) => a.minute - b.minute)) last.set(each.id, each)
      }
      const members = await openAudiences(groundOf(world, store)).members(id, memberQuery)
      const expected = [...last].filter(([, { status }]) => status === 'entered')
      expect(members.rows.map(({ person }) => person)).toEqual(
        expected.map(([person]) => person).toSorted(),
      )
    }
    await fc.assert(fc.asyncProperty(steps, run), { numRuns: 25 })
    await drop()
  })
})

interface Given {
  readonly id: string
  readonly status: 'entered' | 'left'
  readonly minute: number
}

const memberQuery = { status: 'member', limit: 100 } as const

describe('in a workspace', () => {
  let shop: Workspace
  beforeAll(async () => {
    shop = await openShop()
    const definition = { kind: 'audience', id: 'kept', dataView: 'main', source: 'imported' }
    await shop.post('apply', [definition])
    await shop.throughline.profiles.settled()
  })
  afterAll(() => shop.close())

  it('is posted, published without an evaluation, and a dimension', async () => {
    const rows = [{ person: 'ann', status: 'entered', at: '2026-01-01T00:00:00Z' }]
    const done = await shop.post<MembersImported>('audiences/kept/members', rows)
    expect(done).toMatchObject({ members: 1, entered: 1, rejected: [] })
    const published = await shop.post<AudiencePublished>('audiences/kept/publish', {})
    expect(published).toMatchObject({ members: 1, stays: 1, left: 0, window: null })
    const get = async <T>(path: string) =>
      (await shop.call('GET', `audiences/kept${path}`)).body as T
    expect(await get<AudienceStatus>('')).toMatchObject({ source: 'imported', state: 'ready' })
    expect(await get<AudienceRuns>('/runs')).toMatchObject({
      rows: [{ trigger: 'publish' }, { trigger: 'import', entered: 1 }],
    })
    expect((await get<AudienceMembers>('/members')).rows).toMatchObject([{ person: 'ann' }])
    expect((await get<AudienceChanges>('/changes')).rows).toMatchObject([
      { person: 'ann', at: '2026-01-01T00:00:00.000Z', reason: { reason: 'imported' } },
    ])
    const { body } = await shop.call('GET', 'profiles?person=ann')
    expect(body).toMatchObject({ audiences: { kept: { since: '2026-01-01T00:00:00.000Z' } } })
    const report = await shop.post<{ rows: { item: string }[] }>('reports', {
      kind: 'freeform',
      dataView: 'main',
      dateRange: { start: '2026-01-01', end: '2027-01-01' },
      rows: { dimension: 'audience-kept' },
      columns: [{ metric: 'people' }],
    })
    expect(report.rows.map(({ item }) => item)).toContain('In the audience')
  })

  it('says what does not go with it', async () => {
    const kept = { kind: 'audience', id: 'kept', dataView: 'main', source: 'imported' }
    const wrong = [
      { ...kept, refresh: 'daily' },
      { ...kept, lookbackDays: 30 },
      {
        ...kept,
        segments: [{ container: 'person', where: { metric: 'events', op: 'gt', value: 0 } }],
      },
      { ...kept, source: 'segments' },
    ]
    const paths: unknown[] = []
    for (const each of wrong) {
      const { status, body } = await shop.call('POST', 'apply', [each])
      expect(status).toBe(400)
      paths.push(body['path'])
    }
    expect(paths).toEqual(['[0].refresh', '[0].lookbackDays', '[0].segments', '[0].segments'])
  })
})
