import { createHash } from 'node:crypto'
import { z } from 'zod'
import { startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const cell = z.union([
  z.strictObject({ id: digest, audience_ids: z.tuple([z.literal('8')]) }),
  z.strictObject({}),
])
const body = z.strictObject({
  action: z.enum(['add', 'delete']),
  advertiser_ids: z.tuple([z.literal('7')]),
  id_schema: z.tuple([z.literal('EMAIL_SHA256'), z.literal('PHONE_SHA256')]),
  batch_data: z
    .array(z.tuple([cell, cell]))
    .min(1)
    .max(10_000),
})
const secrets = { accessToken: 'access-token-of-tiktok' }
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** TikTok's failures are answers of 200. */
const failure = (code: number) => ({ body: { code, message: 'no', request_id: '1', data: {} } })

export async function startTiktokFake(): Promise<DestinationFake> {
  const members = new Members()
  const service = await startFakeService((request) => {
    const { method, path, query, headers } = request
    if (headers['access-token'] !== secrets.accessToken) return failure(40_105)
    if (method === 'GET' && path === '/open_api/v1.3/dmp/custom_audience/get/') {
      return failure(query.get('custom_audience_ids') === '["8"]' ? 0 : 40_002)
    }
    if (method !== 'POST' || path !== '/open_api/v1.3/segment/mapping/') return { status: 404 }
    const read = readBody(request, body)
    if ('refusal' in read) return failure(40_002)
    const { action, batch_data: rows } = read.body
    for (const ids of rows) {
      const [first] = ids.flatMap((one) => ('id' in one ? [one.id] : []))
      members.put(first ?? '', action === 'add')
    }
    return failure(0)
  })
  return {
    service,
    secrets,
    settings: { endpoint: service.address, advertiser: '7', audience: '8' },
    identitiesOf: (person) => [`email:${person}@x.io`],
    has: (person) => members.has(sha256(`${person}@x.io`)),
    effects: () => members.effects,
    onForbidden: 'after-user-action',
  }
}
