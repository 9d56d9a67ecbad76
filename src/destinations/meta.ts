import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type {
  DeliveredChange,
  DeliveryBatch,
  DeliveryOutcome,
  DestinationType,
} from './destination.ts'
import { DestinationError, type Retry } from './destination-error.ts'
import { addressAt, httpAddress } from './http/address.ts'
import {
  askJson,
  bearer,
  type JsonAnswer,
  type JsonRequest,
  unclearAnswer,
} from './http/json-call.ts'
import { at } from './http/json.ts'
import { deliverParts } from './http/parts.ts'
import { isSuccess, statusError } from './http/status-error.ts'
import { normaliseEmail } from './identities/email.ts'
import { sha256 } from './identities/hash.ts'
import {
  contactRows,
  contacts,
  contactSettings,
  hashContacts,
} from './identities/hashed-contacts.ts'
import { byStatus, nameChanges, type Named, noIdentity } from './identities/named.ts'

const settings = z.strictObject({
  endpoint: httpAddress
    .default('https://graph.facebook.com')
    .meta({ description: 'where Meta is' }),
  version: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, { error: 'expected a version such as v25.0' })
    .default('v25.0')
    .meta({ description: 'of the Marketing API' }),
  audience: z
    .string()
    .regex(/^\d{1,30}$/, { error: 'expected the number of a custom audience' })
    .meta({ description: 'the id of the custom audience' }),
  ...contactSettings,
})

type Settings = z.infer<typeof settings>

export const meta: DestinationType<Settings> = {
  label: 'Meta custom audience',
  description:
    'Adds people to a custom audience of Meta and removes them, by hashed e-mail addresses and phone numbers.',
  settings,
  secrets: [
    {
      name: 'accessToken',
      description: 'the token of a system user that may manage ads',
      isRequired: true,
    },
    {
      name: 'appSecret',
      description: 'the secret of the app, where it asks for a proof with each request',
      isRequired: false,
    },
  ],
  batch: { items: 5000 },
  takes: contacts,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://graph.facebook.com',
      version: 'v25.0',
      audience: '120208749119170125',
      namespaces: { email: ['email'], phone: ['phone'] },
      phoneCountry: 'DE',
    },
    secrets: { accessToken: 'env:META_TOKEN' },
  },
  show(batch, own) {
    const { named, rejected } = nameAll(batch, own)
    const messages = byStatus(named).map(([status, changes]) => ({
      to: `${methodOf(status)} ${addressOf(own, '/users')}`,
      body: JSON.stringify(bodyOf(batch, status, changes)),
    }))
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const proof = proofOf(secrets)
    const ask = async (
      method: JsonRequest['method'],
      path: string,
      signal: AbortSignal,
      body?: object,
    ) => {
      const address = addressOf(own, path)
      const credentials = bearer(secrets['accessToken'])
      const request = { method, address: withProof(address, proof), credentials, body }
      const answer = await askJson(outgoing, request, signal)
      if (!isSuccess(answer)) throw metaError(answer)
      return answer.json
    }
    return {
      async deliver(batch, signal) {
        const { named, rejected } = nameAll(batch, own)
        const parts = byStatus(named).map(([status, changes]) => async () => {
          const body = bodyOf(batch, status, changes)
          return readOutcome(await ask(methodOf(status), '/users', signal, body), changes)
        })
        return deliverParts(parts, rejected)
      },
      async check(signal) {
        if (at(await ask('GET', '?fields=id', signal), 'id') === undefined) throw unclearAnswer()
      },
      async close() {},
    }
  },
}

const nameAll = (batch: DeliveryBatch, own: Settings) =>
  nameChanges(batch, (change) => rowsOf(change, own), noIdentity(own.namespaces))

const methodOf = (status: DeliveredChange['status']) => (status === 'entered' ? 'POST' : 'DELETE')

const addressOf = ({ endpoint, version, audience }: Settings, path: string): string =>
  addressAt(endpoint, `/${version}/${audience}${path}`)

function bodyOf(
  batch: DeliveryBatch,
  status: DeliveredChange['status'],
  changes: readonly Named<readonly Row[]>[],
) {
  const rows = changes.flatMap(({ as }) => as)
  const payload = { schema: ['EMAIL', 'PHONE'], data: rows }
  return { payload, session: sessionOf(batch, status, rows.length) }
}

/** An address and a number, hashed; empty where there is none. */
type Row = readonly [email: string, phone: string]

function rowsOf(change: DeliveredChange, own: Settings): readonly Row[] | undefined {
  // Numbers are hashed without their plus.
  const rules = { email: normaliseEmail, phone: (number: string) => number.slice(1) }
  const hashed = hashContacts(change, own, rules)
  return hashed && contactRows(hashed).map(([email = '', phone = '']) => [email, phone] as const)
}

/** The same for the same batch when it is tried again. */
const sessionOf = ({ idempotencyKey }: DeliveryBatch, status: string, rows: number) => ({
  // As many bits as a number of JSON can hold.
  session_id: Number.parseInt(sha256(`${idempotencyKey} ${status}`).slice(0, 13), 16),
  batch_seq: 1,
  last_batch_flag: true,
  estimated_num_total: rows,
})

type Secrets = Readonly<Record<string, string>>

const proofOf = ({ accessToken = '', appSecret }: Secrets): string | undefined =>
  appSecret === undefined
    ? undefined
    : createHmac('sha256', appSecret).update(accessToken).digest('hex')

function withProof(address: string, proof: string | undefined): string {
  const url = new URL(address)
  if (proof !== undefined) url.searchParams.set('appsecret_proof', proof)
  return url.href
}

const answered = z.object({
  num_received: z.int().nonnegative(),
  num_invalid_entries: z.int().nonnegative(),
  invalid_entry_samples: z.unknown(),
})

/**
 * Only some of the invalid rows are named. When all are, the others are accepted; else those that are not named
 * are not answered for.
 *
 * @throws DestinationError where the answer proves nothing
 */
function readOutcome(answer: unknown, changes: readonly Named<readonly Row[]>[]): DeliveryOutcome {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) throw unclearAnswer()
  const { num_received: received, num_invalid_entries: invalid } = parsed.data
  const rows = changes.flatMap(({ as }) => as)
  const told = JSON.stringify(parsed.data.invalid_entry_samples ?? null)
  const isAllInvalid = invalid === rows.length
  const isInvalid = (row: Row) => isAllInvalid || row.some((id) => id !== '' && told.includes(id))
  const isComplete = received === rows.length && rows.filter(isInvalid).length === invalid
  const refused = changes.filter(({ as }) => as.every(isInvalid))
  const others = changes.filter((change) => !refused.includes(change))
  return {
    accepted: isComplete ? others.map(({ index }) => index) : [],
    rejected: refused.map(({ index }) => ({ index, reason: 'Meta calls its ids invalid' })),
  }
}

/** Codes of the Marketing API: of its limits, of its own failures, of tokens and of permissions. */
const later: readonly number[] = [1, 2, 4, 17, 32, 341, 613, 2650]
const ofSettings: readonly number[] = [3, 10, 102, 190, 294, 368]

/** Nearly all of Meta's errors have the status 400: what they mean is in their code. */
function metaError(answer: JsonAnswer): DestinationError {
  const code = at(answer.json, 'error', 'code')
  const { message, retry, retryAfterMs } = statusError(answer, code)
  return new DestinationError(message, retryOf(Number(code), answer) ?? retry, { retryAfterMs })
}

function retryOf(code: number, { json }: JsonAnswer): Retry | undefined {
  const isLimit = code >= 80_000 && code < 80_100
  const isPermission = code >= 200 && code < 300
  if (at(json, 'error', 'is_transient') === true || later.includes(code) || isLimit) return 'later'
  return ofSettings.includes(code) || isPermission ? 'after-user-action' : undefined
}
