import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasChromium } from '../../support/browser.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('countly')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('countly-sdk-web: a session, a login, what waited offline', async () => {
  const sent = await openSdkPage(shop.snippet('countly-sdk-web'), ['Countly'])
  const happened = async () => (await shop.rows()).map(({ event }) => event)
  try {
    await expect.poll(happened, { timeout: 30_000 }).toContain('Order Completed')
    await sent.page.context().setOffline(true)
    await sent.run(
      `Countly.add_event({ key: 'Offline', count: 2, segmentation: { sku: 'boot-42' } })`,
    )
    await sent.run(`Countly.user_details({ name: 'Ann', custom: { plan: 'pro' } })`)
    await sent.page.context().setOffline(false)
    await sent.run(`Countly.end_session(30, true)`)
    await expect.poll(happened, { timeout: 90_000, interval: 1000 }).toContain('end_session')
    const events = new Set(await happened())
    for (const event of ['begin_session', 'page', 'alias', 'Offline', 'identify']) {
      expect(events).toContain(event)
    }
    const rows = await shop.rows()
    const find = (event: string) => rows.find((row) => row['event'] === event)!
    expect(find('Order Completed')).toMatchObject({ user_id: 'u1', 'properties.revenue': 129 })
    const known = rows.find(({ event, user_id }) => event === 'identify' && user_id === 'u1')
    expect(known).toMatchObject({ 'traits.name': 'Ann', 'traits.plan': 'pro' })
    expect(find('page')['context.page.url']).toBe('https://127.0.0.1/boots')
    expect(await shop.count('protocol')).toMatchObject({ countly: [expect.any(Number), 1] })
    expect(await shop.rejected()).toEqual([])
  } finally {
    await sent.close()
  }
})
