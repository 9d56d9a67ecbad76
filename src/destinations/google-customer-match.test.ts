import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import type { DestinationFake } from '../../test/support/destinations/fake.ts'
import { startGoogleFake } from '../../test/support/destinations/google-customer-match.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { OpenDestination } from './destination.ts'
import { googleCustomerMatch } from './google-customer-match.ts'

const { signal } = new AbortController()
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
let fake: DestinationFake
let destination: OpenDestination
beforeEach(async () => {
  fake = await startGoogleFake()
  destination = await open()
})
afterEach(() => fake.service.close())

const open = (more: object = {}) =>
  openDestination(googleCustomerMatch, {
    settings: { ...fake.settings, ...more },
    secrets: fake.secrets,
  })
const people = batchOf([change('ann', ['email:ann@x.io']), change('bob', ['email:bob@x.io'])])
const bodyAt = (path: string) =>
  JSON.parse(fake.service.asked.find((one) => one.path.endsWith(path))!.text) as unknown

it('ids are written and hashed as Google asks, all of a person', async () => {
  const ids = ['email:Ann.B+shop@GMail.com', 'email:ann@x.io', 'phone:+49 30 123456']
  await destination.deliver(batchOf([change('ann', ids)]), signal)
  expect(bodyAt(':addOperations')).toEqual({
    enablePartialFailure: true,
    operations: [
      {
        create: {
          userIdentifiers: [
            { hashedEmail: sha256('annb@gmail.com') },
            { hashedEmail: sha256('ann@x.io') },
            { hashedPhoneNumber: sha256('+4930123456') },
          ],
        },
      },
    ],
  })
})

it('consent and the manager are told where the settings have them', async () => {
  const consent = { adUserData: 'GRANTED', adPersonalization: 'DENIED' }
  await (await open({ consent, manager: '555' })).deliver(people, signal)
  expect(bodyAt(':create')).toMatchObject({ job: { customerMatchUserListMetadata: { consent } } })
  expect(fake.service.asked.at(-1)?.headers['login-customer-id']).toBe('555')
})

it('an access token is used for as long as it lives', async () => {
  await destination.deliver(people, signal)
  await destination.deliver(people, signal)
  const paths = fake.service.asked.map(({ path }) => path)
  expect(paths.filter((path) => path === '/token')).toHaveLength(1)
})

it('a job whose operations are all refused does not run', async () => {
  const outcome = await destination.deliver(batchOf([change('x', fake.refused)]), signal)
  expect(outcome).toEqual({
    accepted: [],
    rejected: [{ index: 0, reason: 'Google refuses it: INVALID_SHA256_FORMAT' }],
  })
  expect(fake.service.asked.some(({ path }) => path.endsWith(':run'))).toBe(false)
})

describe('a partial failure', () => {
  const at = (fieldPathElements: object[]) => ({
    errorCode: { userDataError: 'OPERATIONS_FOR_CUSTOMER_MATCH_NOT_ALLOWED' },
    location: { fieldPathElements },
  })
  it.each([
    ['names the first, without its zero', [at([{ fieldName: 'operations' }])], [1], [0]],
    ['names one', [at([{ fieldName: 'operations', index: '1' }])], [0], [1]],
    ['names nobody', [at([])], [], []],
    ['names one that was not sent', [at([{ fieldName: 'operations', index: 9 }])], [], []],
    ['has no errors', [], [], []],
  ])('that %s', async (_, errors, accepted, rejected) => {
    fake.service.fail('answers', 2)
    const details = [{ '@type': 'GoogleAdsFailure', errors }]
    fake.service.fail({ body: { partialFailureError: { code: 3, details } } })
    const outcome = await destination.deliver(people, signal)
    expect(outcome.accepted).toEqual(accepted)
    expect(outcome.rejected.map(({ index }) => index)).toEqual(rejected)
  })
})

it('a job of another account is not filled', async () => {
  fake.service.fail('answers')
  fake.service.fail({ body: { resourceName: 'customers/124/offlineUserDataJobs/1' } })
  await expect(destination.deliver(people, signal)).rejects.toMatchObject({ retry: 'later' })
  expect(fake.service.asked).toHaveLength(2)
})

it('a list that is not there is found by the check', async () => {
  await expect((await open({ userList: '10' })).check!(signal)).rejects.toMatchObject({
    retry: 'after-user-action',
    message: 'the account has no customer list 10',
  })
})
