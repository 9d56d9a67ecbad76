import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import { startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const digest = z.string().regex(/^([0-9a-f]{64})?$/)
const body = z.strictObject({
  payload: z.strictObject({
    schema: z.tuple([z.literal('EMAIL'), z.literal('PHONE')]),
    data: z
      .array(z.tuple([digest, digest]).refine((row) => row.some((id) => id !== '')))
      .min(1)
      .max(10_000),
  }),
  session: z.strictObject({
    session_id: z.int().positive(),
    batch_seq: z.literal(1),
    last_batch_flag: z.literal(true),
    estimated_num_total: z.int().positive(),
  }),
})
const secrets = { accessToken: 'EAAB-token-of-meta', appSecret: 'app-secret-of-meta' }
const proof = createHmac('sha256', secrets.appSecret).update(secrets.accessToken).digest('hex')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const refused = sha256('refused@x.io')
const forbidden = { status: 400, body: { error: { code: 190, type: 'OAuthException' } } }

export async function startMetaFake(): Promise<DestinationFake> {
  const members = new Members()
  const service = await startFakeService((request) => {
    const { method, path, query, headers } = request
    if (headers.authorization !== `Bearer ${secrets.accessToken}`) return forbidden
    if (query.get('appsecret_proof') !== proof) return forbidden
    if (method === 'GET' && path === '/v25.0/77') return { body: { id: '77' } }
    if (path !== '/v25.0/77/users') return { status: 404 }
    if (method !== 'POST' && method !== 'DELETE') return { status: 405 }
    const read = readBody(request, body)
    if ('refusal' in read) return read.refusal
    const { data } = read.body.payload
    const invalid = data.filter((row) => row.includes(refused))
    for (const row of data.filter((one) => !invalid.includes(one))) {
      members.put(row[0], method === 'POST')
    }
    return {
      body: {
        audience_id: '77',
        session_id: String(read.body.session.session_id),
        num_received: data.length,
        num_invalid_entries: invalid.length,
        invalid_entry_samples: Object.fromEntries(invalid.map((row) => [row[0], 'invalid'])),
      },
    }
  })
  return {
    service,
    secrets,
    settings: { endpoint: service.address, audience: '77' },
    identitiesOf: (person) => [`email:${person}@x.io`],
    has: (person) => members.has(sha256(`${person}@x.io`)),
    effects: () => members.effects,
    refused: ['email:refused@x.io'],
    onForbidden: 'after-user-action',
  }
}
