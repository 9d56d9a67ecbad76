import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { OutgoingAnswer } from '../outgoing/index.ts'
import type { DeliveryBatch, DestinationType, RejectedChange } from './destination.ts'
import { acceptAll } from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { httpAddress } from './http/address.ts'
import { call } from './http/call.ts'
import { readHeaderLines, settableHeaders } from './http/headers.ts'
import { readJson } from './http/json.ts'
import { isSuccess, statusError } from './http/status-error.ts'
import { hideSecrets } from './hide-secrets.ts'
import type { Notice } from './notice.ts'
import { outcomeOf } from './outcome.ts'

const settings = z.strictObject({
  url: httpAddress.meta({ description: 'where changes are posted to' }),
  headers: settableHeaders.default({}).meta({
    description: 'further headers; those that are secret belong into the secret `headers`',
  }),
})

type Settings = z.infer<typeof settings>

/** Posts changes as the contract says: signed, and answered for one by one where the receiver does so. */
export const webhook: DestinationType<Settings> = {
  label: 'Webhook',
  description: 'Posts who entered and who left, as JSON with a signature, to an address of yours.',
  settings,
  secrets: [
    {
      name: 'signing',
      description: 'what deliveries are signed with; without it they have no signature',
      isRequired: false,
    },
    {
      name: 'headers',
      description: 'headers with secret values, one `Name: value` on each line',
      isRequired: false,
      hasLines: true,
    },
  ],
  batch: { items: 500, atOnce: 4 },
  takesProfileChanges: true,
  takesNotices: true,
  isRunAgainstVendor: true,
  example: {
    settings: { url: 'https://crm.example.com/hook', headers: { 'X-Team': 'growth' } },
    secrets: { signing: 'env:HOOK_SECRET', headers: 'env:HOOK_HEADERS' },
  },
  show: (batch, { url }) => ({ messages: [{ to: `POST ${url}`, body: bodyOf(batch) }] }),
  open({ settings: { url, headers }, secrets, outgoing }) {
    const credentials = readHeaderLines(secrets['headers'] ?? '')
    const post = (body: string, key: string, signal: AbortSignal) => {
      const proof = { ...sign(secrets['signing'], body), 'Idempotency-Key': key }
      const all = { ...headers, 'Content-Type': 'application/json', ...proof }
      return call(outgoing, url, { method: 'POST', headers: all, credentials, body }, signal)
    }
    const outcome = (batch: { readonly changes: readonly unknown[] }, answer: OutgoingAnswer) => {
      if (!isSuccess(answer)) throw webhookError(answer)
      const rejected = readRejected(answer.text, batch.changes.length)
      return rejected.length === 0 ? acceptAll(batch) : outcomeOf(batch, hidden(rejected, secrets))
    }
    return {
      async deliver(batch, signal) {
        return outcome(batch, await post(bodyOf(batch), batch.idempotencyKey, signal))
      },
      async deliverChanges({ connection, changes, idempotencyKey }, signal) {
        const body = JSON.stringify({ connection, profileChanges: changes })
        return outcome({ changes }, await post(body, idempotencyKey, signal))
      },
      async notify(notice, signal) {
        const answer = await post(noticeBody(notice), notice.id, signal)
        if (!isSuccess(answer)) throw statusError(answer)
      },
      async check(signal) {
        const batch = emptyBatch()
        const answer = await post(bodyOf(batch), batch.idempotencyKey, signal)
        if (!isSuccess(answer)) throw statusError(answer)
        readRejected(answer.text, 0)
      },
      async close() {},
    }
  },
}

const bodyOf = ({ audience: { id, name }, run, changes }: DeliveryBatch): string =>
  JSON.stringify({
    audience: { id, name },
    run,
    changes: changes.map(({ person, identities, status, at, epoch, attributes }) => ({
      person,
      identities: identities.map(({ namespace, id: own }) => ({ namespace, id: own })),
      status,
      at,
      epoch,
      attributes,
    })),
  })

const noticeBody = ({ id, subject, text, data, files }: Notice): string =>
  JSON.stringify({
    notice: id,
    subject,
    text,
    ...data,
    files: files.map(({ name, contentType, content }) => ({
      name,
      contentType,
      base64: Buffer.from(content).toString('base64'),
    })),
  })

/** `t=<unix seconds>,v1=<hex hmac-sha256 of "t.body">` */
function sign(secret: string | undefined, body: string): Readonly<Record<string, string>> {
  if (secret === undefined) return {}
  const seconds = Math.floor(Date.now() / 1000)
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return { 'Throughline-Signature': `t=${seconds},v1=${digest}` }
}

/** What a receiver refuses is dead-lettered item by item, whatever its reason. */
function webhookError(answer: OutgoingAnswer): DestinationError {
  const { message, retry, retryAfterMs } = statusError(answer)
  const isRefused = answer.status >= 400 && retry === 'after-user-action'
  return new DestinationError(message, isRefused ? 'split' : retry, { retryAfterMs })
}

const answered = z.object({
  rejected: z.array(z.object({ index: z.int().nonnegative(), reason: z.string() })).optional(),
})

/** A body that is no JSON object, or says nothing of rejected ones, accepts all. @throws DestinationError */
function readRejected(text: string, count: number): readonly RejectedChange[] {
  const body = readJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  const parsed = answered.safeParse(body)
  const rejected = parsed.data?.rejected ?? []
  if (parsed.success && rejected.every(({ index }) => index < count)) return rejected
  const message =
    'it answered with a `rejected` that is no list of { "index", "reason" } with indexes of the changes'
  throw new DestinationError(message, 'later')
}

const MOST_REASON = 500

const hidden = (
  rejected: readonly RejectedChange[],
  secrets: Readonly<Record<string, string>>,
): readonly RejectedChange[] =>
  rejected.map(({ index, reason }) => ({
    index,
    reason: hideSecrets(reason, secrets).slice(0, MOST_REASON),
  }))

/** Tells a receiver of nobody. */
const emptyBatch = (): DeliveryBatch => ({
  audience: { id: 'check', name: 'Check of the connection' },
  run: 'check',
  idempotencyKey: `check-${Date.now()}`,
  changes: [],
})
