import { afterEach, beforeEach, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import type { DestinationFake } from '../../test/support/destinations/fake.ts'
import { startSegmentFake } from '../../test/support/destinations/segment.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { DeliveryBatch } from './destination.ts'
import { segment } from './segment.ts'

const { signal } = new AbortController()
let fake: DestinationFake
beforeEach(async () => {
  fake = await startSegmentFake()
})
afterEach(() => fake.service.close())

async function deliver(batch: DeliveryBatch, settings: object = {}) {
  const own = { ...fake.settings, ...settings }
  const destination = await openDestination(segment, { settings: own, secrets: fake.secrets })
  return destination.deliver(batch, signal)
}
const sent = () =>
  fake.service.asked.flatMap(
    ({ text }) => (JSON.parse(text) as { batch: Record<string, unknown>[] }).batch,
  )

it('people are identified by a trait, with their attributes', async () => {
  const ann = change('ann', ['user:7', 'anonymous:a1', 'email:ann@x.io'], {
    attributes: { plan: 'pro' },
  })
  const bob = change('bob', ['cookie:c1'], { status: 'left' })
  await deliver(batchOf([ann, bob]))
  expect(sent()).toMatchObject([
    {
      type: 'identify',
      userId: '7',
      anonymousId: 'a1',
      timestamp: '2026-03-01T12:00:00.000Z',
      traits: { plan: 'pro', email: 'ann@x.io', vip: true },
    },
    { type: 'identify', anonymousId: 'c1', traits: { vip: false } },
  ])
})

it('events say who entered and who left', async () => {
  const people = batchOf([
    change('ann', ['user:7'], { attributes: { plan: 'pro' } }),
    change('bob', ['user:8'], { status: 'left', epoch: 2 }),
  ])
  await deliver(people, { calls: ['track'] })
  expect(sent()).toMatchObject([
    {
      event: 'Audience Entered',
      properties: { plan: 'pro', audience_key: 'vip', audience_name: 'Buyers', epoch: 1 },
    },
    { event: 'Audience Exited', properties: { epoch: 2 } },
  ])
})

it('a trait may have a name of its own, and namespaces others', async () => {
  const settings = {
    trait: 'is_vip',
    calls: ['identify', 'track'],
    namespaces: { userId: ['crm'] },
  }
  await deliver(batchOf([change('ann', ['user:7', 'crm:9'])]), settings)
  expect(sent()).toMatchObject([{ userId: '9', traits: { is_vip: true } }, { userId: '9' }])
})

it('a call has the same id in whatever batch it is tried, and another at the next entry', async () => {
  const ann = change('ann', ['user:7'])
  await deliver(batchOf([ann, change('bob', ['user:8'])]))
  await deliver(batchOf([ann], { idempotencyKey: 'half', run: 'run-2' }))
  await deliver(batchOf([{ ...ann, epoch: 3 }]))
  const [first, , again, later] = sent().map(({ messageId }) => messageId)
  expect(again).toBe(first)
  expect(later).not.toBe(first)
})

it('batches of many stay below 500 kB, and a call that is larger than 32 kB is rejected', async () => {
  const attributes = { text: 'ü'.repeat(15_000) }
  const people = Array.from({ length: 40 }, (_, i) =>
    change(`p${i}`, [`user:${i}`], { attributes }),
  )
  const huge = change('huge', ['user:x'], { attributes: { text: 'ü'.repeat(17_000) } })
  const { accepted, rejected } = await deliver(batchOf([huge, ...people]))
  expect(accepted).toHaveLength(40)
  expect(rejected).toMatchObject([{ index: 0, reason: expect.stringContaining('32 kB') }])
  expect(fake.service.asked).toHaveLength(3)
})

it('what was taken before a request failed is known', async () => {
  const attributes = { text: 'u'.repeat(30_000) }
  const people = Array.from({ length: 40 }, (_, i) =>
    change(`p${i}`, [`user:${i}`], { attributes }),
  )
  fake.service.fail('answers')
  fake.service.fail({ status: 503 })
  const { accepted, rejected } = await deliver(batchOf(people))
  expect(accepted).toEqual(Array.from({ length: accepted.length }, (_, index) => index))
  expect([accepted.length > 0, accepted.length < 40, rejected]).toEqual([true, true, []])
})

it.each([
  ['OK', true],
  ['', true],
  [{ success: true }, true],
  [{ success: false }, false],
  ['<html>', false],
])('an answer of %j is success: %s', async (body, isSuccess) => {
  fake.service.fail({ body })
  const delivering = deliver(batchOf([change('ann', ['user:7'])]))
  if (isSuccess) expect(await delivering).toMatchObject({ accepted: [0] })
  else await expect(delivering).rejects.toMatchObject({ retry: 'later' })
})
