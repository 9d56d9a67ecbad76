import { Umami } from '@umami/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Listening, openListening } from './listening.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('umami')
})
afterAll(() => shop.close())

it('@umami/node: pages, events and who it was', async () => {
  const sdk = new Umami({ websiteId: shop.key, hostUrl: shop.url })
  const at = { hostname: 'shop.example', url: '/boots?utm_source=mail' }
  const answers = [
    await sdk.track({ ...at, title: 'Boots', referrer: 'https://www.google.com/' }),
    await sdk.track({ ...at, name: 'Order Completed', data: { revenue: 129 } }),
    await sdk.identify({ plan: 'pro' }),
    await sdk.track('Liked', { sku: 'boot-42' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const counted = await shop.count('event')
  expect(Object.keys(counted).sort()).toEqual(['Liked', 'Order Completed', 'identify', 'page'])
  const rows = await shop.rows()
  const find = (event: string) => rows.find((row) => row['event'] === event)!
  expect(find('page')['anonymous_id']).toBe(find('Order Completed')['anonymous_id'])
  expect(find('page')).toMatchObject({
    'context.page.url': 'https://shop.example/boots?utm_source=mail',
    'utm.source': 'mail',
    'referrer.name': 'Google',
  })
  expect(find('Order Completed')).toMatchObject({ 'properties.revenue': 129 })
  expect(find('identify')).toMatchObject({ 'traits.plan': 'pro' })
  expect(await shop.rejected()).toEqual([])
})
