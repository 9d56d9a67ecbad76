import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import { FakeHubspot } from '../../test/support/destinations/hubspot.ts'
import { type FakeService, startFakeService } from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import { checkDestination } from './check.ts'
import type { DeliveryBatch } from './destination.ts'
import { hubspot } from './hubspot.ts'

const { signal } = new AbortController()
const secrets = { accessToken: 'pat-token-of-hubspot' }
let fake: FakeHubspot
let service: FakeService
beforeEach(async () => {
  fake = new FakeHubspot()
  service = await startFakeService((request) => fake.answer(request))
})
afterEach(() => service.close())

async function deliver(batch: DeliveryBatch, own: object) {
  const settings = { endpoint: service.address, ...own }
  return (await openDestination(hubspot, { settings, secrets })).deliver(batch, signal)
}
const ann = change('ann', ['email: Ann@X.io '])
const asked = () => service.asked.map(({ method, path }) => `${method} ${path}`)

describe('a list', () => {
  it('has contacts that are made where they are missing', async () => {
    await deliver(batchOf([ann]), { list: '42' })
    expect(asked()).toEqual([
      'POST /crm/v3/objects/contacts/batch/upsert',
      'PUT /crm/v3/lists/42/memberships/add',
    ])
    expect([...fake.ids.keys()]).toEqual(['ann@x.io'])
  })

  it('has only contacts that there are, if it is told so', async () => {
    fake.add('bob@x.io')
    const people = batchOf([ann, change('bob', ['email:bob@x.io'])])
    expect(await deliver(people, { list: '42', createsContacts: false })).toEqual({
      accepted: [1],
      rejected: [{ index: 0, reason: 'it is no contact of HubSpot' }],
    })
    expect([...fake.ids.keys()]).toEqual(['bob@x.io'])
  })

  it('makes no contact of who leaves', async () => {
    const outcome = await deliver(batchOf([{ ...ann, status: 'left' }]), { list: '42' })
    expect(outcome).toEqual({ accepted: [0], rejected: [] })
    expect([fake.ids.size, asked()]).toEqual([0, ['POST /crm/v3/objects/contacts/batch/read']])
  })

  it('that is not there is for somebody to mend', async () => {
    await expect(deliver(batchOf([ann]), { list: '43' })).rejects.toMatchObject({
      retry: 'after-user-action',
      message: 'it answered with status 404 (OBJECT_NOT_FOUND)',
    })
  })

  it('whose contact went away meanwhile does not have it', async () => {
    fake.add('ann@x.io')
    service.fail('answers')
    service.fail({ body: { recordIdsAdded: [], recordIdsMissing: ['1000'] } })
    expect(await deliver(batchOf([ann]), { list: '42' })).toMatchObject({
      rejected: [{ index: 0 }],
    })
  })
})

describe('a property', () => {
  it('has the values that the settings give it', async () => {
    fake.add('bob@x.io')
    const values = { entered: 'yes', left: 'no' }
    const left = change('bob', ['email:bob@x.io'], { status: 'left' })
    await deliver(batchOf([ann, left]), { property: 'is_vip', values })
    const bodies = service.asked.map(({ text }) => JSON.parse(text) as unknown)
    expect(bodies.at(-1)).toEqual({
      inputs: [
        { id: 'ann@x.io', idProperty: 'email', properties: { email: 'ann@x.io', is_vip: 'yes' } },
      ],
    })
    expect(bodies[1]).toEqual({ inputs: [{ id: '1000', properties: { is_vip: 'no' } }] })
  })

  it('of whom HubSpot says nothing is not set', async () => {
    service.fail({ body: { status: 'COMPLETE', results: [] } })
    expect(await deliver(batchOf([ann]), { property: 'is_vip' })).toEqual({
      accepted: [],
      rejected: [],
    })
  })
})

it.each([[{}], [{ list: '42', property: 'is_vip' }]])(
  'settings %o, which name no place or two, are refused',
  (settings) => {
    expect(() => checkDestination({ type: 'hubspot', settings, secrets })).toThrow(
      'list or property, one of both',
    )
  },
)
