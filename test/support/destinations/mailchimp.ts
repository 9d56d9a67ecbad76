import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type FakeAnswer, type FakeRequest, startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const batch = z.strictObject({
  members: z
    .array(
      z.strictObject({
        email_address: z.string(),
        status: z.enum(['subscribed', 'pending', 'transactional']),
        tags: z.array(z.string()),
      }),
    )
    .min(1)
    .max(500)
    .refine((all) => new Set(all.map((one) => one.email_address)).size === all.length),
  update_existing: z.literal(false),
  sync_tags: z.literal(false),
})
const tagging = z.strictObject({
  tags: z.tuple([
    z.strictObject({ name: z.literal('VIP'), status: z.enum(['active', 'inactive']) }),
  ]),
})
const secrets = { apiKey: 'api-key-of-mailchimp-us21' }
const place = '/3.0/lists/a1b2c3'
const notFound = { status: 404, body: { title: 'Resource Not Found', status: 404 } }

export const subscriberHash = (email: string): string =>
  createHash('md5').update(email).digest('hex')

/** With a list; one address is refused. */
export class FakeMailchimp {
  /** Members, by the digests of their addresses, with their status. */
  readonly statuses = new Map<string, string>()
  readonly tagged = new Members()
  readonly refused = 'refused@x.io'

  answer(request: FakeRequest): FakeAnswer {
    const { method, path, headers } = request
    if (headers.authorization !== `Bearer ${secrets.apiKey}`) {
      return { status: 401, body: { title: 'API Key Invalid' } }
    }
    if (method === 'GET' && path === place) return { body: { id: 'a1b2c3' } }
    if (method === 'POST' && path === place) return this.#add(request)
    const [, hash] = /^\/3\.0\/lists\/a1b2c3\/members\/([0-9a-f]{32})\/tags$/.exec(path) ?? []
    if (method !== 'POST' || hash === undefined) return notFound
    return this.#tag(request, hash)
  }

  #add(request: FakeRequest): FakeAnswer {
    const given = readBody(request, batch)
    if ('refusal' in given) return given.refusal
    const added: object[] = []
    const errors: object[] = []
    for (const { email_address, status } of given.body.members) {
      const hash = subscriberHash(email_address)
      const code =
        email_address === this.refused
          ? 'ERROR_GENERIC'
          : this.statuses.has(hash)
            ? 'ERROR_CONTACT_EXISTS'
            : undefined
      if (code !== undefined) {
        errors.push({ email_address, error: 'no', error_code: code, field: '', field_message: '' })
        continue
      }
      this.statuses.set(hash, status)
      this.tagged.put(hash, true)
      added.push({ email_address, status })
    }
    const counts = { total_created: added.length, error_count: errors.length }
    return { body: { new_members: added, updated_members: [], errors, ...counts } }
  }

  #tag(request: FakeRequest, hash: string): FakeAnswer {
    const given = readBody(request, tagging)
    if ('refusal' in given) return given.refusal
    if (!this.statuses.has(hash)) return notFound
    this.tagged.put(hash, given.body.tags[0].status === 'active')
    return { status: 204 }
  }
}

export async function startMailchimpFake(): Promise<DestinationFake> {
  const mailchimp = new FakeMailchimp()
  const service = await startFakeService((request) => mailchimp.answer(request))
  const settings = { endpoint: service.address, list: 'a1b2c3', tag: 'VIP' }
  return {
    service,
    secrets,
    settings: { ...settings, newMembers: 'transactional' },
    identitiesOf: (person) => [`email:${person}@x.io`],
    has: (person) => mailchimp.tagged.has(subscriberHash(`${person}@x.io`)),
    effects: () => mailchimp.tagged.effects,
    refused: [`email:${mailchimp.refused}`],
    onForbidden: 'after-user-action',
  }
}
