import { afterAll, beforeAll, expect, it } from 'vitest'
import { PostHog } from 'posthog-node'
import { hasChromium } from '../../support/browser.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('posthog')
})
afterAll(() => shop.close())

it('posthog-node: events of people and of nobody, groups, an alias', async () => {
  const sdk = new PostHog(shop.key, { host: shop.url })
  sdk.capture({
    distinctId: 'visitor',
    event: 'Looked',
    properties: { $process_person_profile: false },
  })
  sdk.capture({ distinctId: 'ann', event: 'Ordered', properties: { revenue: 12.5 } })
  sdk.identify({ distinctId: 'ann', properties: { plan: 'pro', $set_once: { first: 'mail' } } })
  sdk.alias({ distinctId: 'ann', alias: 'visitor' })
  sdk.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { size: 4 } })
  await sdk.shutdown()
  await shop.arrived(5)
  expect(await shop.count('event')).toEqual({
    Looked: [1, 1],
    Ordered: [1, 1],
    identify: [1, 1],
    alias: [1, 1],
  })
  expect(await shop.count('protocol')).toEqual({ posthog: [4, 1] })
  const rows = await shop.rows()
  expect(rows.find(({ event }) => event === 'Ordered')).toMatchObject({
    user_id: 'ann',
    'properties.revenue': 12.5,
    library: expect.stringMatching(/^posthog-node \d/),
    is_bot: false,
  })
  expect(rows.find(({ type }) => type === 'identify')).toMatchObject({
    'traits.plan': 'pro',
    'traits.set_once.first': 'mail',
  })
  expect(rows.find(({ type }) => type === 'group')).toMatchObject({
    group_id: 'acme',
    'traits.size': 4,
  })
  expect(await shop.rejected()).toEqual([])
})

it.skipIf(!hasChromium)(
  'posthog-js: somebody logs in, out, and somebody else comes',
  async () => {
    const sent = await openSdkPage(shop.snippet('posthog-js'), ['posthog'])
    try {
      await sent.run(`posthog.identify('bob', { plan: 'free' }, { first: 'ad' })`)
      await sent.run(`posthog.group('company', 'acme', { size: 5 }); posthog.capture('Liked')`)
      await sent.page.context().setOffline(true)
      await sent.run(`posthog.capture('Offline', { n: 1 })`)
      await sent.page.waitForTimeout(4000)
      await sent.page.context().setOffline(false)
      await shop.arrived(6)
      await sent.run(`posthog.reset(); posthog.capture('Left'); posthog.identify('cyd')`)
      await shop.arrived(8)
      expect(sent.faults).toEqual([])
      console.log(
        JSON.stringify(
          (await shop.rows()).map((r) => [
            r.event,
            r.user_id,
            r.anonymous_id,
            r.device_id,
            r.group_id,
          ]),
          null,
          1,
        ),
      )
      console.log(JSON.stringify(await shop.count('event')), await shop.count('protocol'))
      console.log(
        (await shop.rows()).filter((r) => r.event === 'page' || r.event === 'Product Viewed'),
      )
      expect(await shop.rejected()).toEqual([])
    } finally {
      await sent.close()
    }
  },
  180_000,
)
