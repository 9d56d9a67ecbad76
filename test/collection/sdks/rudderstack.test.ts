import { afterAll, beforeAll, expect, it } from 'vitest'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { hasChromium } from '../../support/browser.ts'
import { checkLife, rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('rudderstack')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('@rudderstack/analytics-js: in, out, and somebody else', async () => {
  const shown = await openSdkPage(shop.snippet('@rudderstack/analytics-js'), ['analytics'])
  try {
    await shop.arrived(2)
    await shown.run(`analytics.identify('bob', { plan: 'free' })`)
    await shown.run(`analytics.group('acme', { size: 5 }); analytics.track('Liked')`)
    await shop.arrived(5)
    await shown.runOffline(`analytics.track('Offline')`)
    await shop.arrived(6)
    await shown.run(`analytics.alias('bob', 'paper-42'); analytics.reset(true)`)
    await shown.run(`analytics.track('Left'); analytics.identify('cyd')`)
    await shop.arrived(9)
    expect(shown.faults).toEqual([])
  } finally {
    await shown.close()
  }
  await checkLife(shop)
  expect(await shop.count('protocol')).toEqual({ rudderstack: [9, 2] })
  const rows = await shop.rows()
  expect(rowOf(rows, 'page')).toMatchObject({ 'context.sessionId': expect.any(Number) })
  expect(rowOf(rows, 'alias')).toMatchObject({ user_id: 'bob', anonymous_id: 'paper-42' })
  expect(rowOf(rows, 'Offline')).toMatchObject({ user_id: 'bob' })
})

it('@rudderstack/rudder-sdk-node sends compressed batches', async () => {
  const sdk = new RudderAnalytics(shop.key, { dataPlaneUrl: shop.url, gzip: true })
  const before = (await shop.rows()).length
  sdk.page({ userId: 'ann', name: 'Shop' })
  sdk.identify({ userId: 'ann', traits: { plan: 'pro' } })
  sdk.track({ userId: 'ann', event: 'Ordered', properties: { revenue: 12.5 } })
  sdk.group({ userId: 'ann', groupId: 'globex', traits: { size: 4 } })
  sdk.flush()
  await shop.arrived(before + 4)
  expect(rowOf(await shop.rows(), 'Ordered')).toMatchObject({
    user_id: 'ann',
    'properties.revenue': 12.5,
    is_bot: false,
  })
})
