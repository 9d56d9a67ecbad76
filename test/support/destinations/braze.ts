import { z } from 'zod'
import { startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const body = z.strictObject({
  attributes: z
    .array(
      z
        .object({
          external_id: z.string().optional(),
          email: z.string().optional(),
          _update_existing_only: z.boolean(),
          audience_vip: z.boolean(),
        })
        .refine((one) => (one.external_id === undefined) !== (one.email === undefined)),
    )
    .min(1)
    .max(75),
})
const secrets = { apiKey: 'rest-api-key-of-braze' }

export async function startBrazeFake(): Promise<DestinationFake> {
  const members = new Members()
  const service = await startFakeService((request) => {
    if (request.method !== 'POST' || request.path !== '/users/track') return { status: 404 }
    if (request.headers.authorization !== `Bearer ${secrets.apiKey}`) return { status: 401 }
    const read = readBody(request, body)
    if ('refusal' in read) return read.refusal
    const errors: object[] = []
    for (const [index, one] of read.body.attributes.entries()) {
      const isRefused = one.external_id === 'refused'
      if (isRefused) {
        errors.push({ type: "'external_id' is blocked", input_array: 'attributes', index })
      } else members.put(one.external_id ?? one.email ?? '', one.audience_vip)
    }
    const processed = read.body.attributes.length - errors.length
    const answer = { message: 'success', attributes_processed: processed }
    return { status: 201, body: errors.length === 0 ? answer : { ...answer, errors } }
  })
  return {
    service,
    secrets,
    settings: { endpoint: service.address },
    identitiesOf: (person) => [`user:${person}`],
    has: (person) => members.has(person),
    effects: () => members.effects,
    refused: ['user:refused'],
    onForbidden: 'after-user-action',
  }
}
