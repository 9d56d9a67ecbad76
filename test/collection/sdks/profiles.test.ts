import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { PostHog } from 'posthog-node'
import { afterEach, expect, it } from 'vitest'
import type { Profile } from '../../../src/model/answers/profiles.ts'
import { type Listening, openListening } from './listening.ts'

let shop: Listening
afterEach(() => shop.close())

/** People by a trait, in a report. */
async function report(dimension: string) {
  await shop.settle()
  const { rows } = await shop.workspace.post<{
    rows: readonly { item: string | null; values: readonly number[] }[]
  }>('reports', {
    kind: 'freeform',
    dataView: 'shop',
    dateRange: { start: '2000-01-01', end: '2100-01-01' },
    rows: { dimension },
    columns: [{ metric: 'people' }],
  })
  return Object.fromEntries(rows.map(({ item, values: [people] }) => [String(item), people]))
}

async function attributesOf(user: string): Promise<Profile['attributes']> {
  const query = new URLSearchParams({ connection: 'shop', namespace: 'user', id: user })
  const { status, text, body } = await shop.workspace.call('GET', `profiles?${query}`)
  expect(status, text).toBe(200)
  return (body as unknown as Profile).attributes
}

it('traits that Segment’s SDK tells are attributes of the person and the group', async () => {
  shop = await openListening('segment')
  const sdk = new Analytics({ writeKey: shop.key, host: shop.url, path: '/v1/batch' })
  sdk.track({ anonymousId: 'tablet', event: 'Looked' })
  sdk.identify({ userId: 'ann', anonymousId: 'tablet', traits: { plan: 'free', city: 'Ulm' } })
  sdk.identify({ userId: 'ann', traits: { plan: 'pro' }, timestamp: new Date(Date.now() + 1000) })
  sdk.group({ userId: 'ann', groupId: 'acme', traits: { size: 'small' } })
  sdk.track({ userId: 'ann', event: 'Ordered', context: { groupId: 'acme' } })
  await sdk.closeAndFlush()
  await shop.arrived(5)
  expect(await report('web-people.traits.plan')).toEqual({ pro: 1 })
  expect(await report('web-people.traits.city')).toEqual({ Ulm: 1 })
  expect(await report('web-groups.traits.size')).toMatchObject({ small: 1 })
  expect(await attributesOf('ann')).toMatchObject({
    'web-people.traits.plan': { value: 'pro' },
    'web-people.traits.city': { value: 'Ulm' },
  })
})

it('traits that RudderStack’s SDK tells are attributes of the person and the group', async () => {
  shop = await openListening('rudderstack')
  const sdk = new RudderAnalytics(shop.key, { dataPlaneUrl: shop.url, gzip: true })
  sdk.identify({ userId: 'ann', traits: { plan: 'pro' } })
  sdk.group({ userId: 'ann', groupId: 'acme', traits: { size: 'large' } })
  sdk.track({ userId: 'ann', event: 'Ordered', context: { groupId: 'acme' } })
  sdk.flush()
  await shop.arrived(3)
  expect(await report('web-people.traits.plan')).toEqual({ pro: 1 })
  expect(await report('web-groups.traits.size')).toMatchObject({ large: 1 })
})

it('what PostHog’s SDK sets, and sets once, are attributes of the person', async () => {
  shop = await openListening('posthog')
  const sdk = new PostHog(shop.key, { host: shop.url })
  const properties = { $set: { plan: 'free' }, $set_once: { first: 'ad' } }
  const timestamp = new Date(Date.now() - 60_000)
  sdk.capture({ distinctId: 'ann', event: 'Looked', properties, timestamp })
  const later = { $set: { plan: 'pro' }, $set_once: { first: 'mail' } }
  sdk.capture({ distinctId: 'ann', event: 'Ordered', properties: later })
  await sdk.shutdown()
  await shop.arrived(2)
  expect(await report('web-people.traits.plan')).toEqual({ pro: 1 })
  expect(await report('web-people.traits.first')).toEqual({ ad: 1 })
})
