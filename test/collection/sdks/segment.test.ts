import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Analytics } from '@segment/analytics-node'
import { hasChromium } from '../../support/browser.ts'
import { checkLife, rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

interface Legacy {
  track(call: object): void
  flush(): Promise<unknown>
}

/** It has no types. */
const LegacyAnalytics = createRequire(import.meta.url)('analytics-node') as new (
  key: string,
  options: { readonly host: string },
) => Legacy

let shop: Listening
beforeAll(async () => {
  shop = await openListening('segment')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('@segment/analytics-next: in, out, and somebody else', async () => {
  const shown = await openSdkPage(shop.snippet('@segment/analytics-next'), ['analytics'])
  try {
    await shop.arrived(2)
    await shown.run(`analytics.identify('bob', { plan: 'free' })`)
    await shown.run(`analytics.group('acme', { size: 5 }).then(() => analytics.track('Liked'))`)
    await shop.arrived(5)
    await shown.page.context().setOffline(true)
    await shown.run(`void analytics.track('Offline')`)
    await shown.page.waitForTimeout(1000)
    expect((await shop.rows()).some((row) => row['event'] === 'Offline')).toBe(false)
    await shown.page.context().setOffline(false)
    await shop.arrived(6)
    await shown.run(`analytics.alias('bob', 'paper-42').then(() => analytics.reset())`)
    await shown.run(`analytics.track('Left').then(() => analytics.identify('cyd'))`)
    await shop.arrived(9)
    expect(shown.faults).toEqual([])
  } finally {
    await shown.close()
  }
  await checkLife(shop)
  expect(await shop.count('protocol')).toEqual({ segment: [9, 2] })
  const rows = await shop.rows()
  expect(rowOf(rows, 'identify')).toMatchObject({ 'traits.plan': 'free' })
  expect(rowOf(rows, 'group')).toMatchObject({ group_id: 'acme', 'traits.size': 5 })
  expect(rowOf(rows, 'alias')).toMatchObject({ user_id: 'bob', anonymous_id: 'paper-42' })
  expect(rowOf(rows, 'Offline')).toMatchObject({ user_id: 'bob' })
})

it('@segment/analytics-node and its predecessor send batches', async () => {
  const before = (await shop.rows()).length
  const sdk = new Analytics({ writeKey: shop.key, host: shop.url, path: '/v1/batch' })
  sdk.page({ userId: 'ann', name: 'Shop', category: 'Start' })
  sdk.identify({ userId: 'ann', anonymousId: 'tablet', traits: { plan: 'pro' } })
  sdk.track({ userId: 'ann', event: 'Ordered', properties: { revenue: 12.5 } })
  await sdk.closeAndFlush()
  const legacy = new LegacyAnalytics(shop.key, { host: shop.url })
  legacy.track({ anonymousId: 'tablet', event: 'Looked' })
  await legacy.flush()
  await shop.arrived(before + 4)
  const rows = await shop.rows()
  expect(rowOf(rows, 'Ordered')).toMatchObject({
    user_id: 'ann',
    'properties.revenue': 12.5,
    is_bot: false,
  })
  expect(rows.find(({ name }) => name === 'Shop')).toMatchObject({ category: 'Start' })
  expect(rowOf(rows, 'Looked')).toMatchObject({ anonymous_id: 'tablet' })
  const counted = await shop.count('user_id')
  expect(counted['ann']?.[1]).toBe(1)
})
