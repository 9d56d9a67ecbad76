import { beforeEach, expect, it } from 'vitest'
import { type Audiences, openAudiences } from '../../src/audiences/index.ts'
import { checkSchedule, nextAfter } from '../../src/audiences/schedule.ts'
import type { AudienceRun } from '../../src/model/answers/audiences.ts'
import type { Store } from '../../src/store/index.ts'
import { audienceOf, type AudienceWorld, groundOf } from '../support/audience-worlds.ts'
import { storeKinds } from '../support/stores.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (iso: string) => Date.parse(iso)

let world: AudienceWorld
let store: Store
let audiences: Audiences
beforeEach(async () => {
  const opened = await storeKinds[0]!.open()
  store = opened.store
  world = {
    events: [{ person: 'ann', time: at('2026-03-01T08:00:00Z'), fields: { page: 'p0' } }],
    audiences: {},
    destinations: {},
    owners: {},
    now: at('2026-03-01T09:00:00Z'),
    stepsLeft: Infinity,
    logged: [],
    view: { timeZone: 'Europe/Berlin' },
  }
  audiences = openAudiences(groundOf(world, store))
  return opened.drop
})

const visitors = { container: 'person', where: { dimension: 'page', op: 'equals', value: 'p0' } }

function define(more: object): void {
  world.audiences = { a: { segments: [visitors], destinations: ['hook'], ...more } }
  world.sequence = (world.sequence ?? 0) + 1
}

/** Ticks every so often; gives when runs began, and why. */
async function pass(until: string, everyMs: number): Promise<[string, string][]> {
  const before = (await listRuns()).length
  for (; world.now <= at(until); world.now += everyMs) await audiences.tick()
  return (await listRuns()).slice(before).map(({ startedAt, trigger }) => [startedAt, trigger])
}

const listRuns = async (): Promise<readonly AudienceRun[]> =>
  (await audiences.runs('a', { limit: 1000 })).rows.toReversed()

const isIn = async () => (await store.audiences.countMembers('a')).members === 1

it('follows a calendar in the zone of the data view, across a change of clocks', async () => {
  define({ refresh: 'daily' })
  world.now = at('2026-03-27T12:00:00Z')
  const runs = await pass('2026-03-31T12:00:00Z', 10 * 60_000)
  expect(runs.map(([started]) => started)).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
    '2026-03-30T22:00:00.000Z',
  ])
})

it('follows a calendar of its own', () => {
  const next = (refresh: object | string, from: string) =>
    new Date(
      nextAfter(audienceOf('a', { segments: [visitors], refresh }), at(from), 'UTC')!,
    ).toISOString()
  const cron = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' }
  expect(next(cron, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
  expect(next(cron, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z')
  expect(next(cron, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z')
  expect(next('weekly', '2026-03-01T09:00:00Z')).toBe('2026-03-02T00:00:00.000Z')
  expect(next('monthly', '2026-03-01T09:00:00Z')).toBe('2026-04-01T00:00:00.000Z')
  expect(next({ minutes: 15 }, '2026-03-01T09:00:00Z')).toBe('2026-03-01T09:15:00.000Z')
})

it('refuses what is no calendar', () => {
  for (const cron of ['x', '61 * * * *', '0 0 30 2 *', '* * * * * *', '@daily']) {
    const audience = audienceOf('a', { segments: [visitors], refresh: { cron } })
    expect(() => checkSchedule(audience)).toThrowError(/schedule|never comes/)
  }
})

it('makes up once for what was missed while it was stopped', async () => {
  define({ refresh: 'daily' })
  await pass('2026-03-02T12:00:00Z', HOUR)
  world.now = at('2026-03-09T12:00:00Z')
  audiences = openAudiences(groundOf(world, store, 'two'))
  expect(await pass('2026-03-09T23:30:00Z', 10 * 60_000)).toEqual([
    ['2026-03-09T12:00:00.000Z', 'schedule'],
    ['2026-03-09T23:00:00.000Z', 'schedule'],
  ])
})

it('runs nothing twice when the clock is set back, and once when it is set forward', async () => {
  define({ refresh: 'hourly' })
  await pass('2026-03-01T10:05:00Z', 60_000)
  world.now = at('2026-03-01T09:50:00Z')
  expect(await pass('2026-03-01T10:30:00Z', 60_000)).toEqual([])
  expect(await pass('2026-03-01T11:00:00Z', 60_000)).toHaveLength(1)
  world.now = at('2026-03-01T15:30:00Z')
  expect(await pass('2026-03-01T15:59:00Z', 60_000)).toHaveLength(1)
  world.now = at('2025-03-01T15:30:00Z')
  expect(await pass('2025-03-01T17:30:00Z', 60_000)).toHaveLength(2)
})

it('waits while it is paused, and is evaluated once only by hand', async () => {
  define({ refresh: 'hourly', paused: true })
  expect(await pass('2026-03-02T09:00:00Z', HOUR / 2)).toEqual([])
  define({ refresh: 'once' })
  expect(await pass('2026-03-03T09:00:00Z', HOUR / 2)).toEqual([])
  expect(await audiences.publish('a')).toMatchObject({ entered: 1 })
})

it('is live: entries follow data, exits follow the clock', async () => {
  define({ refresh: 'live', lookbackDays: 1 })
  world.events = []
  await pass('2026-03-01T09:00:10Z', 500)
  expect(await isIn()).toBe(false)
  const time = world.now
  world.events = [{ person: 'ann', time, fields: { page: 'p0' } }]
  audiences.follow('c')
  await pass('2026-03-01T09:00:13Z', 500)
  expect(await isIn()).toBe(true)
  world.now = time + DAY - 5000
  await pass(new Date(time + DAY - 1500).toISOString(), 500)
  expect(await isIn()).toBe(true)
  await pass(new Date(time + DAY + 3000).toISOString(), 500)
  expect(await isIn()).toBe(false)
  const [last] = (await store.audiences.changesOf('a', ['ann'])).slice(-1)
  expect(last).toMatchObject({ status: 'left', reason: '{"reason":"window"}' })
})

/** Ticks every half second; gives how often it was evaluated. */
async function countEvaluations(until: string): Promise<number> {
  const moments = new Set([(await audiences.status('a')).evaluatedAt])
  for (; world.now <= at(until); world.now += 500) {
    await audiences.tick()
    moments.add((await audiences.status('a')).evaluatedAt)
  }
  return moments.size - 1
}

it('does not evaluate what cannot have changed', async () => {
  define({ refresh: 'live', lookbackDays: 30 })
  expect(await countEvaluations('2026-03-01T09:05:00Z')).toBe(1)
  define({ refresh: 'live' })
  expect(await countEvaluations('2026-03-01T09:10:00Z')).toBe(1)
  audiences.follow('c')
  expect(await countEvaluations('2026-03-01T09:15:00Z')).toBe(1)
})

it('keeps of what is live the runs that change something', async () => {
  define({ refresh: 'live' })
  expect(await pass('2026-03-01T09:05:00Z', 500)).toHaveLength(1)
  audiences.follow('c')
  expect(await pass('2026-03-01T09:10:00Z', 500)).toEqual([])
  const bob = { person: 'bob', time: at('2026-03-01T09:00:00Z'), fields: { page: 'p0' } }
  world.events = [...world.events, bob]
  audiences.follow('c')
  expect(await pass('2026-03-01T09:15:00Z', 500)).toHaveLength(1)
  expect(await store.audiences.countMembers('a')).toMatchObject({ members: 2 })
  define({ refresh: 'live', holdOut: { percent: 90 } })
  expect(await pass('2026-03-01T09:20:00Z', 500)).toHaveLength(1)
})

it('expires: everybody leaves, and destinations are told', async () => {
  define({ refresh: 'hourly', expires: '2026-03-02' })
  await audiences.publish('a')
  await pass('2026-03-01T22:59:00Z', 60_000)
  expect(await isIn()).toBe(true)
  await pass('2026-03-01T23:05:00Z', 60_000)
  expect(await audiences.status('a')).toMatchObject({ state: 'expired', members: 0, nextAt: null })
  expect(await wanted()).toEqual([])
  expect(await pass('2026-03-03T23:00:00Z', HOUR)).toEqual([])
  await expect(audiences.publish('a')).rejects.toMatchObject({ code: 'audience/expired' })
  define({ refresh: 'hourly', expires: '2027-03-02' })
  expect(await audiences.publish('a')).toMatchObject({ members: 1, entered: 1 })
  expect(await wanted()).toEqual(['ann'])
})

const wanted = () =>
  store.audiences.wanted({ audience: 'a', destination: 'hook' }, { after: '', limit: 10 })

it('tells nobody at its end where that is not wished', async () => {
  define({ expires: '2026-03-02', exitOnEnd: false })
  await audiences.publish('a')
  await pass('2026-03-02T12:00:00Z', HOUR)
  expect(await audiences.status('a')).toMatchObject({ state: 'expired', members: 0 })
  expect(await wanted()).toEqual(['ann'])
})

it('goes on by itself where the process was killed', async () => {
  define({ refresh: 'once' })
  world.events = ['ann', 'bob', 'cid', 'dan', 'eve'].map((person) => ({
    person,
    time: at('2026-03-01T08:00:00Z'),
    fields: { page: 'p0' },
  }))
  world.stepsLeft = 2
  await expect(audiences.publish('a')).rejects.toThrowError('killed')
  world.stepsLeft = Infinity
  world.now += 1000
  expect(await store.audiences.countMembers('a')).toMatchObject({ members: 2 })
  audiences = openAudiences(groundOf(world, store))
  expect(await pass('2026-03-01T09:00:02Z', 500)).toMatchObject([
    [expect.anything(), 'interrupted'],
  ])
  const [killed, next] = await listRuns()
  expect(killed).toMatchObject({ state: 'interrupted', entered: 2 })
  expect(next).toMatchObject({ state: 'done', entered: 3, stays: 2, members: 5 })
})
