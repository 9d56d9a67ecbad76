import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type FakeAnswer, type FakeRequest, startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const creating = z.strictObject({
  job: z.strictObject({
    type: z.literal('CUSTOMER_MATCH_USER_LIST'),
    customerMatchUserListMetadata: z.strictObject({
      userList: z.literal('customers/123/userLists/9'),
      consent: z.strictObject({ adUserData: z.string(), adPersonalization: z.string() }).optional(),
    }),
  }),
})
const user = z.strictObject({
  userIdentifiers: z
    .array(
      z.union([
        z.strictObject({ hashedEmail: digest }),
        z.strictObject({ hashedPhoneNumber: digest }),
      ]),
    )
    .min(1)
    .max(20),
})
const adding = z.strictObject({
  operations: z
    .array(z.union([z.strictObject({ create: user }), z.strictObject({ remove: user })]))
    .min(1)
    .max(10_000)
    // A job either adds people or removes them.
    .refine((all) => new Set(all.map((one) => Object.keys(one)[0])).size === 1),
  enablePartialFailure: z.literal(true),
})
const secrets = {
  developerToken: 'developer-token-of-google',
  clientSecret: 'client-secret-of-google',
  refreshToken: 'refresh-token-of-google',
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Operation {
  readonly name: string
  readonly isIn: boolean
}

/** With the account 123 and the list 9; one address is refused. */
class FakeGoogle {
  readonly members = new Members()
  readonly #jobs = new Map<string, Operation[]>()
  tokens = 0

  answer(request: FakeRequest): FakeAnswer {
    const { method, path, headers } = request
    if (method !== 'POST') return { status: 404 }
    if (path === '/token') return this.#token(request)
    const isIn = headers.authorization === `Bearer access-${this.tokens}`
    if (!isIn || headers['developer-token'] !== secrets.developerToken) {
      return { status: 401, body: { error: { status: 'UNAUTHENTICATED' } } }
    }
    const [, job, action] =
      /^\/v23\/customers\/123\/offlineUserDataJobs(?:\/(\d+))?:(\w+)$/.exec(path) ?? []
    if (path === '/v23/customers/123/googleAds:search') {
      const isThere = request.text.includes('user_list.id = 9"')
      return { body: isThere ? { results: [{ userList: { id: '9' } }] } : {} }
    }
    if (action === 'create') return this.#create(request)
    const operations = this.#jobs.get(job ?? '')
    if (operations === undefined) return { status: 404 }
    return action === 'run' ? this.#run(operations) : this.#add(request, operations)
  }

  #token({ headers, text }: FakeRequest): FakeAnswer {
    const given = Object.fromEntries(new URLSearchParams(text))
    const isRight =
      headers['content-type'] === 'application/x-www-form-urlencoded' &&
      given['grant_type'] === 'refresh_token' &&
      given['client_id'] === 'client' &&
      given['client_secret'] === secrets.clientSecret &&
      given['refresh_token'] === secrets.refreshToken
    if (!isRight) return { status: 400, body: { error: 'invalid_grant' } }
    this.tokens += 1
    const access_token = `access-${this.tokens}`
    return { body: { access_token, expires_in: 3599, token_type: 'Bearer' } }
  }

  #create(request: FakeRequest): FakeAnswer {
    const given = readBody(request, creating)
    if ('refusal' in given) return given.refusal
    const id = String(500 + this.#jobs.size)
    this.#jobs.set(id, [])
    return { body: { resourceName: `customers/123/offlineUserDataJobs/${id}` } }
  }

  #add(request: FakeRequest, operations: Operation[]): FakeAnswer {
    const given = readBody(request, adding)
    if ('refusal' in given) return given.refusal
    const errors: object[] = []
    for (const [index, one] of given.body.operations.entries()) {
      const { userIdentifiers } = 'create' in one ? one.create : one.remove
      const [first] = userIdentifiers.flatMap((id) => ('hashedEmail' in id ? [id.hashedEmail] : []))
      if (first === sha256('refused@x.io')) {
        const place = { fieldName: 'operations', ...(index > 0 && { index }) }
        const location = { fieldPathElements: [place, { fieldName: 'create' }] }
        const errorCode = { offlineUserDataJobError: 'INVALID_SHA256_FORMAT' }
        errors.push({ errorCode, message: 'no', location })
      } else operations.push({ name: first ?? '', isIn: 'create' in one })
    }
    if (errors.length === 0) return { body: {} }
    const type = 'type.googleapis.com/google.ads.googleads.v23.errors.GoogleAdsFailure'
    const details = [{ '@type': type, errors }]
    return { body: { partialFailureError: { code: 3, message: 'some', details } } }
  }

  #run(operations: readonly Operation[]): FakeAnswer {
    for (const { name, isIn } of operations) this.members.put(name, isIn)
    return { body: { name: 'customers/123/operations/1', metadata: {} } }
  }
}

export async function startGoogleFake(): Promise<DestinationFake> {
  const google = new FakeGoogle()
  const service = await startFakeService((request) => google.answer(request))
  const { address } = service
  return {
    service,
    secrets,
    settings: {
      endpoint: address,
      tokenEndpoint: address,
      customer: '123',
      userList: '9',
      clientId: 'client',
    },
    identitiesOf: (person) => [`email:${person}@x.io`],
    has: (person) => google.members.has(sha256(`${person}@x.io`)),
    effects: () => google.members.effects,
    refused: ['email:refused@x.io'],
    saysNothingOfSuccess: true,
    onForbidden: 'after-user-action',
  }
}
