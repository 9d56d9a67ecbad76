import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import {
  type FakeAnswer,
  type FakeService,
  startFakeService,
} from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { DeliveryBatch } from './destination.ts'
import { meta } from './meta.ts'

const { signal } = new AbortController()
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
let service: FakeService
let answer: FakeAnswer
beforeEach(async () => {
  answer = told({ received: 2 })
  service = await startFakeService(() => answer)
})
afterEach(() => service.close())

const told = ({ received = 2, invalid = 0, samples = {} as unknown }): FakeAnswer => ({
  body: {
    num_received: received,
    num_invalid_entries: invalid,
    invalid_entry_samples: samples,
  },
})

async function deliver(batch: DeliveryBatch) {
  const settings = { endpoint: service.address, audience: '77' }
  const destination = await openDestination(meta, { settings, secrets: { accessToken: 't' } })
  return destination.deliver(batch, signal)
}
const people = batchOf([change('ann', ['email:ann@x.io']), change('bob', ['email:bob@x.io'])])
const sent = (at = 0) =>
  JSON.parse(service.asked[at]!.text) as { session: { session_id: number }; payload: object }

it('ids are written and hashed as Meta asks, all of a person', async () => {
  const ids = ['email: Ann.B+c@GMail.com', 'phone:+49 30 123456', 'phone:+49 30 654321']
  await deliver(batchOf([change('ann', ids)]))
  expect(sent().payload).toEqual({
    schema: ['EMAIL', 'PHONE'],
    data: [
      [sha256('ann.b+c@gmail.com'), sha256('4930123456')],
      ['', sha256('4930654321')],
    ],
  })
})

it('those who leave are deleted, in a session of their own', async () => {
  answer = told({ received: 1 })
  const [ann, bob] = people.changes
  await deliver(batchOf([ann!, { ...bob!, status: 'left' }]))
  expect(service.asked.map(({ method }) => method)).toEqual(['DELETE', 'POST'])
  await deliver(batchOf([ann!]))
  expect(sent(2).session.session_id).toBe(sent(1).session.session_id)
  expect(sent(0).session.session_id).not.toBe(sent(1).session.session_id)
})

describe('of invalid rows', () => {
  const ann = sha256('ann@x.io')
  it.each([
    ['none: all are accepted', {}, [0, 1], []],
    ['one that is named', { invalid: 1, samples: { [ann]: 'invalid' } }, [1], [0]],
    ['one that is named in a list', { invalid: 1, samples: [[ann, '']] }, [1], [0]],
    ['one that nobody names: nobody is accepted', { invalid: 1 }, [], []],
    ['two of which one is named, and all', { invalid: 2, samples: [ann] }, [], [0, 1]],
    ['none, but fewer were received', { received: 1 }, [], []],
    ['none, but more were received', { received: 3 }, [], []],
  ])('%s', async (_, figures, accepted, rejected) => {
    answer = told(figures)
    const outcome = await deliver(people)
    expect(outcome.accepted).toEqual(accepted)
    expect(outcome.rejected.map(({ index }) => index)).toEqual(rejected)
  })
})

describe('an error', () => {
  it.each([
    [{ code: 190 }, 'after-user-action'],
    [{ code: 200 }, 'after-user-action'],
    [{ code: 10 }, 'after-user-action'],
    [{ code: 17 }, 'later'],
    [{ code: 80_003 }, 'later'],
    [{ code: 2 }, 'later'],
    [{ code: 100, is_transient: true }, 'later'],
    [{ code: 100, error_subcode: 1 }, 'split'],
  ])('of 400 with %o is tried again: %s', async (error, retry) => {
    answer = { status: 400, body: { error: { ...error, message: 'with ann@x.io' } } }
    await expect(deliver(people)).rejects.toMatchObject({
      retry,
      message: `it answered with status 400 (${error.code})`,
    })
  })
})
