import { afterEach, beforeEach, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import { startFakeService, type FakeService } from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import { braze } from './braze.ts'

const { signal } = new AbortController()
let service: FakeService
let answer: unknown
beforeEach(async () => {
  answer = { message: 'success', attributes_processed: 2 }
  service = await startFakeService(() => ({ status: 201, body: answer }))
})
afterEach(() => service.close())

const people = batchOf([
  change('ann', ['user:7', 'email:ann@x.io'], { attributes: { plan: 'pro', external_id: 'x' } }),
  change('bob', ['email:bob@x.io'], { status: 'left' }),
])

async function deliver(settings: object = {}) {
  const own = { endpoint: service.address, ...settings }
  const destination = await openDestination(braze, { settings: own, secrets: { apiKey: 'k' } })
  return destination.deliver(people, signal)
}
const sent = () => JSON.parse(service.asked[0]!.text) as unknown

it('an attribute says who is in; people are not made by it', async () => {
  expect(await deliver()).toEqual({ accepted: [0, 1], rejected: [] })
  expect(sent()).toEqual({
    attributes: [
      { plan: 'pro', external_id: '7', _update_existing_only: true, audience_vip: true },
      { email: 'bob@x.io', _update_existing_only: true, audience_vip: false },
    ],
  })
})

it('a subscription group can hold them instead', async () => {
  await deliver({ subscriptionGroup: 'g-1', createsPeople: true })
  expect(sent()).toMatchObject({
    attributes: [
      {
        external_id: '7',
        _update_existing_only: false,
        subscription_groups: [{ subscription_group_id: 'g-1', subscription_state: 'subscribed' }],
      },
      { subscription_groups: [{ subscription_state: 'unsubscribed' }] },
    ],
  })
})

const error = (index: number, input_array = 'attributes') => ({ type: 'wrong', input_array, index })

it.each([
  ['one that is refused', { attributes_processed: 1, errors: [error(1)] }, [0], [1]],
  ['no figures', {}, [0, 1], []],
  ['too few', { attributes_processed: 1 }, [], []],
  ['too many', { attributes_processed: 3 }, [], []],
  ['an error that names nobody', { attributes_processed: 1, errors: [error(5)] }, [], []],
  ['an error of something else', { attributes_processed: 2, errors: [error(0, 'events')] }, [], []],
])('an answer with %s', async (_, more, accepted, rejected) => {
  answer = { message: 'success', ...more }
  const outcome = await deliver()
  expect(outcome.accepted).toEqual(accepted)
  expect(outcome.rejected.map(({ index }) => index)).toEqual(rejected)
})

it('an answer that says no success accepts nobody', async () => {
  answer = { message: 'queued' }
  await expect(deliver()).rejects.toMatchObject({ retry: 'later' })
})
