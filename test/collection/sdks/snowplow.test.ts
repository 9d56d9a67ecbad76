import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  buildPageView,
  buildSelfDescribingEvent,
  buildStructEvent,
  newTracker,
} from '@snowplow/node-tracker'
import { hasChromium } from '../../support/browser.ts'
import { checkLife, rowOf } from './life.ts'
import { type Listening, openListening } from './listening.ts'
import { openSdkPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('snowplow')
})
afterAll(() => shop.close())

it.skipIf(!hasChromium)('@snowplow/browser-tracker: in, out, and somebody else', async () => {
  const more = `import { clearUserData, setUserId } from '@snowplow/browser-tracker'\n`
  const names = ['trackStructEvent', 'clearUserData', 'setUserId']
  const shown = await openSdkPage(more + shop.snippet('@snowplow/browser-tracker'), names)
  const tracking = (action: string) => `trackStructEvent({ category: 'shop', action: '${action}' })`
  try {
    await shop.arrived(2)
    await shown.run(`setUserId('bob')`)
    await shown.runOffline(tracking('Offline'))
    await shown.run(tracking('Liked'))
    await shop.arrived(4)
    await shown.run(`setUserId(null); clearUserData()`)
    await shown.run(tracking('Left'))
    await shown.run(`setUserId('cyd')`)
    await shown.run(tracking('Came'))
    await shop.arrived(6)
    expect(shown.faults).toEqual([])
  } finally {
    await shown.close()
  }
  await checkLife(shop)
  expect(await shop.count('protocol')).toEqual({ snowplow: [6, 2] })
  const rows = await shop.rows()
  expect(rowOf(rows, 'page')).toMatchObject({
    name: 'Boots',
    'context.sessionId': expect.any(String),
  })
  expect(rowOf(rows, 'Product Viewed')).toMatchObject({ category: 'shop', 'properties.value': 129 })
  expect(rowOf(rows, 'Offline')).toMatchObject({ user_id: 'bob' })
})

it('@snowplow/node-tracker: pages, events with schemas, entities in base64', async () => {
  const tracker = newTracker(
    { namespace: 'shop', appId: shop.key, encodeBase64: true },
    { endpoint: shop.url, bufferSize: 1 },
  )
  const before = (await shop.rows()).length
  tracker.setUserId('ann')
  tracker.track(buildPageView({ pageUrl: 'https://shop.example/', pageTitle: 'Shop' }))
  tracker.track(buildStructEvent({ category: 'shop', action: 'Ordered', value: 12.5 }))
  const click = { schema: 'iglu:com.acme/button_click/jsonschema/1-0-0', data: { id: 'buy' } }
  const member = { schema: 'iglu:com.acme/member/jsonschema/1-0-0', data: { plan: 'pro' } }
  tracker.track(buildSelfDescribingEvent({ event: click }), [member])
  await shop.arrived(before + 3)
  const rows = await shop.rows()
  expect(rowOf(rows, 'Ordered')).toMatchObject({ user_id: 'ann', 'properties.value': 12.5 })
  expect(rowOf(rows, 'button_click')).toMatchObject({
    'properties.id': 'buy',
    'context.entities.member.plan': 'pro',
    library: expect.stringMatching(/^snowplow-node \d/),
    is_bot: false,
  })
})
