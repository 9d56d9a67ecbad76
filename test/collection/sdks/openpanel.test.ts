import { OpenPanel } from '@openpanel/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasChromium } from '../../support/browser.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('openpanel')
})
afterAll(() => shop.close())

it('@openpanel/sdk: events of people, groups, numbers that go up; what waited is sent later', async () => {
  const sdk = new OpenPanel({ apiUrl: shop.url, clientId: shop.key, waitForProfile: true })
  await sdk.track('Waited', { sku: 'boot-42' })
  expect(await shop.rows()).toEqual([])
  await sdk.identify({ profileId: 'ann', firstName: 'Ann', properties: { plan: 'pro' } })
  await sdk.upsertGroup({ id: 'acme', type: 'company', name: 'Acme' })
  await sdk.setGroup('acme')
  await sdk.revenue(129, { currency: 'EUR' })
  await sdk.increment({ profileId: 'ann', property: 'orders', value: 1 })
  await shop.arrived(6)
  expect(await shop.count('user_id')).toMatchObject({ ann: [5, 1] })
  const rows = await shop.rows()
  const find = (event: string) => rows.find((row) => row['event'] === event)!
  expect(find('Waited')).toMatchObject({ user_id: 'ann', 'properties.sku': 'boot-42' })
  expect(find('Waited')).not.toHaveProperty('anonymous_id')
  expect(find('revenue')).toMatchObject({ 'properties.revenue': 129, group_id: 'acme' })
  expect(find('identify')).toMatchObject({ 'traits.plan': 'pro', library: 'node 1.3.1' })
  expect(await shop.rejected()).toEqual([])
})

it.skipIf(!hasChromium)('@openpanel/web: somebody looks, logs in and out', async () => {
  const before = (await shop.rows()).length
  const sent = await openSdkPage(shop.snippet('@openpanel/web'), ['op'])
  try {
    await shop.arrived(before + 3)
    await sent.run(`op.clear(); op.track('Left')`)
    await sent.run(`history.pushState({}, '', '/socks')`)
    await shop.arrived(before + 5)
    expect(sent.faults).toEqual([])
    const rows = (await shop.rows()).slice(before)
    expect(rows.map(({ event }) => event).sort()).toEqual([
      'Left',
      'Product Viewed',
      'identify',
      'page',
      'page',
    ])
    const find = (event: string) => rows.find((row) => row['event'] === event)!
    expect(find('Product Viewed')).toMatchObject({ user_id: 'u1', 'properties.price': 129 })
    expect(find('Left')).not.toHaveProperty('user_id')
    expect(find('page')).toMatchObject({ 'utm.source': 'mail', library: 'web 1.4.1' })
    expect(new Set(rows.map((row) => row['anonymous_id'])).size).toBe(1)
    expect(await shop.rejected()).toEqual([])
  } finally {
    await sent.close()
  }
})
