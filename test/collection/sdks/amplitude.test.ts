import { afterAll, beforeAll, expect, it } from 'vitest'
import { createInstance, Identify, Revenue } from '@amplitude/analytics-node'
import { rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('amplitude')
})
afterAll(() => shop.close())

it('@amplitude/analytics-node: somebody unknown becomes ann, and cyd is another', async () => {
  const sdk = createInstance()
  await sdk.init(shop.key, { serverUrl: `${shop.url}/2/httpapi` }).promise
  const device = { device_id: 'tablet' }
  const ann = { ...device, user_id: 'ann' }
  const seen = sdk.track('Product Viewed', { price: 129 }, { ...device, session_id: 17e11 }).promise
  sdk.identify(new Identify().set('plan', 'pro').setOnce('first', 'ad').add('visits', 1), ann)
  sdk.setGroup('company', 'acme', ann)
  sdk.groupIdentify('company', 'acme', new Identify().set('size', 4), ann)
  sdk.revenue(new Revenue().setProductId('boot').setPrice(9.5).setQuantity(2), ann)
  sdk.track('Came', undefined, { device_id: 'phone', user_id: 'cyd' })
  await sdk.flush().promise
  expect(await seen).toMatchObject({ code: 200 })
  expect(await shop.count('protocol')).toEqual({ amplitude: [6, 2] })
  const rows = await shop.rows()
  expect(rowOf(rows, 'Product Viewed')).toMatchObject({
    anonymous_id: 'tablet',
    'properties.price': 129,
    'context.sessionId': 17e11,
    is_bot: false,
  })
  expect(rows.find((row) => row['traits.plan'] === 'pro')).toMatchObject({
    user_id: 'ann',
    'traits.set_once.first': 'ad',
    'traits.add.visits': 1,
  })
  expect(rowOf(rows, 'group')).toMatchObject({ group_id: 'acme', 'traits.size': 4 })
  expect(rowOf(rows, 'revenue_amount')).toMatchObject({
    'properties.revenue': 19,
    'properties.product_id': 'boot',
  })
  expect(await shop.rejected()).toEqual([])
})
