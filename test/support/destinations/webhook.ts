import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { startFakeService, type FakeRequest } from '../fake-service.ts'
import { type DestinationFake, Members, readBody } from './fake.ts'

const delivery = z.strictObject({
  audience: z.strictObject({ id: z.string(), name: z.string() }),
  run: z.string(),
  changes: z.array(
    z.strictObject({
      person: z.string(),
      identities: z.array(z.strictObject({ namespace: z.string(), id: z.string() })),
      status: z.enum(['entered', 'left']),
      at: z.iso.datetime(),
      epoch: z.int().positive(),
      attributes: z.record(z.string(), z.unknown()),
    }),
  ),
})

const secrets = { signing: 'signing-secret-of-the-hook' }

function isSigned({ headers, text }: FakeRequest): boolean {
  const [, seconds, digest] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['throughline-signature'])) ?? []
  const expected = createHmac('sha256', secrets.signing).update(`${seconds}.${text}`)
  return digest === expected.digest('hex') && headers['idempotency-key'] !== undefined
}

export async function startWebhookFake(): Promise<DestinationFake> {
  const members = new Members()
  const service = await startFakeService((request) => {
    if (request.method !== 'POST' || request.path !== '/hook') return { status: 404 }
    if (!isSigned(request)) return { status: 401 }
    const read = readBody(request, delivery)
    if ('refusal' in read) return read.refusal
    const rejected: object[] = []
    for (const [index, { person, status }] of read.body.changes.entries()) {
      if (person === 'refused') rejected.push({ index, reason: 'nobody wants them' })
      else members.put(person, status === 'entered')
    }
    return rejected.length === 0 ? { status: 204 } : { body: { rejected } }
  })
  return {
    service,
    secrets,
    settings: { url: `${service.address}/hook` },
    identitiesOf: (person) => [`email:${person}@x.io`],
    has: (person) => members.has(person),
    effects: () => members.effects,
    refused: ['email:refused@x.io'],
    onForbidden: 'split',
    acceptsAnything: true,
  }
}
