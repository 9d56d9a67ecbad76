import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasChromium } from '../../support/browser.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('plausible')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('@plausible-analytics/tracker: pages, events and revenue', async () => {
  const script = shop
    .snippet('@plausible-analytics/tracker')
    .replace('init({', 'init({ captureOnLocalhost: true,')
  const sent = await openSdkPage(script, ['track'])
  try {
    await sent.run(`history.pushState({}, '', '/socks')`)
    await sent.run(`track('Liked', { props: { sku: 'boot-42' } })`)
    await shop.arrived(4)
    expect(sent.faults).toEqual([])
    const counted = await shop.count('event')
    expect(counted).toMatchObject({ page: [2, 1], Liked: [1, 1], 'Order Completed': [1, 1] })
    const rows = await shop.rows()
    const find = (event: string) => rows.find((row) => row['event'] === event)!
    expect(find('Order Completed')).toMatchObject({
      'properties.revenue': 129,
      'properties.currency': 'EUR',
      'properties.plan': 'pro',
      is_bot: false,
    })
    expect(find('page')).toMatchObject({ 'utm.source': 'mail', library: 'plausible 36' })
    expect(await shop.rejected()).toEqual([])
  } finally {
    await sent.close()
  }
})
