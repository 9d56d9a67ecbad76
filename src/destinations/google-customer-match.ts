import { z } from 'zod'
import type {
  DeliveredChange,
  DeliveryBatch,
  DeliveryOutcome,
  DestinationType,
} from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { openGoogleAccess } from './google-access.ts'
import { addressAt, httpAddress } from './http/address.ts'
import { bearer, callJson, type JsonRequest, unclearAnswer } from './http/json-call.ts'
import { at } from './http/json.ts'
import { deliverParts } from './http/parts.ts'
import { normaliseEmailForGoogle } from './identities/email.ts'
import { contacts, contactSettings, hashContacts } from './identities/hashed-contacts.ts'
import { byStatus, nameChanges, type Named, noIdentity } from './identities/named.ts'

const number = z.string().regex(/^\d{1,20}$/, { error: 'expected a number, without dashes' })

const settings = z.strictObject({
  endpoint: httpAddress
    .default('https://googleads.googleapis.com')
    .meta({ description: 'where Google Ads is' }),
  tokenEndpoint: httpAddress
    .default('https://oauth2.googleapis.com')
    .meta({ description: 'where access tokens are' }),
  version: z
    .string()
    .regex(/^v\d{1,3}$/, { error: 'expected a version such as v23' })
    .default('v23')
    .meta({ description: 'of the Google Ads API' }),
  customer: number.meta({ description: 'the id of the account of Google Ads' }),
  manager: number.optional().meta({
    description: 'the id of the manager account, where access is by one',
  }),
  userList: number.meta({ description: 'the id of the customer list' }),
  clientId: z.string().min(1).max(500).meta({ description: 'the OAuth client' }),
  consent: z
    .strictObject({
      adUserData: z.enum(['GRANTED', 'DENIED']),
      adPersonalization: z.enum(['GRANTED', 'DENIED']),
    })
    .optional()
    .meta({ description: 'what the people of the audience agreed to; not told when left out' }),
  ...contactSettings,
})

type Settings = z.infer<typeof settings>

export const googleCustomerMatch: DestinationType<Settings> = {
  label: 'Google customer match',
  description:
    'Adds people to a customer list of Google Ads and removes them, by hashed e-mail addresses and phone numbers.',
  settings,
  secrets: [
    { name: 'developerToken', description: 'of the Google Ads API', isRequired: true },
    { name: 'clientSecret', description: 'of the OAuth client', isRequired: true },
    { name: 'refreshToken', description: 'of somebody who may edit the list', isRequired: true },
  ],
  batch: { items: 2000 },
  takes: contacts,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://googleads.googleapis.com',
      tokenEndpoint: 'https://oauth2.googleapis.com',
      version: 'v23',
      customer: '1234567890',
      userList: '9876543210',
      clientId: '1234-abc.apps.googleusercontent.com',
      consent: { adUserData: 'GRANTED', adPersonalization: 'GRANTED' },
      namespaces: { email: ['email'], phone: ['phone'] },
      phoneCountry: 'DE',
    },
    secrets: {
      developerToken: 'env:GOOGLE_DEVELOPER_TOKEN',
      clientSecret: 'env:GOOGLE_CLIENT_SECRET',
      refreshToken: 'env:GOOGLE_REFRESH_TOKEN',
    },
  },
  show(batch, own) {
    const { named, rejected } = nameAll(batch, own)
    const place = `POST ${addressOf(own, `${accountOf(own)}/offlineUserDataJobs`)}`
    const messages = byStatus(named).flatMap(([status, changes]) => [
      { to: `${place}:create`, body: JSON.stringify({ job: jobOf(own) }) },
      { to: `${place}/…:addOperations`, body: JSON.stringify(bodyOf(status, changes)) },
    ])
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const { developerToken = '', clientSecret = '', refreshToken = '' } = secrets
    const application = { ...own, clientSecret, refreshToken }
    const accessToken = openGoogleAccess(outgoing, application)
    const manager: Record<string, string> =
      own.manager === undefined ? {} : { 'login-customer-id': own.manager }

    async function ask(
      method: JsonRequest['method'],
      path: string,
      signal: AbortSignal,
      body?: object,
    ) {
      const proof = { ...bearer(await accessToken(signal)), 'developer-token': developerToken }
      const address = addressOf(own, path)
      const request = { method, address, credentials: { ...proof, ...manager }, body }
      return callJson(outgoing, request, signal, (json) => at(json, 'error', 'status'))
    }

    /** Google takes a job on as a whole: nobody is accepted before it runs. */
    async function runJob(status: Status, changes: readonly Named<Ids>[], signal: AbortSignal) {
      const created = await ask('POST', `${accountOf(own)}/offlineUserDataJobs:create`, signal, {
        job: jobOf(own),
      })
      const job = readJobName(created, own)
      const answer = await ask('POST', `${job}:addOperations`, signal, bodyOf(status, changes))
      const outcome = readOutcome(answer, changes)
      if (outcome.accepted.length === 0) return outcome
      const running = await ask('POST', `${job}:run`, signal, {})
      if (typeof at(running, 'name') !== 'string') throw unclearAnswer()
      return outcome
    }

    return {
      async deliver(batch, signal) {
        const { named, rejected } = nameAll(batch, own)
        const parts = byStatus(named).map(
          ([status, changes]) =>
            () =>
              runJob(status, changes, signal),
        )
        return deliverParts(parts, rejected)
      },
      async check(signal) {
        const query = `SELECT user_list.id FROM user_list WHERE user_list.id = ${own.userList}`
        const path = `${accountOf(own)}/googleAds:search`
        const answer = await ask('POST', path, signal, { query })
        if (at(answer, 'results', 0) !== undefined) return
        const message = `the account has no customer list ${own.userList}`
        throw new DestinationError(message, 'after-user-action')
      },
      async close() {},
    }
  },
}

type Status = DeliveredChange['status']
type Ids = readonly ({ readonly hashedEmail: string } | { readonly hashedPhoneNumber: string })[]

const addressOf = ({ endpoint, version }: Settings, path: string): string =>
  addressAt(endpoint, `/${version}/${path}`)

const nameAll = (batch: DeliveryBatch, own: Settings) =>
  nameChanges(batch, (change) => idsOf(change, own), noIdentity(own.namespaces))

function bodyOf(status: Status, changes: readonly Named<Ids>[]) {
  const operation = status === 'entered' ? 'create' : 'remove'
  const operations = changes.map(({ as }) => ({ [operation]: { userIdentifiers: as } }))
  return { operations, enablePartialFailure: true }
}

const accountOf = ({ customer }: Settings): string => `customers/${customer}`

const jobOf = (own: Settings) => ({
  type: 'CUSTOMER_MATCH_USER_LIST',
  customerMatchUserListMetadata: {
    userList: `${accountOf(own)}/userLists/${own.userList}`,
    ...(own.consent && { consent: own.consent }),
  },
})

function idsOf(change: DeliveredChange, own: Settings): Ids | undefined {
  const hashed = hashContacts(change, own, { email: normaliseEmailForGoogle })
  return (
    hashed && [
      ...hashed.emails.map((hashedEmail) => ({ hashedEmail })),
      ...hashed.phones.map((hashedPhoneNumber) => ({ hashedPhoneNumber })),
    ]
  )
}

/** @throws DestinationError where it is none of this account */
function readJobName(answer: unknown, own: Settings): string {
  const name = at(answer, 'resourceName')
  const [, account, job] = /^(customers\/\d+)\/offlineUserDataJobs\/(\d+)$/.exec(String(name)) ?? []
  if (account === accountOf(own)) return `${account}/offlineUserDataJobs/${job}`
  throw unclearAnswer()
}

const answered = z.object({
  partialFailureError: z
    .object({
      details: z.array(z.object({ errors: z.array(z.unknown()).default([]) })).default([]),
    })
    .optional(),
})

/**
 * Operations that failed are named by their place. Where one of the errors names none, nobody is accepted.
 *
 * @throws DestinationError where the answer proves nothing
 */
function readOutcome(answer: unknown, changes: readonly Named<Ids>[]): DeliveryOutcome {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) throw unclearAnswer()
  const failure = parsed.data.partialFailureError
  const errors = failure?.details.flatMap((one) => one.errors) ?? []
  const codes = new Map(errors.map((error) => [placeOf(error), codeOf(error)]))
  const places = changes.map((_, place) => place)
  const isComplete =
    (failure === undefined || errors.length > 0) &&
    [...codes.keys()].every((place) => changes[place] !== undefined)
  const refused = places.filter((place) => codes.has(place))
  const others = places.filter((place) => !codes.has(place))
  return {
    accepted: isComplete ? others.map((place) => changes[place]!.index) : [],
    rejected: refused.map((place) => ({
      index: changes[place]!.index,
      reason: `Google refuses it: ${codes.get(place)}`,
    })),
  }
}

/** The operation that an error is about; -1 when it names none. */
function placeOf(error: unknown): number {
  const elements = at(error, 'location', 'fieldPathElements')
  const all = Array.isArray(elements) ? elements : []
  const operation = all.find((one) => at(one, 'fieldName') === 'operations')
  // JSON of protocol buffers leaves out zeros, and writes large numbers as texts.
  return operation === undefined ? -1 : Number(at(operation, 'index') ?? 0)
}

function codeOf(error: unknown): string {
  const code = at(error, 'errorCode')
  const [word] = typeof code === 'object' && code !== null ? Object.values(code) : []
  return /^[A-Z][A-Z0-9_]{1,80}$/.test(String(word)) ? String(word) : 'it gives no reason'
}
