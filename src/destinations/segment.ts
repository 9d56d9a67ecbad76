import { z } from 'zod'
import type {
  DeliveredChange,
  DeliveryBatch,
  DestinationType,
  RejectedChange,
} from './destination.ts'
import { addressAt, httpAddress } from './http/address.ts'
import { askJson } from './http/json-call.ts'
import { at } from './http/json.ts'
import { deliverParts } from './http/parts.ts'
import { isSuccess, statusError } from './http/status-error.ts'
import { DestinationError } from './destination-error.ts'
import { sha256 } from './identities/hash.ts'
import { idsIn, nameChanges, namespacesOf, noIdentity } from './identities/named.ts'

const takes = [
  { as: 'userId', namespaces: ['user', 'crm'] },
  { as: 'anonymousId', namespaces: ['anonymous', 'cookie'] },
  { as: 'email', namespaces: ['email'] },
] as const

const settings = z.strictObject({
  endpoint: httpAddress.default('https://api.segment.io').meta({
    description:
      'another region (https://events.eu1.segmentapis.com), or anything that speaks the same',
  }),
  calls: z
    .array(z.enum(['identify', 'track']))
    .min(1)
    .default(['identify'])
    .meta({
      description:
        'identify: a trait that is true or false; track: the events Audience Entered and Audience Exited',
    }),
  trait: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'the name of the trait; the id of the audience when left out' }),
  namespaces: namespacesOf<(typeof takes)[number]['as']>(takes),
})

type Settings = z.infer<typeof settings>

/** Limits of the HTTP API. */
const CALL_BYTES = 32 * 1024
const BATCH_BYTES = 500 * 1024
/** What stands around the calls of a batch. */
const FRAME_BYTES = 1024

export const segment: DestinationType<Settings> = {
  label: 'Segment',
  description:
    'Tells a Segment source, or anything that speaks its HTTP API, who is in an audience, by identify or track calls.',
  settings,
  secrets: [{ name: 'writeKey', description: 'the write key of the source', isRequired: true }],
  batch: { items: 200, bytes: BATCH_BYTES },
  takes,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://api.segment.io',
      calls: ['identify', 'track'],
      trait: 'is_vip',
      namespaces: { userId: ['user'], anonymousId: ['anonymous'], email: ['email'] },
    },
    secrets: { writeKey: 'env:SEGMENT_WRITE_KEY' },
  },
  show(batch, own) {
    const { calls, rejected } = writeCalls(batch, own)
    const messages = packCalls(calls).map((packed) => ({
      to: `POST ${addressOf(own)}`,
      body: JSON.stringify(bodyOf(packed)),
    }))
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const credentials = { Authorization: `Basic ${btoa(`${secrets['writeKey']}:`)}` }
    const send = async (calls: readonly Calls[], signal: AbortSignal) => {
      const body = bodyOf(calls)
      const request = { method: 'POST', address: addressOf(own), credentials, body } as const
      const answer = await askJson(outgoing, request, signal)
      if (!isSuccess(answer)) throw statusError(answer)
      const isTaken = at(answer.json, 'success') === true || /^(ok)?$/i.test(answer.text.trim())
      if (!isTaken) throw new DestinationError('it answered without saying success', 'later')
    }
    return {
      async deliver(batch, signal) {
        const { calls, rejected } = writeCalls(batch, own)
        const parts = packCalls(calls).map((packed) => async () => {
          await send(packed, signal)
          return { accepted: packed.map(({ index }) => index), rejected: [] }
        })
        return deliverParts(parts, rejected)
      },
      check: (signal) => send([], signal),
      async close() {},
    }
  },
}

const addressOf = ({ endpoint }: Settings): string => addressAt(endpoint, '/v1/batch')

const bodyOf = (calls: readonly Calls[]) => ({
  batch: calls.flatMap(({ texts }) => texts.map((text) => JSON.parse(text) as unknown)),
  sentAt: new Date().toISOString(),
})

/** The calls of one change, as JSON. */
interface Calls {
  readonly index: number
  readonly texts: readonly string[]
  readonly bytes: number
}

function writeCalls(batch: DeliveryBatch, own: Settings) {
  const name = (change: DeliveredChange) => whoIs(change, own)
  const { named, rejected } = nameChanges(batch, name, noIdentity(keysOf(own)))
  const calls: Calls[] = []
  const tooLarge: RejectedChange[] = []
  for (const { index, change, as } of named) {
    const texts = own.calls.map((type) => JSON.stringify(callOf(type, batch, change, as, own)))
    const sizes = texts.map((text) => Buffer.byteLength(text))
    const isTooLarge = sizes.some((size) => size > CALL_BYTES)
    const reason = 'its attributes make a call larger than the 32 kB that are possible'
    if (isTooLarge) tooLarge.push({ index, reason })
    else calls.push({ index, texts, bytes: sizes.reduce((sum, size) => sum + size + 1, 0) })
  }
  return { calls, rejected: [...rejected, ...tooLarge] }
}

/** An e-mail address alone names nobody there. */
const keysOf = ({ namespaces: { userId, anonymousId } }: Settings) => ({ userId, anonymousId })

interface Who {
  readonly userId?: string
  readonly anonymousId?: string
}

function whoIs(change: DeliveredChange, { namespaces }: Settings): Who | undefined {
  const [userId] = idsIn(change, namespaces.userId)
  const [anonymousId] = idsIn(change, namespaces.anonymousId)
  if (userId === undefined && anonymousId === undefined) return undefined
  return {
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
  }
}

function callOf(
  type: Settings['calls'][number],
  { audience }: DeliveryBatch,
  change: DeliveredChange,
  who: Who,
  { trait, namespaces }: Settings,
) {
  const { status, at: timestamp, attributes, epoch, person } = change
  const isIn = status === 'entered'
  const [email] = idsIn(change, namespaces.email)
  const own = { ...attributes, ...(email !== undefined && { email }) }
  // The same when it is tried again, in whatever batch: Segment takes each id once.
  const messageId = `throughline-${sha256(JSON.stringify([type, audience.id, person, epoch]))}`
  const common = { ...who, timestamp, messageId, type }
  if (type === 'identify') {
    return { ...common, traits: { ...own, [trait ?? audience.id]: isIn } }
  }
  const properties = { ...own, audience_key: audience.id, audience_name: audience.name, epoch }
  return { ...common, event: isIn ? 'Audience Entered' : 'Audience Exited', properties }
}

/** As few requests as their size allows; the calls of a change stay together. */
function packCalls(calls: readonly Calls[]): readonly (readonly Calls[])[] {
  const packed: Calls[][] = []
  let bytes = Infinity
  for (const call of calls) {
    if (bytes + call.bytes > BATCH_BYTES - FRAME_BYTES) {
      packed.push([])
      bytes = 0
    }
    packed.at(-1)!.push(call)
    bytes += call.bytes
  }
  return packed
}
