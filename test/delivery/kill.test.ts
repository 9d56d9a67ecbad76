import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { webhook } from '../../src/destinations/webhook.ts'
import { openDestination } from '../support/open-destination.ts'
import { faults } from './faults.ts'
import { openHttpReceiver } from './http-receiver.ts'
import { storeKinds } from './stores.ts'
import { openWorld } from './world.ts'
import { bundleScript } from '../support/bundle-script.ts'

/** How often the server is killed; more by setting. */
const KILLS = Number(process.env['THROUGHLINE_DELIVERY_KILLS'] ?? 3)
const PEOPLE = 2000

const opened: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

async function start(store: string, url: string): Promise<ChildProcess> {
  const script = await bundleScript('test/support/delivering-child.ts')
  const args = [script, store, url, String(PEOPLE)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  opened.push(() => void child.kill('SIGKILL'))
  return child
}

describe.each(storeKinds)('$title', ({ isThere, make }) => {
  it.skipIf(!isThere)(
    `a receiver has who is wanted, whenever the server is killed (${KILLS} times)`,
    async () => {
      const { url, drop } = await make()
      opened.push(drop)
      const receiver = await openHttpReceiver()
      opened.push(() => receiver.close())
      const world = await openWorld(url, {
        definition: { type: 'webhook' },
        open: async () => ({
          type: webhook as never,
          opened: await openDestination(webhook as never, { settings: { url: receiver.url } }),
        }),
      })
      opened.push(() => world.close())
      const wanted = new Set<string>()
      for (let kill = 0; kill < KILLS; kill++) {
        const changed = Array.from({ length: PEOPLE }, (_, index) => `p${index}`).filter(
          (_, index) => (index * 7 + kill * 13) % 5 < 2,
        )
        const entering = changed.filter((person) => !wanted.has(person))
        const leaving = changed.filter((person) => wanted.has(person))
        await world.want('in', entering)
        await world.want('out', leaving)
        for (const person of entering) wanted.add(person)
        for (const person of leaving) wanted.delete(person)
        const until = receiver.calls.length + 1 + ((kill * 5) % 9)
        receiver.fault = () => faults['is slow']
        const child = await start(url, receiver.url)
        await expect
          .poll(() => receiver.calls.length, { timeout: 60_000, interval: 1 })
          .toBeGreaterThanOrEqual(until)
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }
      receiver.fault = undefined
      for (let index = 0; index < PEOPLE; index++) {
        world.people.set(`p${index}`, { email: `p${index}@x.io` })
      }
      world.clock.at += 86_400_000
      await world.settle()
      expect(receiver.members()).toEqual([...wanted].map((person) => `vip ${person}`).toSorted())
      expect(receiver.identities()).toHaveLength(wanted.size)
      expect(receiver.wrong).toEqual([])
    },
    60_000 * (2 + KILLS),
  )
})
