import { afterEach, describe, expect, it } from 'vitest'
import { webhook } from '../../src/destinations/webhook.ts'
import type { DestinationType } from '../../src/destinations/destination.ts'
import { openDestination } from '../support/open-destination.ts'
import { faults } from './faults.ts'
import { type HttpReceiver, openHttpReceiver } from './http-receiver.ts'
import { storeKinds } from './stores.ts'
import { openWorld, type World } from './world.ts'

/** How often the world changes; more by setting. */
const ROUNDS = Number(process.env['THROUGHLINE_DELIVERY_ROUNDS'] ?? 12)
const PEOPLE = 1500

const names = Object.keys(faults)

/** The same each time. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

describe.each(storeKinds)('$title', ({ isThere, make }) => {
  const opened: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close()
  })

  async function openWorlds(owners: readonly string[], mode: string) {
    const { url, drop } = await make()
    opened.push(drop)
    const receiver = await openHttpReceiver()
    opened.push(() => receiver.close())
    const worlds: World[] = []
    for (const owner of owners) {
      const world = await openWorld(url, {
        owner,
        definition: { type: 'webhook', mode },
        open: async () => ({
          type: webhook as unknown as DestinationType,
          opened: await openDestination(webhook as never, { settings: { url: receiver.url } }),
        }),
      })
      opened.push(() => world.close())
      worlds.push(world)
    }
    return { worlds, receiver }
  }

  const test = it.skipIf(!isThere)

  test.each([
    ['one server', ['one'], 'upsert', 7],
    ['one server, a mirror', ['one'], 'mirror', 8],
    ['one server, events', ['one'], 'event', 10],
    ...(make === storeKinds[1]!.make
      ? [['two servers', ['one', 'two'], 'upsert', 9] as const]
      : []),
  ] as const)(
    '%s: whatever a receiver does, it has who is wanted in the end',
    async (_, owners, mode, seed) => {
      const { worlds, receiver } = await openWorlds(owners, mode)
      const random = makeRandom(seed)
      const wanted = { vip: new Set<string>(), new: new Set<string>() }
      const persons = Array.from({ length: PEOPLE }, (__, i) => `p${String(i).padStart(5, '0')}`)
      for (const world of worlds) {
        for (const person of persons) world.people.set(person, { email: `${person}@x.io` })
      }
      for (let round = 0; round < ROUNDS; round++) {
        const audience = random() < 0.5 ? 'vip' : 'new'
        await change(worlds[0]!, wanted[audience], audience, persons, random)
        receiver.fault = () => {
          const name = names[Math.floor(random() * names.length * 1.4)]
          return name === undefined ? undefined : faults[name]
        }
        await Promise.all(worlds.map((world) => world.outbox.run()))
        const step = random() < 0.15 ? -3_600_000 : Math.floor(random() * 20_000)
        for (const world of worlds) world.clock.at += step
      }
      receiver.fault = undefined
      for (const world of worlds) {
        await world.outbox.forgive('hook')
        await world.store.retryDead('hook', {})
        world.clock.at += 7_200_000
      }
      await worlds[0]!.settle()
      expectWanted(receiver, wanted)
      expect(await worlds[0]!.store.count('hook')).toMatchObject({ waiting: 0, dead: 0 })
      expect(worlds.flatMap(({ told }) => told.reports)).toEqual([])
    },
  )
})

/** Who changed last is likely to change again, before it was delivered. */
const recent = new Set<string>()

async function change(
  world: World,
  wanted: Set<string>,
  audience: string,
  persons: readonly string[],
  random: () => number,
): Promise<void> {
  const share = random()
  const some = persons.filter((person) => random() < (recent.has(person) ? 0.5 : share * 0.3))
  recent.clear()
  for (const person of some) recent.add(person)
  const entering = some.filter((person) => !wanted.has(person))
  const leaving = some.filter((person) => wanted.has(person))
  await world.want('in', entering, audience)
  await world.want('out', leaving, audience)
  for (const person of entering) wanted.add(person)
  for (const person of leaving) wanted.delete(person)
}

function expectWanted(
  receiver: HttpReceiver,
  wanted: Readonly<Record<string, ReadonlySet<string>>>,
): void {
  const expected = Object.entries(wanted)
    .flatMap(([audience, persons]) => [...persons].map((person) => `${audience} ${person}`))
    .toSorted()
  expect(receiver.members()).toEqual(expected)
  expect(receiver.identities()).toEqual(
    expected.map((each) => each.replace(/ (\w+)$/, ' email:$1@x.io')),
  )
  expect(receiver.wrong).toEqual([])
}
