import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import { type FakeService, startFakeService } from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { DeliveryBatch } from './destination.ts'
import { tiktok } from './tiktok.ts'

const { signal } = new AbortController()
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
let service: FakeService
let code = 0
beforeEach(async () => {
  code = 0
  service = await startFakeService(() => ({ body: { code, message: 'with ann@x.io', data: {} } }))
})
afterEach(() => service.close())

async function deliver(batch: DeliveryBatch) {
  const settings = { endpoint: service.address, advertiser: '7', audience: '8', phoneCountry: 'DE' }
  const destination = await openDestination(tiktok, { settings, secrets: { accessToken: 't' } })
  return destination.deliver(batch, signal)
}

it('ids are written and hashed as TikTok asks', async () => {
  await deliver(batchOf([change('ann', ['email: Ann@X.io', 'phone:030 123456'])]))
  expect(service.asked[0]?.headers['access-token']).toBe('t')
  const cell = (text: string) => ({ id: sha256(text), audience_ids: ['8'] })
  expect(JSON.parse(service.asked[0]!.text)).toEqual({
    action: 'add',
    advertiser_ids: ['7'],
    id_schema: ['EMAIL_SHA256', 'PHONE_SHA256'],
    batch_data: [[cell('ann@x.io'), cell('+4930123456')]],
  })
})

it('who leaves is deleted before who enters is added', async () => {
  const left = change('ann', ['email:a@x.io'], { status: 'left' })
  await deliver(batchOf([change('bob', ['email:b@x.io']), left]))
  const actions = service.asked.map(({ text }) => (JSON.parse(text) as { action: string }).action)
  expect(actions).toEqual(['delete', 'add'])
})

it.each([
  [40_100, 'later'],
  [50_000, 'later'],
  [40_105, 'after-user-action'],
  [40_001, 'after-user-action'],
  [40_002, 'split'],
])('code %s in an answer of 200 is a failure, tried again: %s', async (own, retry) => {
  code = own
  const failed = deliver(batchOf([change('ann', ['email:ann@x.io'])]))
  await expect(failed).rejects.toMatchObject({ retry, message: `it answered with code ${own}` })
})
