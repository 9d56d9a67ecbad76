import { z } from 'zod'
import type {
  DeliveredChange,
  DeliveryOutcome,
  DestinationType,
  ShownMessage,
} from './destination.ts'
import { addressAt, httpAddress } from './http/address.ts'
import { bearer, callJson, type JsonRequest, unclearAnswer } from './http/json-call.ts'
import { at } from './http/json.ts'
import { deliverParts } from './http/parts.ts'
import { normaliseEmail } from './identities/email.ts'
import { byId, byStatus, idsIn, nameChanges, namespacesOf, noIdentity } from './identities/named.ts'

const takes = [{ as: 'email', namespaces: ['email'] }] as const

const settings = z
  .strictObject({
    endpoint: httpAddress
      .default('https://api.hubapi.com')
      .meta({ description: 'where HubSpot is' }),
    list: z
      .string()
      .regex(/^\d{1,20}$/, { error: 'expected the number of a list' })
      .optional()
      .meta({ description: 'the id of a manual list that people are in' }),
    property: z
      .string()
      .regex(/^[a-z0-9_]{1,100}$/, { error: 'expected the internal name of a property' })
      .optional()
      .meta({
        description: 'a property of contacts that says whether they are in, instead of a list',
      }),
    values: z
      .strictObject({ entered: z.string().max(500), left: z.string().max(500) })
      .default({ entered: 'true', left: 'false' })
      .meta({ description: 'what the property is for those who entered, and who left' }),
    createsContacts: z
      .boolean()
      .default(true)
      .meta({ description: 'whether people who enter and are no contacts yet become some' }),
    namespaces: namespacesOf<(typeof takes)[number]['as']>(takes),
  })
  .refine(({ list, property }) => (list === undefined) !== (property === undefined), {
    error: 'expected list or property, one of both',
  })

type Settings = z.infer<typeof settings>

export const hubspot: DestinationType<Settings> = {
  label: 'HubSpot',
  description: 'Adds contacts to a list and removes them, or sets a property of theirs, by e-mail.',
  settings,
  secrets: [
    {
      name: 'accessToken',
      description: 'the token of a private app that may write contacts and lists',
      isRequired: true,
    },
  ],
  batch: { items: 100 },
  takes,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://api.hubapi.com',
      list: '42',
      values: { entered: 'true', left: 'false' },
      createsContacts: true,
      namespaces: { email: ['email'] },
    },
    secrets: { accessToken: 'env:HUBSPOT_TOKEN' },
  },
  show(batch, own) {
    const { named, rejected } = nameChanges(batch, emailOf(own), noIdentity(own.namespaces))
    const messages = byStatus(named).flatMap(([status, changes]) =>
      showAll(own, { status, emails: byId(changes) }),
    )
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const credentials = bearer(secrets['accessToken'])
    const ask: Ask = (signal) => (method, path, body) => {
      const request = { method, address: addressAt(own.endpoint, path), credentials, body }
      return callJson(outgoing, request, signal, (json) => at(json, 'category'))
    }
    return {
      async deliver(batch, signal) {
        const { named, rejected } = nameChanges(batch, emailOf(own), noIdentity(own.namespaces))
        const parts = byStatus(named).map(([status, changes]) => async () => {
          const people = { status, emails: byId(changes) }
          return own.list === undefined
            ? setProperty(ask(signal), own, people)
            : setMembership(ask(signal), own, people)
        })
        return deliverParts(parts, rejected)
      },
      async check(signal) {
        const path =
          own.list === undefined
            ? `/crm/v3/properties/contacts/${own.property}`
            : `/crm/v3/lists/${own.list}`
        await ask(signal)('GET', path)
      },
      async close() {},
    }
  },
}

type Ask = (
  signal: AbortSignal,
) => (method: JsonRequest['method'], path: string, body?: unknown) => Promise<unknown>
type Asked = ReturnType<Ask>

/** The indexes of changes by the address that they are sent as. */
interface People {
  readonly status: DeliveredChange['status']
  readonly emails: ReadonlyMap<string, readonly number[]>
}

const emailOf =
  ({ namespaces }: Settings) =>
  (change: DeliveredChange): string | undefined =>
    idsIn(change, namespaces.email).flatMap((id) => normaliseEmail(id) ?? [])[0]

async function setProperty(ask: Asked, own: Settings, people: People): Promise<DeliveryOutcome> {
  const properties = propertiesOf(own, people)
  const found = await findContacts(ask, own, people, properties)
  const ids = [...found.ids.values()]
  if (isCreating(own, people) || ids.length === 0) return outcomeOf(people, found)
  const inputs = ids.map((id) => ({ id, properties }))
  const answer = answered.safeParse(await ask('POST', `${CONTACTS}/update`, { inputs }))
  if (!answer.success) throw unclearAnswer()
  const changed = new Set(answer.data.results.map(({ id }) => id))
  return outcomeOf(people, { ...found, ids: pick(found.ids, (id) => changed.has(id)) })
}

async function setMembership(ask: Asked, own: Settings, people: People): Promise<DeliveryOutcome> {
  const found = await findContacts(ask, own, people, {})
  const ids = [...found.ids.values()]
  if (ids.length === 0) return outcomeOf(people, found)
  const answer = await ask('PUT', membershipsOf(own, people), ids)
  const missing = at(answer, 'recordIdsMissing')
  if (!Array.isArray(missing)) throw unclearAnswer()
  const gone = new Set(missing.map(String))
  const left = pick(found.ids, (id) => !gone.has(id))
  const refused = [...found.ids.keys()].filter((email) => !left.has(email))
  const unknown = new Set([...found.unknown, ...refused])
  return outcomeOf(people, { ...found, ids: left, unknown })
}

/** What became of addresses; those in none of these were not answered for. */
interface Contacts {
  /** Ids of contacts, by address. */
  readonly ids: ReadonlyMap<string, string>
  /** Addresses of no contact. */
  readonly unknown: ReadonlySet<string>
  readonly refused: ReadonlySet<string>
}

const CONTACTS = '/crm/v3/objects/contacts/batch'

/** Who leaves and is no contact has nothing to be changed. */
const isCreating = ({ createsContacts }: Settings, { status }: People): boolean =>
  createsContacts && status === 'entered'

/** Finds contacts, or makes them, with `properties`. */
async function findContacts(
  ask: Asked,
  own: Settings,
  people: People,
  properties: object,
): Promise<Contacts> {
  const { path, body } = finding(own, people, properties)
  return readContacts(await ask('POST', path, body), people)
}

function finding(own: Settings, people: People, properties: object) {
  const emails = [...people.emails.keys()]
  if (isCreating(own, people)) {
    const inputs = emails.map((email) => ({
      id: email,
      idProperty: 'email',
      properties: { email, ...properties },
    }))
    return { path: `${CONTACTS}/upsert`, body: { inputs } }
  }
  const inputs = emails.map((id) => ({ id }))
  return { path: `${CONTACTS}/read`, body: { idProperty: 'email', properties: ['email'], inputs } }
}

const propertiesOf = ({ property = '', values }: Settings, { status }: People) => ({
  [property]: values[status],
})

const membershipsOf = ({ list }: Settings, { status }: People): string =>
  `/crm/v3/lists/${list}/memberships/${status === 'entered' ? 'add' : 'remove'}`

/** What follows the first request has the ids that HubSpot answers, each in the place of an address here. */
function showAll(own: Settings, people: People): readonly ShownMessage[] {
  const show = (method: string, path: string, body: unknown) => ({
    to: `${method} ${addressAt(own.endpoint, path)}`,
    body: JSON.stringify(body),
  })
  const properties = own.list === undefined ? propertiesOf(own, people) : {}
  const { path, body } = finding(own, people, properties)
  const first = show('POST', path, body)
  const ids = [...people.emails.keys()].map((email) => `id of ${email}`)
  if (own.list !== undefined) return [first, show('PUT', membershipsOf(own, people), ids)]
  if (isCreating(own, people)) return [first]
  const inputs = ids.map((id) => ({ id, properties }))
  return [first, show('POST', `${CONTACTS}/update`, { inputs })]
}

const pick = (ids: Contacts['ids'], isMeant: (id: string) => boolean): Contacts['ids'] =>
  new Map([...ids].filter(([, id]) => isMeant(id)))

const answered = z.object({
  results: z.array(
    z.object({ id: z.coerce.string(), properties: z.record(z.string(), z.unknown()) }),
  ),
  errors: z
    .array(
      z.object({
        category: z.string(),
        context: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default([]),
})

/** @throws DestinationError where the answer proves nothing */
function readContacts(answer: unknown, { emails }: People): Contacts {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) throw unclearAnswer()
  const ids = new Map<string, string>()
  for (const { id, properties } of parsed.data.results) {
    const email = normaliseEmail(String(properties['email']))
    if (email !== undefined && emails.has(email)) ids.set(email, id)
  }
  const unknown = new Set<string>()
  const refused = new Set<string>()
  for (const { category, context = {} } of parsed.data.errors) {
    const named = Object.values(context)
      .flat()
      .map((one) => normaliseEmail(String(one)) ?? '')
    const isUnknown = /NOT_FOUND/.test(category)
    for (const email of named) if (emails.has(email)) (isUnknown ? unknown : refused).add(email)
  }
  return { ids, unknown, refused }
}

function outcomeOf({ status, emails }: People, contacts: Contacts): DeliveryOutcome {
  const accepted: number[] = []
  const rejected: { index: number; reason: string }[] = []
  for (const [email, indexes] of emails) {
    const reason = refusalOf(email, status, contacts)
    const isDone = contacts.ids.has(email) || (status === 'left' && contacts.unknown.has(email))
    if (reason !== undefined) rejected.push(...indexes.map((index) => ({ index, reason })))
    else if (isDone) accepted.push(...indexes)
  }
  return { accepted, rejected }
}

function refusalOf(
  email: string,
  status: DeliveredChange['status'],
  { refused, unknown }: Contacts,
): string | undefined {
  if (refused.has(email)) return 'HubSpot refuses its e-mail address'
  return status === 'entered' && unknown.has(email) ? 'it is no contact of HubSpot' : undefined
}
