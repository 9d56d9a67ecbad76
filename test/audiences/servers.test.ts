import { describe, expect, it } from 'vitest'
import { openAudiences } from '../../src/audiences/index.ts'
import type { Store } from '../../src/store/index.ts'
import { type AudienceWorld, groundOf } from '../support/audience-worlds.ts'
import { storeKinds } from '../support/stores.ts'

const visitors = { container: 'person', where: { dimension: 'page', op: 'equals', value: 'p0' } }
const people = Array.from({ length: 30 }, (_, index) => `p${index}`)

const newWorld = (): AudienceWorld => ({
  events: people.map((person) => ({ person, time: 1000, fields: { page: 'p0' } })),
  audiences: { a: { segments: [visitors], destinations: ['hook'] } },
  destinations: {},
  owners: {},
  now: 1e12,
  stepsLeft: Infinity,
  logged: [],
})

async function expectToldOnce(store: Store): Promise<void> {
  const changes = await store.audiences.changes('a', { after: 0, limit: 1000 })
  expect(changes.map(({ number }) => number)).toEqual(people.map((_, index) => index + 1))
  expect(changes.map(({ person }) => person).toSorted()).toEqual(people.toSorted())
}

describe.each(storeKinds)('in $name', ({ isReachable, open }) => {
  it.skipIf(!isReachable)(
    'several servers and callers publish at once, and everybody enters once',
    async () => {
      const { store, drop } = await open()
      try {
        const world = newWorld()
        const servers = ['one', 'two'].map((owner) => openAudiences(groundOf(world, store, owner)))
        const published = await Promise.all(
          servers.flatMap((server) => [server.publish('a'), server.publish('a')]),
        )
        const entered = [...new Map(published.map((each) => [each.run, each.entered])).values()]
        expect(entered.reduce((sum, count) => sum + count, 0)).toBe(people.length)
        expect(published.every(({ members }) => members === people.length)).toBe(true)
        await expectToldOnce(store)
      } finally {
        await drop()
      }
    },
  )

  it.skipIf(!isReachable)(
    'a server that has lost an audience writes nothing of it any more',
    async () => {
      const { store, drop } = await open()
      try {
        const world = newWorld()
        const ground = groundOf(world, store, 'one')
        let steps = 0
        const robbed = {
          ...ground.store,
          async write(chunk: Parameters<typeof ground.store.write>[0]) {
            steps += 1
            if (steps === 3) await store.audiences.release('a', 'one')
            if (steps === 3) await store.audiences.claim('a', 'two', 60_000)
            await ground.store.write(chunk)
          },
        }
        const lost = openAudiences({ ...ground, store: robbed }).publish('a')
        await expect(lost).rejects.toMatchObject({ code: 'audience/busy' })
        expect(await store.audiences.countMembers('a')).toMatchObject({ members: 2 })
        await openAudiences(groundOf(world, store, 'two')).publish('a')
        await expectToldOnce(store)
      } finally {
        await drop()
      }
    },
  )
})
