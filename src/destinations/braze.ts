import { z } from 'zod'
import type { DeliveredChange, DeliveryBatch, DestinationType } from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { addressAt, httpAddress } from './http/address.ts'
import { bearer, callJson, unclearAnswer } from './http/json-call.ts'
import { idsIn, nameChanges, type Named, namespacesOf, noIdentity } from './identities/named.ts'

const takes = [
  { as: 'externalId', namespaces: ['user', 'crm'] },
  { as: 'email', namespaces: ['email'] },
] as const

const settings = z.strictObject({
  endpoint: httpAddress.meta({
    description: 'the REST endpoint of your instance, such as https://rest.iad-01.braze.com',
  }),
  attribute: z.string().min(1).max(255).optional().meta({
    description:
      'the custom attribute that is true or false; `audience_` and the id of the audience when left out',
  }),
  subscriptionGroup: z.string().min(1).max(100).optional().meta({
    description: 'the id of a subscription group that people are in, instead of an attribute',
  }),
  createsPeople: z.boolean().default(false).meta({
    description: 'whether people whom Braze does not know are added',
  }),
  namespaces: namespacesOf<(typeof takes)[number]['as']>(takes),
})

type Settings = z.infer<typeof settings>

export const braze: DestinationType<Settings> = {
  label: 'Braze',
  description:
    'Sets a custom attribute of people, or puts them into a subscription group, by /users/track.',
  settings,
  secrets: [
    {
      name: 'apiKey',
      description: 'a REST API key that may use users.track',
      isRequired: true,
    },
  ],
  batch: { items: 75 },
  takes,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://rest.iad-01.braze.com',
      attribute: 'is_vip',
      createsPeople: false,
      namespaces: { externalId: ['user'], email: ['email'] },
    },
    secrets: { apiKey: 'env:BRAZE_API_KEY' },
  },
  show(batch, own) {
    const { named, rejected } = nameAll(batch, own)
    const to = `POST ${trackAddress(own)}`
    const messages =
      named.length === 0 ? [] : [{ to, body: JSON.stringify(bodyOf(batch, named, own)) }]
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const track = (body: object, signal: AbortSignal) => {
      const address = trackAddress(own)
      const credentials = bearer(secrets['apiKey'])
      const request = { method: 'POST', address, credentials, body } as const
      return callJson(outgoing, request, signal)
    }
    return {
      async deliver(batch, signal) {
        const { named, rejected } = nameAll(batch, own)
        if (named.length === 0) return { accepted: [], rejected }
        const answer = await track(bodyOf(batch, named, own), signal)
        const outcome = readOutcome(answer, named)
        return { ...outcome, rejected: [...rejected, ...outcome.rejected] }
      },
      /** An empty update is refused as such only from those who are let in. */
      check: (signal) => track({ attributes: [] }, signal).then(ignore, ignoreRefusal),
      async close() {},
    }
  },
}

const trackAddress = ({ endpoint }: Settings): string => addressAt(endpoint, '/users/track')

const nameAll = (batch: DeliveryBatch, own: Settings) =>
  nameChanges(batch, (change) => whoIs(change, own), noIdentity(own.namespaces))

const bodyOf = (batch: DeliveryBatch, named: readonly Named<Who>[], own: Settings) => ({
  attributes: named.map((one) => updateOf(batch, one, own)),
})

const ignore = () => undefined

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof DestinationError) || error.retry !== 'split') throw error
}

type Who = { readonly external_id: string } | { readonly email: string }

function whoIs(change: DeliveredChange, { namespaces }: Settings): Who | undefined {
  const [externalId] = idsIn(change, namespaces.externalId)
  if (externalId !== undefined) return { external_id: externalId }
  const [email] = idsIn(change, namespaces.email)
  return email === undefined ? undefined : { email }
}

function updateOf(
  { audience }: DeliveryBatch,
  { change, as }: Named<Who>,
  { attribute, subscriptionGroup, createsPeople }: Settings,
) {
  const isIn = change.status === 'entered'
  const who = { ...as, _update_existing_only: !createsPeople }
  if (subscriptionGroup === undefined) {
    return { ...change.attributes, ...who, [attribute ?? `audience_${audience.id}`]: isIn }
  }
  const state = isIn ? 'subscribed' : 'unsubscribed'
  const group = { subscription_group_id: subscriptionGroup, subscription_state: state }
  return { ...change.attributes, ...who, subscription_groups: [group] }
}

const answered = z.object({
  message: z.literal('success'),
  attributes_processed: z.int().nonnegative().optional(),
  errors: z
    .array(z.object({ type: z.unknown(), input_array: z.string(), index: z.int().nonnegative() }))
    .default([]),
})

/** @throws DestinationError where the answer proves nothing */
function readOutcome(answer: unknown, named: readonly Named<Who>[]) {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) throw unclearAnswer()
  const { errors, attributes_processed: processed } = parsed.data
  const wrong = new Map(
    errors.flatMap((one) => (one.input_array === 'attributes' ? [[one.index, one] as const] : [])),
  )
  const rejected = named
    .filter((_, place) => wrong.has(place))
    .map(({ index }) => ({ index, reason: 'Braze refuses its identity or attributes' }))
  const others = named.filter((_, place) => !wrong.has(place)).map(({ index }) => index)
  const isComplete = wrong.size === errors.length && (processed ?? others.length) === others.length
  return { accepted: isComplete ? others : [], rejected }
}
