import { setTimeout } from 'node:timers/promises'
import { webhook } from '../../src/destinations/webhook.ts'
import { openWorld } from '../delivery/world.ts'
import { openDestination } from './open-destination.ts'

// A server to be killed while it delivers. Arguments: the store, the address of the receiver, how many people there are.
const [, , store = '', url = '', people = '0'] = process.argv
const world = await openWorld(store, {
  definition: { type: 'webhook' },
  open: async () => ({
    type: { ...webhook, batch: { items: 50, atOnce: 3 } } as never,
    opened: await openDestination(webhook as never, { settings: { url } }),
  }),
})
for (let index = 0; index < Number(people); index++) {
  world.people.set(`p${index}`, { email: `p${index}@x.io` })
}
console.log('delivering')
for (;;) {
  await world.outbox.run()
  world.clock.at += 1000
  await setTimeout(2)
}
