import { afterAll, beforeAll, expect, it } from 'vitest'
import { PostHog } from 'posthog-node'
import { hasChromium } from '../../support/browser.ts'
import { checkLife, rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('posthog')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('posthog-js: somebody logs in, out, and somebody else comes', async () => {
  const shown = await openSdkPage(shop.snippet('posthog-js'), ['posthog'])
  try {
    await shown.run(`posthog.identify('bob', { plan: 'free' }, { first: 'ad' })`)
    await shown.run(`posthog.group('company', 'acme', { size: 5 }); posthog.capture('Liked')`)
    await shop.arrived(5)
    await shown.runOffline(`posthog.capture('Offline', { n: 1 })`)
    await shop.arrived(6)
    await shown.run(`posthog.reset(); posthog.capture('Left'); posthog.identify('cyd')`)
    await shop.arrived(8)
    expect(shown.faults).toEqual([])
  } finally {
    await shown.close()
  }
  await checkLife(shop)
  expect(await shop.count('protocol')).toEqual({ posthog: [8, 2] })
  const rows = await shop.rows()
  expect(rowOf(rows, 'page')).toMatchObject({
    name: 'Boots',
    'context.sessionId': expect.any(String),
  })
  expect(rowOf(rows, 'Offline')).toMatchObject({ user_id: 'bob', group_id: 'acme' })
  expect(rowOf(rows, 'group')).toMatchObject({ group_id: 'acme', 'traits.size': 5 })
  expect(rowOf(rows, 'identify')).toMatchObject({
    'traits.plan': 'free',
    'traits.set_once.first': 'ad',
  })
})

it('posthog-node: events of people and of nobody, groups, an alias', async () => {
  const sdk = new PostHog(shop.key, { host: shop.url })
  const properties = { $process_person_profile: false }
  sdk.capture({ distinctId: 'visitor', event: 'Looked', properties })
  sdk.capture({ distinctId: 'ann', event: 'Ordered', properties: { revenue: 12.5 } })
  sdk.identify({ distinctId: 'ann', properties: { plan: 'pro' } })
  sdk.alias({ distinctId: 'ann', alias: 'visitor' })
  sdk.groupIdentify({ groupType: 'company', groupKey: 'globex', properties: { size: 4 } })
  await sdk.shutdown()
  const rows = await shop.rows()
  const ours = rows.filter(({ library }) => String(library).startsWith('posthog-node'))
  expect(ours.map(({ type }) => type).toSorted()).toEqual([
    'alias',
    'group',
    'identify',
    'track',
    'track',
  ])
  expect(rowOf(ours, 'Ordered')).toMatchObject({
    user_id: 'ann',
    'properties.revenue': 12.5,
    is_bot: false,
  })
  expect(rowOf(ours, 'group')).toMatchObject({ group_id: 'globex', 'traits.size': 4 })
  const people = await shop.count('library')
  expect(people[String(ours[0]!['library'])]).toEqual([4, 1])
})
