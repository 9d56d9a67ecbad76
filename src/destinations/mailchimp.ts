import { z } from 'zod'
import type {
  DeliveredChange,
  DeliveryBatch,
  DeliveryOutcome,
  DestinationType,
} from './destination.ts'
import { addressAt, httpAddress } from './http/address.ts'
import { settleAtOnce } from './http/at-once.ts'
import { askJson, bearer, callJson, type JsonRequest, unclearAnswer } from './http/json-call.ts'
import { at } from './http/json.ts'
import { deliverParts } from './http/parts.ts'
import { isSuccess, statusError } from './http/status-error.ts'
import { normaliseEmail } from './identities/email.ts'
import { md5 } from './identities/hash.ts'
import { byId, byStatus, idsIn, nameChanges, namespacesOf, noIdentity } from './identities/named.ts'

const takes = [{ as: 'email', namespaces: ['email'] }] as const

const settings = z.strictObject({
  endpoint: httpAddress.meta({
    description: 'your data centre, such as https://us21.api.mailchimp.com: the end of the API key',
  }),
  list: z
    .string()
    .regex(/^[a-z0-9]{1,40}$/i, { error: 'expected the id of an audience of Mailchimp' })
    .meta({ description: 'the id of the audience of Mailchimp' }),
  tag: z.string().min(1).max(100).optional().meta({
    description: 'the tag of those who are in; the name of the audience when left out',
  }),
  newMembers: z
    .enum(['refused', 'transactional', 'pending', 'subscribed'])
    .default('refused')
    .meta({
      description:
        'what becomes of those who enter and are unknown to Mailchimp: refused, or added with this status; the status of members is never changed',
    }),
  namespaces: namespacesOf<(typeof takes)[number]['as']>(takes),
})

type Settings = z.infer<typeof settings>

/** Mailchimp takes ten requests at once, of all that ask with a key. */
const AT_ONCE = 8

export const mailchimp: DestinationType<Settings> = {
  label: 'Mailchimp',
  description: 'Tags members of a Mailchimp audience, and adds those who are none yet if told to.',
  settings,
  secrets: [{ name: 'apiKey', description: 'an API key', isRequired: true }],
  batch: { items: 200 },
  takes,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://us21.api.mailchimp.com',
      list: 'a1b2c3d4e5',
      tag: 'VIP',
      newMembers: 'refused',
      namespaces: { email: ['email'] },
    },
    secrets: { apiKey: 'env:MAILCHIMP_API_KEY' },
  },
  show(batch, own) {
    const { named, rejected } = nameChanges(batch, emailOf(own), noIdentity(own.namespaces))
    const name = tagOf(own, batch)
    const messages = byStatus(named).flatMap(([status, changes]) => {
      const emails = [...byId(changes).keys()]
      const isIn = status === 'entered'
      const post = (path: string, body: object) => ({
        to: `POST ${addressAt(own.endpoint, path)}`,
        body: JSON.stringify(body),
      })
      if (isAdding(own, status)) return [post(placeOf(own), membersOf(own, emails, name))]
      return emails.map((email) => post(tagsOf(own, email), tagBody(name, isIn)))
    })
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const place = placeOf(own)
    const requestOf = (method: JsonRequest['method'], path: string, body?: unknown) => ({
      ...{ method, address: addressAt(own.endpoint, path), body },
      credentials: bearer(secrets['apiKey']),
    })

    /** Whether there was such a member. */
    async function tag(email: string, name: string, isIn: boolean, signal: AbortSignal) {
      const request = requestOf('POST', tagsOf(own, email), tagBody(name, isIn))
      const answer = await askJson(outgoing, request, signal)
      const isUnknown = answer.status === 404 && /^Resource Not Found$/.test(titleOf(answer.json))
      if (!isUnknown && !isSuccess(answer)) throw statusError(answer)
      return !isUnknown
    }

    async function tagAll(emails: Emails, name: string, isIn: boolean, signal: AbortSignal) {
      const all = [...emails]
      const settled = await settleAtOnce(all, AT_ONCE, ([email]) => tag(email, name, isIn, signal))
      // A list that is not there has no members either.
      const hasUnknown = settled.some((one) => one.status === 'fulfilled' && !one.value)
      if (hasUnknown) await findList(signal)
      const outcomes = settled.flatMap((one, place) => {
        if (one.status === 'rejected') return []
        const [, indexes] = all[place]!
        return one.value || !isIn ? accept(indexes) : reject(indexes, 'it is no member of the list')
      })
      if (outcomes.length === 0) throwFirst(settled)
      return join(outcomes)
    }

    const findList = (signal: AbortSignal) =>
      callJson(outgoing, requestOf('GET', `${place}?fields=id`), signal)

    /** Adds those who are no members, and tags all. */
    async function add(emails: Emails, name: string, signal: AbortSignal) {
      const body = membersOf(own, [...emails.keys()], name)
      const answer = await callJson(outgoing, requestOf('POST', place, body), signal)
      const { added, refused, existing } = readAdded(answer, emails)
      const tagged = existing.size === 0 ? nobody : await tagAll(existing, name, true, signal)
      return join([added, refused, tagged])
    }

    return {
      async deliver(batch, signal) {
        const { named, rejected } = nameChanges(batch, emailOf(own), noIdentity(own.namespaces))
        const name = tagOf(own, batch)
        const parts = byStatus(named).map(([status, changes]) => async () => {
          const emails = byId(changes)
          return isAdding(own, status)
            ? add(emails, name, signal)
            : tagAll(emails, name, status === 'entered', signal)
        })
        return deliverParts(parts, rejected)
      },
      async check(signal) {
        await findList(signal)
      },
      async close() {},
    }
  },
}

const placeOf = ({ list }: Settings): string => `/3.0/lists/${list}`

const tagOf = ({ tag }: Settings, { audience }: DeliveryBatch): string => tag ?? audience.name

const isAdding = ({ newMembers }: Settings, status: DeliveredChange['status']): boolean =>
  status === 'entered' && newMembers !== 'refused'

const tagsOf = (own: Settings, email: string): string =>
  `${placeOf(own)}/members/${md5(email)}/tags`

const tagBody = (name: string, isIn: boolean) => ({
  tags: [{ name, status: isIn ? 'active' : 'inactive' }],
})

const membersOf = ({ newMembers }: Settings, emails: readonly string[], name: string) => ({
  members: emails.map((email) => ({ email_address: email, status: newMembers, tags: [name] })),
  update_existing: false,
  sync_tags: false,
})

type Emails = ReadonlyMap<string, readonly number[]>

const emailOf =
  ({ namespaces }: Settings) =>
  (change: DeliveredChange): string | undefined =>
    idsIn(change, namespaces.email).flatMap((id) => normaliseEmail(id) ?? [])[0]

const titleOf = (json: unknown): string => String(at(json, 'title') ?? '')

const nobody: DeliveryOutcome = { accepted: [], rejected: [] }
const accept = (indexes: readonly number[]): DeliveryOutcome => ({
  accepted: indexes,
  rejected: [],
})
const reject = (indexes: readonly number[], reason: string): DeliveryOutcome => ({
  accepted: [],
  rejected: indexes.map((index) => ({ index, reason })),
})

const join = (outcomes: readonly DeliveryOutcome[]): DeliveryOutcome => ({
  accepted: outcomes.flatMap(({ accepted }) => accepted),
  rejected: outcomes.flatMap(({ rejected }) => rejected),
})

function throwFirst(settled: readonly PromiseSettledResult<unknown>[]): void {
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

const answered = z.object({
  new_members: z.array(z.object({ email_address: z.string() })),
  errors: z.array(z.object({ email_address: z.string(), error_code: z.string() })),
})

/** @throws DestinationError where the answer proves nothing */
function readAdded(answer: unknown, emails: Emails) {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) throw unclearAnswer()
  const { new_members: members, errors } = parsed.data
  const indexesOf = (address: string) => emails.get(normaliseEmail(address) ?? '') ?? []
  const isExisting = (code: string) => code === 'ERROR_CONTACT_EXISTS'
  const existing = new Map(
    errors
      .filter(({ error_code: code }) => isExisting(code))
      .map(({ email_address: address }) => [normaliseEmail(address) ?? '', indexesOf(address)]),
  )
  const refusals = errors.filter(({ error_code: code }) => !isExisting(code))
  const refused = refusals.map(({ email_address: address, error_code: code }) =>
    reject(indexesOf(address), `Mailchimp refuses it: ${wordOf(code)}`),
  )
  return {
    added: join(members.map(({ email_address: address }) => accept(indexesOf(address)))),
    refused: join(refused),
    existing,
  }
}

const wordOf = (code: string): string => (/^[A-Z_]{1,60}$/.test(code) ? code : 'no reason')
