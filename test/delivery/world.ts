import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { DeliveryBatch, DestinationType } from '../../src/destinations/destination.ts'
import type { Clock } from '../../src/destinations/outbox/clock.ts'
import { type Opened, openOutbox, type Outbox } from '../../src/destinations/outbox/outbox.ts'
import type { AudienceGround } from '../../src/destinations/outbox/plan.ts'
import type { ChangeSource } from '../../src/destinations/outbox/profile-changes.ts'
import { type Destination, parseDefinitionAs } from '../../src/model/definitions/index.ts'
import type { PersonProfile, ProfileReader } from '../../src/profile/profile.ts'
import { type DeliveryStore, openDeliveryStore } from '../../src/store/deliveries/index.ts'
import type { Tables } from '../../src/store/tables.ts'
import { wantDeliveries } from '../../src/store/want-deliveries.ts'
import { type Answer, createReceiver, type Receiver, takeAll } from './receiver.ts'
import { openDatabase } from './stores.ts'

/** People, an audience or two, and a destination whose other side is in this process. */
export interface World {
  readonly db: Kysely<Tables>
  readonly store: DeliveryStore
  readonly receiver: Receiver
  readonly outbox: Outbox
  /** Everything that was sent. */
  readonly batches: DeliveryBatch[]
  readonly clock: Clock & { at: number }
  readonly people: Map<string, Readonly<Record<string, string>>>
  readonly attributes: Map<string, PersonProfile['attributes']>
  /** May be changed. */
  readonly told: {
    destination: Destination
    answer: Answer
    audience: Partial<AudienceGround>
    problem: unknown
    reports: unknown[]
  }
  define(document: object): void
  /** Has people in or out of an audience from now on, as an evaluation does. */
  want(wanted: 'in' | 'out', persons: readonly string[], audience?: string): Promise<string>
  /** Delivers, with the time going on, until nothing is due any more. */
  settle(rounds?: number): Promise<void>
  rows(): Promise<readonly Tables['deliveries'][]>
  close(): Promise<void>
}

interface WorldOptions {
  readonly type?: Partial<DestinationType>
  readonly definition?: object
  readonly owner?: string
  readonly changes?: ChangeSource
  readonly open?: (destination: Destination) => Promise<Opened>
}

const START = Date.parse('2026-03-01T00:00:00Z')

export async function openWorld(url: string, options: WorldOptions = {}): Promise<World> {
  const db = await openDatabase(url)
  const store = openDeliveryStore(db)
  const receiver = createReceiver()
  const batches: DeliveryBatch[] = []
  const people: World['people'] = new Map()
  const attributes: World['attributes'] = new Map()
  const clock = makeClock()
  const define = (document: object): Destination =>
    parseDefinitionAs('destination', { kind: 'destination', id: 'hook', type: 'test', ...document })
  const told: World['told'] = {
    destination: define(options.definition ?? {}),
    answer: takeAll,
    audience: {},
    problem: undefined,
    reports: [],
  }
  const type: DestinationType = {
    label: 'Test',
    description: '',
    settings: z.strictObject({}),
    secrets: [],
    batch: { items: 100, atOnce: 3 },
    isRunAgainstVendor: false,
    example: { settings: {}, secrets: {} },
    show: () => ({ messages: [] }),
    open: () => ({
      async deliver(batch) {
        batches.push(batch)
        return told.answer(batch, receiver)
      },
      async close() {},
    }),
    ...options.type,
  }
  const profiles = makeProfiles(people, attributes)
  const outbox = openOutbox(
    {
      ...{ store, clock, profiles },
      owner: options.owner ?? 'one',
      destinations: async () => [told.destination],
      destination: async () => told.destination,
      audiences: async () => ['vip', 'new'],
      audience: async (id) => ({
        ...{ id, name: id, connection: 'all', isGone: false },
        ...{ denial: undefined, consent: undefined, ...told.audience },
      }),
      async open(destination) {
        if (told.problem !== undefined) throw told.problem
        if (options.open) return options.open(destination)
        return { type, opened: await type.open(undefined as never) }
      },
      logDays: 30,
      ...(options.changes && { changes: options.changes }),
      report: (error) => void told.reports.push(error),
    },
    false,
  )
  let runs = 0
  const world: World = {
    ...{ db, store, receiver, outbox, batches, clock, people, attributes, told },
    define(document) {
      told.destination = define(document)
    },
    async want(wanted, persons, audience = 'vip') {
      runs += 1
      const [run, at] = [`${options.owner ?? ''}r${runs}`, new Date(clock.at).toISOString()]
      await evaluate(db, { wanted, persons, audience, run, at })
      return run
    },
    async settle(rounds = 60) {
      for (let round = 0; round < rounds; round++) {
        await outbox.run()
        const { waiting } = await store.count('hook')
        if (waiting === 0) return
        clock.at += 1000 * 2 ** Math.min(round, 12)
      }
    },
    rows: () => db.selectFrom('deliveries').selectAll().orderBy('person').execute(),
    async close() {
      await outbox.close()
      await db.destroy()
    },
  }
  return world
}

function makeClock(): World['clock'] {
  const clock = {
    at: START,
    now: () => clock.at,
    random: () => 0.5,
    sleep: async (milliseconds: number) => void (clock.at += milliseconds),
  }
  return clock
}

/** Identities are `namespace` → `id`; several of one namespace are apart by a comma. */
export function makeProfiles(
  people: World['people'],
  attributes: World['attributes'] = new Map(),
): ProfileReader {
  const since = '2026-01-01T00:00:00.000Z'
  const identitiesOf = (person: string) =>
    Object.entries(people.get(person) ?? {}).flatMap(([namespace, ids]) =>
      ids.split(',').map((id) => ({ namespace, id, since })),
    )
  return {
    async read(_, persons) {
      const known = persons.filter((person) => people.has(person))
      return new Map(
        known.map((person) => [
          person,
          { person, identities: identitiesOf(person), attributes: attributes.get(person) ?? {} },
        ]),
      )
    },
    async owners(_, identities) {
      const wanted = new Set(identities.map(({ namespace, id }) => `${namespace}:${id}`))
      const found = new Map<string, string>()
      for (const person of people.keys()) {
        for (const { namespace, id } of identitiesOf(person)) {
          if (wanted.has(`${namespace}:${id}`)) found.set(`${namespace}:${id}`, person)
        }
      }
      return found
    },
  }
}

interface Evaluation {
  readonly wanted: 'in' | 'out'
  readonly persons: readonly string[]
  readonly audience: string
  readonly run: string
  readonly at: string
}

/** Members, changes and what is wanted, as publishing writes them. */
async function evaluate(db: Kysely<Tables>, evaluation: Evaluation): Promise<void> {
  const { wanted, persons, audience, run, at } = evaluation
  for (let start = 0; start < persons.length; start += 1000) {
    const some = persons.slice(start, start + 1000)
    await db.transaction().execute(async (transaction) => {
      const known = await transaction
        .selectFrom('audience_changes')
        .select(['person', 'epoch', 'status'])
        .where('audience', '=', audience)
        .where('person', 'in', some)
        .orderBy('epoch')
        .execute()
      const last = new Map(known.map((row) => [row.person, row]))
      const status = wanted === 'in' ? 'entered' : 'left'
      const changed = some.filter((person) => last.get(person)?.status !== status)
      const { number } = await transaction
        .selectFrom('audience_changes')
        .select((of) => of.fn.max('number').as('number'))
        .where('audience', '=', audience)
        .executeTakeFirstOrThrow()
      const changes = changed.map((person, index) => ({
        ...{ audience, person, status, at, run, reason: null },
        number: (number ?? 0) + 1 + index,
        epoch: (last.get(person)?.epoch ?? 0) + 1,
      }))
      if (changes.length > 0) {
        await transaction.insertInto('audience_changes').values(changes).execute()
      }
      const wishes = changes.map(({ person, epoch }) => ({ person, wanted, epoch, at }))
      await wantDeliveries(transaction, { destination: 'hook', audience, run }, wishes)
    })
  }
  await db
    .insertInto('audience_runs')
    .values({ id: `${audience} ${run}`, audience, started_at: `${at}${run}`, document: '{}' })
    .execute()
}
