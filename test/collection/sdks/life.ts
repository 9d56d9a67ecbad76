import { expect } from 'vitest'
import type { Listening } from './listening.ts'

type Rows = Awaited<ReturnType<Listening['rows']>>

/** The first row of an event. */
export const rowOf = (rows: Rows, event: string) => {
  const found = rows.find((row) => row['event'] === event)
  if (!found) throw new Error(`no ${event} among ${rows.map((row) => row['event']).join(', ')}`)
  return found
}

/**
 * What every SDK's life in a browser comes to: `bob` looks at boots before he is known and after, and even while
 * he is offline; he logs out, somebody unknown looks, and logs in as `cyd`.
 */
export async function checkLife(shop: Listening): Promise<void> {
  const events = await shop.count('event')
  for (const event of ['Product Viewed', 'Liked', 'Left']) {
    expect([event, events[event]]).toEqual([event, [1, 1]])
  }
  const rows = await shop.rows()
  const viewed = rowOf(rows, 'Product Viewed')
  expect(viewed).toMatchObject({
    'context.page.url': expect.stringContaining('/boots?utm_source=mail'),
    'utm.source': 'mail',
    is_bot: false,
  })
  expect(viewed['user_id']).toBeUndefined()
  expect(viewed['user_agent.browser']).toBe('Chrome')
  expect(rowOf(rows, 'Liked')).toMatchObject({ user_id: 'bob' })
  const left = rowOf(rows, 'Left')
  expect(left['anonymous_id']).not.toBe(viewed['anonymous_id'])
  expect(await shop.rejected()).toEqual([])
}
