import MatomoTracker from 'matomo-tracker'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Listening, openListening } from './listening.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('matomo')
})
afterAll(() => shop.close())

it('matomo-tracker: pages, events and orders, one by one and in bulk', async () => {
  const faults: unknown[] = []
  const sdk = new MatomoTracker(shop.key, `${shop.url}/matomo.php`)
  sdk.on('error', (fault: unknown) => faults.push(fault))
  const url = 'https://shop.example/boots?utm_source=mail'
  sdk.track({ url, action_name: 'Boots', _id: '0123456789abcdef', ua: 'Mozilla/5.0 (X11) A' })
  sdk.track({ url, e_c: 'Shop', e_a: 'Liked', uid: 'ann', _id: '0123456789abcdef' })
  const told = await new Promise<string>((resolve) =>
    sdk.trackBulk(
      [
        { url, idgoal: 0, ec_id: 'o1', revenue: 129, uid: 'ann', ec_items: '[["sku1","Boots"]]' },
        { url, search: 'boots', uid: 'bob', cdt: '1990-01-01 00:00:00' },
      ],
      resolve,
    ),
  )
  expect(JSON.parse(told)).toMatchObject({ status: 'success', tracked: 1, invalid_indices: [1] })
  await shop.arrived(4)
  expect(faults).toEqual([])
  expect(await shop.count('event')).toEqual({
    page: [1, 1],
    Liked: [1, 1],
    'Order Completed': [1, 1],
  })
  expect(await shop.count('protocol')).toEqual({ matomo: [3, 1] })
  expect((await shop.rejected()).map(({ reason }) => reason)).toEqual(['time-out-of-range'])
})
