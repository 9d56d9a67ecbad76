import { afterEach, beforeEach, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import { FakeMailchimp, subscriberHash } from '../../test/support/destinations/mailchimp.ts'
import { type FakeService, startFakeService } from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { DeliveryBatch } from './destination.ts'
import { mailchimp } from './mailchimp.ts'

const { signal } = new AbortController()
const secrets = { apiKey: 'api-key-of-mailchimp-us21' }
let fake: FakeMailchimp
let service: FakeService
beforeEach(async () => {
  fake = new FakeMailchimp()
  service = await startFakeService((request) => fake.answer(request))
})
afterEach(() => service.close())

async function deliver(batch: DeliveryBatch, own: object = {}) {
  const settings = { endpoint: service.address, list: 'a1b2c3', tag: 'VIP', ...own }
  return (await openDestination(mailchimp, { settings, secrets })).deliver(batch, signal)
}
const ann = change('ann', ['email: Ann@X.io'])
const bob = change('bob', ['email:bob@x.io'])
const hash = subscriberHash('ann@x.io')

it('members are tagged by the digest of their address, and keep their status', async () => {
  fake.statuses.set(hash, 'unsubscribed')
  expect(await deliver(batchOf([ann]), { newMembers: 'subscribed' })).toMatchObject({
    accepted: [0],
  })
  expect([fake.tagged.has(hash), fake.statuses.get(hash)]).toEqual([true, 'unsubscribed'])
})

it('who is no member is refused unless the settings say otherwise', async () => {
  fake.statuses.set(hash, 'subscribed')
  expect(await deliver(batchOf([ann, bob]))).toEqual({
    accepted: [0],
    rejected: [{ index: 1, reason: 'it is no member of the list' }],
  })
  expect(fake.statuses.size).toBe(1)
})

it('new members have the status of the settings', async () => {
  await deliver(batchOf([ann, bob]), { newMembers: 'pending' })
  expect([...fake.statuses.values()]).toEqual(['pending', 'pending'])
})

it('who leaves loses the tag alone', async () => {
  await deliver(batchOf([ann]), { newMembers: 'subscribed' })
  await deliver(batchOf([{ ...ann, status: 'left' }]))
  expect([fake.tagged.has(hash), fake.statuses.get(hash)]).toEqual([false, 'subscribed'])
})

it('a list that is not there is not one without members', async () => {
  for (const status of ['entered', 'left'] as const) {
    await expect(deliver(batchOf([{ ...ann, status }]), { list: 'other' })).rejects.toMatchObject({
      retry: 'after-user-action',
    })
  }
})

it('those who were answered for are known when others were not', async () => {
  fake.statuses.set(hash, 'subscribed').set(subscriberHash('bob@x.io'), 'subscribed')
  service.fail({ status: 503 })
  const outcome = await deliver(batchOf([ann, bob]))
  expect(outcome.accepted).toHaveLength(1)
  expect(outcome.rejected).toEqual([])
})

it('who is in no part of the answer is not accepted', async () => {
  service.fail({ body: { new_members: [{ email_address: 'bob@x.io' }], errors: [] } })
  expect(await deliver(batchOf([ann, bob]), { newMembers: 'pending' })).toEqual({
    accepted: [1],
    rejected: [],
  })
})
