import { z } from 'zod'
import { type FakeAnswer, type FakeRequest, startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const unique = <T extends { id: string }>(inputs: readonly T[]) =>
  new Set(inputs.map(({ id }) => id)).size === inputs.length
const email = z.email().toLowerCase()
const properties = z.record(z.string(), z.string())
const upsert = z.strictObject({
  inputs: z
    .array(z.strictObject({ id: email, idProperty: z.literal('email'), properties }))
    .min(1)
    .max(100)
    .refine(unique),
})
const read = z.strictObject({
  idProperty: z.literal('email'),
  properties: z.tuple([z.literal('email')]),
  inputs: z
    .array(z.strictObject({ id: email }))
    .min(1)
    .max(100)
    .refine(unique),
})
const update = z.strictObject({
  inputs: z
    .array(z.strictObject({ id: z.string(), properties }))
    .min(1)
    .max(100)
    .refine(unique),
})
const secrets = { accessToken: 'pat-token-of-hubspot' }
const contacts = '/crm/v3/objects/contacts/batch'

/** With a list 42, and a property `is_vip` of contacts; one address is refused. */
export class FakeHubspot {
  readonly ids = new Map<string, string>()
  readonly members = new Members()
  readonly refused = 'refused@x.io'

  answer(request: FakeRequest): FakeAnswer {
    const { method, path, headers } = request
    if (headers.authorization !== `Bearer ${secrets.accessToken}`) {
      return { status: 401, body: { category: 'INVALID_AUTHENTICATION' } }
    }
    switch (`${method} ${path}`) {
      case 'GET /crm/v3/lists/42':
      case 'GET /crm/v3/properties/contacts/is_vip':
        return { body: {} }
      case `POST ${contacts}/upsert`:
        return this.#upsert(request)
      case `POST ${contacts}/read`:
        return this.#read(request)
      case `POST ${contacts}/update`:
        return this.#update(request)
      case 'PUT /crm/v3/lists/42/memberships/add':
        return this.#list(request, true)
      case 'PUT /crm/v3/lists/42/memberships/remove':
        return this.#list(request, false)
      default:
        return { status: 404, body: { category: 'OBJECT_NOT_FOUND' } }
    }
  }

  add(address: string): string {
    const id = this.ids.get(address) ?? String(1000 + this.ids.size)
    this.ids.set(address, id)
    return id
  }

  #upsert(request: FakeRequest): FakeAnswer {
    const given = readBody(request, upsert)
    if ('refusal' in given) return given.refusal
    const { inputs } = given.body
    const taken = inputs.filter(({ id }) => id !== this.refused)
    const results = taken.map((one) => {
      this.#set(one.id, one.properties)
      return { id: this.add(one.id), properties: one.properties, new: true }
    })
    return this.#several(
      results,
      inputs.length - taken.length > 0 ? [this.refused] : [],
      'VALIDATION_ERROR',
    )
  }

  #read(request: FakeRequest): FakeAnswer {
    const given = readBody(request, read)
    if ('refusal' in given) return given.refusal
    const asked = given.body.inputs.map(({ id }) => id)
    const known = asked.filter((id) => this.ids.has(id))
    const results = known.map((id) => ({ id: this.ids.get(id), properties: { email: id } }))
    const unknown = asked.filter((id) => !this.ids.has(id))
    return this.#several(results, unknown, 'OBJECT_NOT_FOUND')
  }

  #update(request: FakeRequest): FakeAnswer {
    const given = readBody(request, update)
    if ('refusal' in given) return given.refusal
    const results = given.body.inputs.map(({ id, properties: own }) => {
      const [address] = [...this.ids].find((entry) => entry[1] === id)!
      this.#set(address, own)
      return { id, properties: own }
    })
    return this.#several(results, [], '')
  }

  #list(request: FakeRequest, isIn: boolean): FakeAnswer {
    const given = readBody(request, z.array(z.string()).min(1))
    if ('refusal' in given) return given.refusal
    const known = new Map([...this.ids].map(([address, id]) => [id, address]))
    const missing = given.body.filter((id) => !known.has(id))
    for (const id of given.body) {
      const address = known.get(id)
      if (address !== undefined) this.members.put(address, isIn)
    }
    return { body: { recordIdsAdded: [], recordIdsRemoved: [], recordIdsMissing: missing } }
  }

  #set(address: string, own: Readonly<Record<string, string>>): void {
    if (own['is_vip'] !== undefined) this.members.put(address, own['is_vip'] === 'true')
  }

  #several(results: readonly object[], failed: readonly string[], category: string): FakeAnswer {
    if (failed.length === 0) return { status: 200, body: { status: 'COMPLETE', results } }
    const errors = [{ status: 'error', category, message: 'some', context: { ids: failed } }]
    return { status: 207, body: { status: 'COMPLETE', results, numErrors: 1, errors } }
  }
}

const startWith = async (own: object): Promise<DestinationFake> => {
  const hubspot = new FakeHubspot()
  const service = await startFakeService((request) => hubspot.answer(request))
  return {
    service,
    secrets,
    settings: { endpoint: service.address, ...own },
    identitiesOf: (person) => [`email:${person}@x.io`],
    has: (person) => hubspot.members.has(`${person}@x.io`),
    effects: () => hubspot.members.effects,
    refused: [`email:${hubspot.refused}`],
    onForbidden: 'after-user-action',
  }
}

export const startHubspotListFake = () => startWith({ list: '42' })
export const startHubspotPropertyFake = () => startWith({ property: 'is_vip' })
