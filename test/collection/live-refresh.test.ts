import { afterEach, expect, it, vi } from 'vitest'
import { compile } from '../../src/lake/sql.ts'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
afterEach(() => shop.workspace.close())

const send = (userId: string) =>
  shop.send(
    'POST',
    '/v1/batch',
    { batch: [{ type: 'track', userId, anonymousId: `a-${userId}`, event: 'Seen' }] },
    basic(shop.key),
  )

/** What the lake is asked while some work is done. */
async function listAsked(work: () => Promise<unknown>): Promise<readonly string[]> {
  const { lake } = shop.workspace.throughline
  const asked = vi.spyOn(lake, 'query')
  try {
    await work()
    return asked.mock.calls.map(([statement]) => compile(statement).text)
  } finally {
    asked.mockRestore()
  }
}

const looksForDamage = (text: string): boolean => /system\.detached_parts|AS shown/.test(text)

it('rows that arrive are followed without looking for damage each time; whoever asks has all looked at', async () => {
  shop = await openCollecting({ protocols: ['segment'] })
  for (const user of ['ann', 'bob']) {
    await send(user)
    await shop.settle()
  }
  const live = await listAsked(async () => {
    await send('cyd')
    await shop.settle()
  })
  expect(live.filter(looksForDamage)).toEqual([])
  expect(await shop.count('user_id')).toMatchObject({ ann: [1, 1], bob: [1, 1], cyd: [1, 1] })
  const asked = await listAsked(() => shop.workspace.throughline.connections.refresh('shop'))
  expect(asked.filter(looksForDamage)).not.toEqual([])
})
