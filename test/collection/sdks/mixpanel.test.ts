import { afterAll, beforeAll, expect, it } from 'vitest'
import Mixpanel from 'mixpanel'
import { hasChromium } from '../../support/browser.ts'
import { checkLife, rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('mixpanel')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('mixpanel-browser: in, out, and somebody else', async () => {
  const shown = await openSdkPage(shop.snippet('mixpanel-browser'), ['mixpanel'])
  try {
    await shown.run(`mixpanel.identify('bob'); mixpanel.people.set({ plan: 'free' })`)
    await shown.run(`mixpanel.get_group('company', 'acme').set({ size: 5 })`)
    await shown.runOffline(`mixpanel.track('Liked', { n: 1 })`)
    await shop.arrived(7)
    await shown.run(`mixpanel.reset(); mixpanel.track('Left'); mixpanel.identify('cyd')`)
    await shop.arrived(9)
    expect(shown.faults).toEqual([])
  } finally {
    await shown.close()
  }
  await checkLife(shop)
  const rows = await shop.rows()
  expect(rowOf(rows, 'page')).toMatchObject({ name: 'Boots' })
  expect(rowOf(rows, 'group')).toMatchObject({ group_id: 'acme', 'traits.size': 5 })
  expect(rows.find((row) => row['traits.plan'] !== undefined)).toMatchObject({
    user_id: 'bob',
    'traits.plan': 'free',
  })
  const [[, people] = []] = Object.values(await shop.count('protocol'))
  expect(people).toBe(2)
})

it('mixpanel for Node.js: events, people, groups, batches', async () => {
  const settings = { protocol: 'http', host: '127.0.0.1', port: shop.port }
  const sdk = Mixpanel.init(shop.key, settings)
  const sent: Promise<void>[] = []
  const heard = () => {
    let hear!: (error?: Error | readonly Error[] | null) => void
    const done = new Promise<void>((resolve, reject) => {
      hear = (error) => (error && !Array.isArray(error) ? reject(error as Error) : resolve())
    })
    sent.push(done)
    return hear
  }
  sdk.track('Ordered', { distinct_id: 'ann', revenue: 12.5 }, heard())
  sdk.people.set('ann', { plan: 'pro' }, heard())
  sdk.people.increment('ann', 'orders', 2, heard())
  sdk.groups.set('company', 'globex', { size: 4 }, heard())
  sdk.alias('$device:tablet', 'ann', heard())
  sdk.track_batch([{ event: 'Batched', properties: { distinct_id: 'ann' } }], heard())
  await Promise.all(sent)
  const rows = await shop.rows()
  expect(rowOf(rows, 'Ordered')).toMatchObject({
    user_id: 'ann',
    'properties.revenue': 12.5,
    is_bot: false,
  })
  expect(rowOf(rows, 'Batched')).toMatchObject({ user_id: 'ann' })
  expect(rowOf(rows, 'alias')).toMatchObject({ user_id: 'ann', anonymous_id: 'tablet' })
  expect(rows.find((row) => row['traits.add.orders'] === 2)).toMatchObject({ user_id: 'ann' })
  expect(rows.find((row) => row['group_id'] === 'globex')).toMatchObject({ 'traits.size': 4 })
})
