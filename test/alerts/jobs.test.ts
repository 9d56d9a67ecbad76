import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAlertJob } from '../../src/alerts/index.ts'
import { DestinationError } from '../../src/destinations/destination-error.ts'
import type { Notice } from '../../src/destinations/notice.ts'
import type { AlertRun } from '../../src/model/answers/alerts.ts'
import type { Alert } from '../../src/model/definitions/alert.ts'
import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import { type JobGround, openJobs } from '../../src/notices/index.ts'
import type { JobStore, Store } from '../../src/store/index.ts'
import { contextOf } from '../support/ask.ts'
import { storeKinds } from '../support/stores.ts'

const HOUR = 3_600_000
const at = (iso: string) => Date.parse(iso)

class Killed extends Error {}

/** What a test changes as it goes on. */
interface World {
  alert: Alert
  now: number
  /** Events an hour ago and before, one every ten minutes. */
  lastEvent: number
  /** Steps that may still be written before the process is killed. */
  stepsLeft: number
  failing: Map<string, DestinationError>
  /** Who may not be told, and why. */
  readonly refused: Map<string, string>
  readonly told: { readonly to: string; readonly notice: Notice; readonly at: string }[]
  readonly logged: unknown[]
}

const alertOf = (more: object): Alert =>
  parseDefinitionAs('alert', {
    ...{ kind: 'alert', id: 'a', dataView: 'v', granularity: 'hour', delayMinutes: 5 },
    metrics: [{ metric: 'events', when: { kind: 'at-least', value: 1 } }],
    emails: ['ann@example.com', 'bob@example.com'],
    ...more,
  })

let world: World
beforeEach(() => {
  world = {
    alert: alertOf({}),
    now: at('2026-03-01T09:10:00Z'),
    lastEvent: at('2026-03-02T00:00:00Z'),
    stepsLeft: Infinity,
    failing: new Map(),
    refused: new Map(),
    told: [],
    logged: [],
  }
})

/** A process that does alerts; dead once no steps are left. */
function openServer(store: Store, owner = 'one') {
  const first = at('2026-02-28T00:00:00Z')
  const view = contextOf({ events: [], view: { timeZone: 'Europe/Berlin' } }).dataView
  const ground: JobGround<Alert> = {
    store: dyingStore(store.jobs),
    owner,
    now: () => world.now,
    definitions: async () => [world.alert],
    async tell({ to }, notice) {
      const failure = world.failing.get(to)
      if (failure !== undefined) throw failure
      world.told.push({ to, notice, at: new Date(world.now).toISOString() })
    },
    describe: (error) => ({ code: 'test/failure', message: String(error) }),
    log: (error) => void world.logged.push(error),
  }
  const job = makeAlertJob({
    view: () => view,
    refusal: async (_, { to }) => world.refused.get(to) ?? null,
    async open(_, now) {
      const count = Math.max(0, Math.floor((world.lastEvent - first) / (HOUR / 6)))
      const events = Array.from({ length: count }, (_each, index) => ({
        person: 'p',
        time: first + index * (HOUR / 6),
        fields: { page: 'p0' },
      }))
      return { ...contextOf({ events, view: { timeZone: 'Europe/Berlin' } }), now }
    },
  })
  return openJobs(job, ground)
}

function dyingStore(store: JobStore): JobStore {
  const alive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (world.stepsLeft <= 0) throw new Killed('the process was killed')
    return work()
  }
  return {
    ...store,
    claim: (...given) => alive(() => store.claim(...given)),
    release: (...given) => (world.stepsLeft <= 0 ? Promise.resolve() : store.release(...given)),
    write: (step) =>
      alive(async () => {
        world.stepsLeft -= 1
        await store.write(step)
      }),
  }
}

type Server = ReturnType<typeof openServer>

async function pass(until: string, everyMs: number, ...servers: readonly Server[]): Promise<void> {
  for (; world.now <= at(until); world.now += everyMs) {
    await Promise.all(servers.map((server) => server.tick()))
  }
}

const listRuns = async (server: Server): Promise<readonly AlertRun[]> =>
  (await server.runs('a', { limit: 1000 })).rows.toReversed()

const itemsOf = (runs: readonly AlertRun[]) =>
  runs.map(({ periods }) => periods.map(({ item }) => item.slice(8, 13)))

for (const { name, isReachable, open } of storeKinds) {
  describe.skipIf(!isReachable)(`alerts in ${name}`, () => {
    let store: Store
    let drop: () => Promise<void>
    beforeEach(async () => {
      const opened = await open()
      store = opened.store
      drop = opened.drop
    })
    afterEach(() => drop())

    it('look at each period once, its delay after its end, and tell everybody once', async () => {
      const server = openServer(store)
      await pass('2026-03-01T12:30:00Z', 60_000, server)
      const runs = await listRuns(server)
      expect(runs.map(({ at: when }) => when.slice(11, 16))).toEqual(['10:05', '11:05', '12:05'])
      expect(itemsOf(runs)).toEqual([['01T10'], ['01T11'], ['01T12']])
      expect(runs.every(({ fired }) => fired)).toBe(true)
      expect(runs[0]!.periods[0]!.findings[0]).toMatchObject({ value: 6, fired: true })
      expect(world.told).toHaveLength(6)
      expect(new Set(world.told.map(({ notice }) => notice.id)).size).toBe(6)
      expect(runs[0]!.sent.map(({ to, state, attempts }) => [to, state, attempts])).toEqual([
        ['ann@example.com', 'sent', 1],
        ['bob@example.com', 'sent', 1],
      ])
    })

    it('tell nobody of what does not fire, and keep it', async () => {
      world.lastEvent = at('2026-03-01T09:30:00Z')
      const server = openServer(store)
      await pass('2026-03-01T11:30:00Z', 60_000, server)
      const runs = await listRuns(server)
      expect(runs.map(({ fired, sent }) => [fired, sent.length])).toEqual([
        [true, 2],
        [false, 0],
      ])
      expect(runs[1]!.periods[0]!.findings[0]).toMatchObject({ value: 0, fired: false })
    })

    it('are done by one of several servers', async () => {
      const servers = ['one', 'two', 'three'].map((owner) => openServer(store, owner))
      await pass('2026-03-01T14:30:00Z', 5 * 60_000, ...servers)
      expect(itemsOf(await listRuns(servers[0]!)).flat()).toEqual(
        ['10', '11', '12', '13', '14'].map((hour) => `01T${hour}`),
      )
      expect(world.told).toHaveLength(10)
      expect(new Set(world.told.map(({ notice }) => notice.id)).size).toBe(10)
    })

    it('go on wherever the process is killed, and nothing is told as something new', async () => {
      for (let steps = 0; steps < 8; steps += 1) {
        const own = await storeKinds[0]!.open()
        world.now = at('2026-03-01T09:10:00Z')
        world.told.length = 0
        world.stepsLeft = Infinity
        await openServer(own.store).tick()
        world.now = at('2026-03-01T10:06:00Z')
        world.stepsLeft = steps
        await openServer(own.store).tick()
        world.stepsLeft = Infinity
        const next = openServer(own.store)
        await pass('2026-03-01T10:30:00Z', 60_000, next)
        const runs = await listRuns(next)
        expect(itemsOf(runs)).toEqual([['01T10']])
        expect(runs[0]!.sent.every(({ state }) => state === 'sent')).toBe(true)
        expect(new Set(world.told.map(({ notice }) => notice.id)).size).toBe(2)
        expect(world.told.length).toBeLessThanOrEqual(3)
        await own.drop()
      }
    })
  })
}

describe('an alert', () => {
  let store: Store
  let drop: () => Promise<void>
  beforeEach(async () => {
    const opened = await storeKinds[0]!.open()
    store = opened.store
    drop = opened.drop
  })
  afterEach(() => drop())

  it('makes up once for what was missed, in one message', async () => {
    await openServer(store).tick()
    world.now = at('2026-03-01T14:30:00Z')
    const server = openServer(store)
    await pass('2026-03-01T15:30:00Z', 10 * 60_000, server)
    expect(itemsOf(await listRuns(server))).toEqual([
      ['01T10', '01T11', '01T12', '01T13', '01T14'],
      ['01T15'],
    ])
    expect(world.told).toHaveLength(4)
    world.now = at('2026-03-05T15:30:00Z')
    await server.tick()
    expect((await listRuns(server)).at(-1)).toMatchObject({ skipped: 66, trigger: 'period' })
  })

  it('does nothing while it is paused, nor for that time afterwards', async () => {
    const server = openServer(store)
    await server.tick()
    world.alert = alertOf({ paused: true })
    await pass('2026-03-01T13:30:00Z', 10 * 60_000, server)
    expect(await server.standing(world.alert)).toMatchObject({ state: 'paused', nextAt: null })
    world.alert = alertOf({})
    await pass('2026-03-01T14:30:00Z', 10 * 60_000, server)
    expect(itemsOf(await listRuns(server))).toEqual([['01T14']])
  })

  it('ends when it expires', async () => {
    world.alert = alertOf({ expires: '2026-03-01T11:00:00Z' })
    const server = openServer(store)
    await pass('2026-03-01T14:30:00Z', 10 * 60_000, server)
    expect(itemsOf(await listRuns(server))).toEqual([['01T10']])
    expect(await server.standing(world.alert)).toMatchObject({ state: 'expired', nextAt: null })
  })

  it('counts from now on where the clock was set back, or its periods are others', async () => {
    const server = openServer(store)
    await pass('2026-03-01T11:30:00Z', 10 * 60_000, server)
    world.now = at('2026-03-01T10:00:00Z')
    await pass('2026-03-01T11:30:00Z', 10 * 60_000, server)
    expect(await listRuns(server)).toHaveLength(2)
    world.now = at('2026-02-20T10:00:00Z')
    await pass('2026-02-20T12:30:00Z', 10 * 60_000, server)
    expect(await listRuns(server)).toHaveLength(5)
    world.alert = alertOf({ granularity: 'day' })
    await pass('2026-02-21T12:30:00Z', HOUR, server)
    expect(await listRuns(server)).toHaveLength(6)
  })

  it('tries again whom it cannot reach, later and later, and gives up whom it may not', async () => {
    world.failing.set('ann@example.com', new DestinationError('it refuses connections', 'later'))
    world.failing.set(
      'bob@example.com',
      new DestinationError('no such mailbox', 'after-user-action'),
    )
    world.alert = alertOf({ granularity: 'day' })
    world.now = at('2026-03-01T22:50:00Z')
    const server = openServer(store)
    await pass('2026-03-01T23:11:30Z', 30_000, server)
    const [waiting] = await listRuns(server)
    expect(waiting!.sent).toMatchObject([
      { state: 'waiting', attempts: 3, problem: 'it refuses connections' },
      { state: 'failed', attempts: 1, problem: 'no such mailbox' },
    ])
    expect(await server.standing(world.alert)).toMatchObject({
      state: 'failed',
      problem: 'ann@example.com: it refuses connections',
    })
    world.failing.clear()
    await pass('2026-03-01T23:20:00Z', 30_000, openServer(store))
    const [sent] = await listRuns(server)
    expect(sent!.sent.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 4],
      ['failed', 1],
    ])
    expect(world.told.map(({ to }) => to)).toEqual(['ann@example.com'])
  })

  it('tells nobody any more whom it may not since, keeps why, and is quiet about it', async () => {
    world.failing.set('ann@example.com', new DestinationError('it refuses connections', 'later'))
    world.alert = alertOf({ granularity: 'day' })
    world.now = at('2026-03-01T22:50:00Z')
    const server = openServer(store)
    await pass('2026-03-01T23:06:00Z', 30_000, server)
    world.failing.clear()
    world.refused.set('ann@example.com', 'a policy keeps it')
    await pass('2026-03-02T12:00:00Z', 60_000, server)
    const [run] = await listRuns(server)
    expect(run!.sent).toMatchObject([
      { to: 'ann@example.com', state: 'failed', problem: 'a policy keeps it', nextAt: null },
      { to: 'bob@example.com', state: 'sent' },
    ])
    expect(world.told.map(({ to }) => to)).toEqual(['bob@example.com'])
    expect(world.logged).toEqual([])
  })

  it('gives up after twelve attempts', async () => {
    world.failing.set('ann@example.com', new DestinationError('it is down', 'later'))
    world.alert = alertOf({ granularity: 'day', emails: ['ann@example.com'] })
    world.now = at('2026-03-01T22:50:00Z')
    const server = openServer(store)
    await pass('2026-03-02T12:00:00Z', 60_000, server)
    const [run] = await listRuns(server)
    expect(run!.sent).toMatchObject([{ state: 'failed', attempts: 12, nextAt: null }])
  })

  it('tries again what cannot be worked out, and says why', async () => {
    const when = { kind: 'at-least', value: 1 }
    world.alert = alertOf({ metrics: [{ metric: 'gone', when }] })
    const server = openServer(store)
    await pass('2026-03-01T10:20:00Z', 60_000, server)
    const runs = await listRuns(server)
    expect(runs).toMatchObject([{ periods: [], fired: false, sent: [] }])
    expect(runs[0]!.problem!.message).toContain('gone')
    expect(await server.standing(world.alert)).toMatchObject({ state: 'failed' })
    world.alert = alertOf({})
    await pass('2026-03-01T10:30:00Z', 60_000, server)
    expect(itemsOf(await listRuns(server))).toEqual([['01T10']])
    expect(world.told).toHaveLength(2)
  })

  it('is tried by hand: everybody is told, and nothing of its own is changed', async () => {
    world.lastEvent = 0
    const server = openServer(store)
    await server.tick()
    const run = await server.doNow(world.alert)
    expect(run).toMatchObject({ trigger: 'test', fired: false })
    expect(world.told.map(({ notice }) => notice.subject)).toEqual([
      'Test: a: Events no value (2026-03-01T09)',
      'Test: a: Events no value (2026-03-01T09)',
    ])
    world.lastEvent = at('2026-03-02T00:00:00Z')
    await pass('2026-03-01T10:30:00Z', 10 * 60_000, server)
    expect(itemsOf(await listRuns(server)).at(-1)).toEqual(['01T10'])
  })
})
