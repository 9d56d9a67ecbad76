import { afterAll, beforeAll, expect, it } from 'vitest'
import { jitsuAnalytics } from '@jitsu/js'
import { hasChromium } from '../../support/browser.ts'
import { checkLife, rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('jitsu')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('@jitsu/js in a browser: in, out, and somebody else', async () => {
  const shown = await openSdkPage(shop.snippet('@jitsu/js'), ['analytics'])
  try {
    await shown.run(`(async () => {
      await analytics.identify('bob', { plan: 'free' })
      await analytics.group('acme', { size: 5 })
      await analytics.track('Liked')
      await analytics.reset()
      await analytics.track('Left')
      await analytics.identify('cyd')
    })()`)
    await shop.arrived(7)
    expect(shown.faults).toEqual([])
  } finally {
    await shown.close()
  }
  await checkLife(shop)
  expect(await shop.count('protocol')).toEqual({ jitsu: [7, 2] })
  const rows = await shop.rows()
  expect(rowOf(rows, 'identify')).toMatchObject({ 'traits.plan': 'free' })
  expect(rowOf(rows, 'group')).toMatchObject({ group_id: 'acme', 'traits.size': 5 })
})

it('@jitsu/js on a server', async () => {
  const sdk = jitsuAnalytics({ host: shop.url, writeKey: `${shop.key}:server`, s2s: true })
  await sdk.page({ name: 'Shop', url: 'https://shop.example/' })
  await sdk.identify('ann', { plan: 'pro' })
  await sdk.track('Ordered', { revenue: 12.5 })
  const rows = await shop.rows()
  expect(rowOf(rows, 'Ordered')).toMatchObject({
    user_id: 'ann',
    'properties.revenue': 12.5,
    is_bot: false,
  })
  expect(rows.find(({ name }) => name === 'Shop')).toMatchObject({ type: 'page' })
})
