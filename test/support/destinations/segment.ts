import { z } from 'zod'
import { startFakeService } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const call = z
  .object({
    type: z.enum(['identify', 'track']),
    userId: z.string().optional(),
    anonymousId: z.string().optional(),
    messageId: z.string().max(100),
    timestamp: z.iso.datetime(),
    event: z.enum(['Audience Entered', 'Audience Exited']).optional(),
    traits: z.record(z.string(), z.unknown()).optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .strict()
  .refine(({ userId, anonymousId }) => userId !== undefined || anonymousId !== undefined)
  .refine(({ type, event }) => (type === 'track') === (event !== undefined))
  .refine((one) => Buffer.byteLength(JSON.stringify(one)) <= 32 * 1024)

const body = z.strictObject({ batch: z.array(call), sentAt: z.iso.datetime() })
const secrets = { writeKey: 'write-key-of-the-source' }

export async function startSegmentFake(): Promise<DestinationFake> {
  const members = new Members()
  const taken = new Set<string>()
  const service = await startFakeService((request) => {
    const { method, path, headers, text } = request
    if (method !== 'POST' || path !== '/v1/batch') return { status: 404 }
    if (headers.authorization !== `Basic ${btoa(`${secrets.writeKey}:`)}`) return { status: 401 }
    if (Buffer.byteLength(text) > 500 * 1024) return { status: 400 }
    const read = readBody(request, body)
    if ('refusal' in read) return read.refusal
    for (const { messageId, userId, anonymousId, traits = {} } of read.body.batch) {
      if (taken.has(messageId)) continue
      taken.add(messageId)
      members.put(userId ?? anonymousId ?? '', traits['vip'] === true)
    }
    return { body: { success: true } }
  })
  return {
    service,
    secrets,
    settings: { endpoint: service.address },
    identitiesOf: (person) => [`user:${person}`],
    has: (person) => members.has(person),
    effects: () => members.effects,
    onForbidden: 'after-user-action',
  }
}
