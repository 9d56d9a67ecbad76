import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Audiences, openAudiences } from '../../src/audiences/index.ts'
import { compareTexts } from '../../src/audiences/compare-texts.ts'
import type { AudienceMemberRow, AudienceChangeRow, DeliveryRow } from '../../src/store/tables.ts'
import type { Store } from '../../src/store/index.ts'
import { audienceOf, type AudienceWorld, groundOf, Killed } from '../support/audience-worlds.ts'
import { storeKinds } from '../support/stores.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-01-01T00:00:00Z')

const people = ['ann', '\u{1f600}', '\ufffd', 'z "quoted" \\', 'Ärzte']
const person = fc.constantFrom(...people)

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ add: person, hoursAgo: fc.nat(30), page: fc.constantFrom(0, 0, 1) }),
  },
  { weight: 1, arbitrary: fc.record({ remove: person }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ merge: person, into: person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      define: fc.record({
        pages: fc.constantFrom([0], [0, 1], [1]),
        match: fc.constantFrom('any', 'any', 'all'),
        lookbackDays: fc.constantFrom(1, 2, undefined),
        destinations: fc.subarray(['hook', 'file', 'late']),
        percent: fc.constantFrom(undefined, undefined, 30, 60),
        exitOnEnd: fc.constantFrom(true, true, false),
      }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ follow: fc.constantFrom(Infinity, Infinity, 0, 1, 2) }) },
  {
    weight: 5,
    arbitrary: fc.record({ publish: fc.constantFrom(Infinity, Infinity, 1, 2, 3, 4, 6) }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Told {
  readonly wanted: string
  readonly epoch: number
}

/** What the steps say of the world, and a receiver that follows what is wanted. */
class Model {
  readonly world: AudienceWorld = {
    events: [],
    audiences: {},
    destinations: { late: { backfill: false } },
    owners: {},
    now: START,
    stepsLeft: Infinity,
  }
  readonly told = new Map<string, Told>()
  readonly #store: Store
  /** Of the process, until it is killed. */
  #audiences: Audiences | undefined
  readonly #id: string
  /** Whether a destination that was taken out may have kept whom it had. */
  #mayKeep = false

  constructor(store: Store, id: string) {
    this.#store = store
    this.#id = id
    this.define({
      pages: [0],
      match: 'any',
      lookbackDays: 1,
      destinations: ['hook'],
      percent: undefined,
      exitOnEnd: true,
    })
  }

  define({ pages, percent, ...rest }: Defined): void {
    const segments = pages.map((page) => ({
      container: 'person',
      where: { dimension: 'page', op: 'equals', value: `p${page}` },
    }))
    this.#mayKeep ||= !rest.exitOnEnd
    const holdOut = percent === undefined ? {} : { holdOut: { percent } }
    this.world.audiences = { [this.#id]: { segments, refresh: 'live', ...rest, ...holdOut } }
  }

  async apply(given: Step): Promise<void> {
    const { world } = this
    if ('add' in given) {
      const who = world.owners[given.add] ?? given.add
      const time = world.now - given.hoursAgo * HOUR
      world.events = [...world.events, { person: who, time, fields: { page: `p${given.page}` } }]
    } else if ('remove' in given) {
      world.events = world.events.filter((event) => event.person !== given.remove)
    } else if ('wait' in given) world.now += given.wait * HOUR
    else if ('merge' in given) this.#merge(given.merge, given.into)
    else if ('define' in given) this.define(given.define)
    else if ('follow' in given) await this.#follow(given.follow)
    else await this.#publish(given.publish)
  }

  #merge(from: string, into: string): void {
    const { world } = this
    if (from === into || world.owners[from] !== undefined || world.owners[into] !== undefined)
      return
    const owners = Object.entries(world.owners).map(([id, owner]) => [
      id,
      owner === from ? into : owner,
    ])
    world.owners = { ...Object.fromEntries(owners), [from]: into }
    world.events = world.events.map((event) =>
      event.person === from ? { ...event, person: into } : event,
    )
  }

  /** New data makes a live audience due, which was looked at a day ago or never. */
  async #follow(steps: number): Promise<void> {
    await this.#work(steps, async (audiences) => {
      await audiences.tick()
      await this.#hear()
      this.world.now += 24 * HOUR
      audiences.follow('c')
      await audiences.tick()
      if (this.world.stepsLeft <= 0) throw new Killed()
    })
  }

  #publish(steps: number): Promise<void> {
    return this.#work(steps, async (audiences) => {
      await audiences.publish(this.#id)
    })
  }

  async #work(steps: number, work: (audiences: Audiences) => Promise<void>): Promise<void> {
    const { world } = this
    world.stepsLeft = steps
    try {
      this.#audiences ??= openAudiences(groundOf(world, this.#store))
      await work(this.#audiences)
      await this.check()
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      this.#audiences = undefined
      await this.#hear()
    } finally {
      world.stepsLeft = Infinity
      world.now += 1
    }
  }

  async #rows(): Promise<Rows> {
    const { tables } = await this.#store.copy()
    const own = <T>(table: string) =>
      tables[table]!.filter(({ audience }) => audience === this.#id) as unknown as T[]
    return {
      members: own<AudienceMemberRow>('audience_members'),
      changes: own<AudienceChangeRow>('audience_changes'),
      deliveries: own<DeliveryRow>('deliveries'),
    }
  }

  /** What is wanted of a person changes only with a higher epoch. */
  async #hear(): Promise<Rows> {
    const rows = await this.#rows()
    for (const { destination, person: who, wanted, epoch } of rows.deliveries) {
      const key = `${destination} ${who}`
      const before = this.told.get(key)
      if (before) expect([wanted, epoch > before.epoch]).toEqual([wanted, before.wanted !== wanted])
      this.told.set(key, { wanted, epoch })
    }
    return rows
  }

  async check(): Promise<void> {
    const { members, changes, deliveries } = await this.#hear()
    const now = members.filter((row) => row.is_member === 1)
    const audience = audienceOf(this.#id, this.world.audiences[this.#id]!)
    expect(now.map((row) => row.person).sort(compareTexts)).toEqual(this.#expected())
    for (const destination of ['hook', 'file', 'late']) {
      const wanted = deliveries.filter((row) => row.destination === destination)
      const has = wanted.filter((row) => row.wanted === 'in').map((row) => row.person)
      const told = now.filter((row) => row.is_held_out === 0).map((row) => row.person)
      if (!audience.destinations.includes(destination)) {
        if (!this.#mayKeep) expect(has).toEqual([])
      } else if (destination === 'late') expect(told).toEqual(expect.arrayContaining(has))
      else expect(has.toSorted(compareTexts)).toEqual(told.toSorted(compareTexts))
    }
    checkChanges(members, changes)
  }

  /** Who has an event in the window, and of each page (or any) one in the sessions of the window: slow and plain. */
  #expected(): string[] {
    const { events, now } = this.world
    const { segments, match, lookbackDays } = audienceOf(this.#id, this.world.audiences[this.#id]!)
    const pages = segments.map((each) => (each as Segment).where.value)
    const from = lookbackDays === undefined ? -Infinity : now - lookbackDays * 24 * HOUR
    const isWithin = (time: number) => lookbackDays === undefined || (time >= from && time < now)
    const of = new Map<string, { time: number; page: string }[]>()
    for (const { person: who, time, fields } of events) {
      of.set(who, [...(of.get(who) ?? []), { time, page: String(fields['page']) }])
    }
    const isIn = (own: { time: number; page: string }[]) => {
      if (!own.some(({ time }) => isWithin(time))) return false
      const looked = sessionsOf(own).filter((each) => each.some(({ time }) => isWithin(time)))
      const seen = new Set(looked.flat().map(({ page }) => page))
      const has = pages.map((page) => seen.has(page))
      return match === 'all' ? !has.includes(false) : has.includes(true)
    }
    return [...of]
      .filter(([, own]) => isIn(own))
      .map(([who]) => who)
      .sort(compareTexts)
  }
}

type Defined = Extract<Step, { define: unknown }>['define']

interface Segment {
  readonly where: { readonly value: string }
}

interface Rows {
  readonly members: readonly AudienceMemberRow[]
  readonly changes: readonly AudienceChangeRow[]
  readonly deliveries: readonly DeliveryRow[]
}

function sessionsOf<T extends { readonly time: number }>(own: readonly T[]): T[][] {
  const sessions: T[][] = []
  for (const event of own.toSorted((a, b) => a.time - b.time)) {
    const last = sessions.at(-1)
    if (last && event.time - last.at(-1)!.time <= HOUR / 2) last.push(event)
    else sessions.push([event])
  }
  return sessions
}

/** No change is lost or told twice: numbers and epochs rise, and the last of each person is what they are. */
function checkChanges(members: Rows['members'], changes: Rows['changes']): void {
  const ordered = changes.toSorted((a, b) => a.number - b.number)
  expect(ordered.map(({ number }) => number)).toEqual(ordered.map((_, index) => index + 1))
  for (const member of members) {
    const own = ordered.filter((change) => change.person === member.person)
    const epochs = own.map(({ epoch }) => epoch)
    const isMerged = own.some(({ reason }) => reason?.includes('"from"'))
    if (!isMerged)
      expect(epochs.map((epoch) => epoch - epochs[0]!)).toEqual(epochs.map((_, i) => i))
    expect(epochs).toEqual([...new Set(epochs)].toSorted((a, b) => a - b))
    expect(own.at(-1)).toMatchObject({ epoch: member.epoch })
    const plain = own.filter(({ reason }) => !reason?.includes('hold-out'))
    expect(plain.at(-1)!.status).toBe(member.is_member === 1 ? 'entered' : 'left')
    plain.forEach(({ status }, index) => expect(status).toBe(index % 2 === 0 ? 'entered' : 'left'))
  }
}

/** A run that was killed after it told a change no more to a destination, which came back then. */
const takenOutAndBack: Step[] = [
  { publish: Infinity },
  { define: definedFor([]) },
  { add: 'ann', hoursAgo: 1, page: 0 },
  { publish: 2 },
  { define: definedFor(['hook']) },
]

function definedFor(destinations: string[]): Defined {
  const rest = { match: 'any', lookbackDays: 1, percent: undefined, exitOnEnd: true } as const
  return { ...rest, pages: [0], destinations }
}

for (const { name, isReachable, isCheap, open } of storeKinds) {
  describe.skipIf(!isReachable)(`audiences in ${name}`, () => {
    let shared: Awaited<ReturnType<typeof open>>
    beforeAll(async () => {
      shared = await open()
    })
    afterAll(() => shared.drop())

    it('have whom the engine finds, whatever comes, and destinations want the same', async () => {
      let number = 0
      const run = async (steps: readonly Step[]) => {
        const { store, drop } = isCheap ? await open() : shared
        const model = new Model(store, `a${number++}`)
        for (const each of steps) await model.apply(each)
        await model.apply({ publish: Infinity })
        if (isCheap) await drop()
      }
      const worlds = fc.array(step, { minLength: 5, maxLength: 30, size: 'max' })
      const examples: [Step[]][] = [[takenOutAndBack]]
      await fc.assert(fc.asyncProperty(worlds, run), { numRuns: isCheap ? 30 : 4, examples })
    })
  })
}
