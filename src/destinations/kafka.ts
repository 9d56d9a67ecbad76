import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { ISocketFactory, Kafka, Message, SASLOptions } from 'kafkajs'
import { z } from 'zod'
import {
  acceptAll,
  type DeliveryBatch,
  type DestinationContext,
  type DestinationType,
} from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { codeOf, findNetworkFailure } from './network/failure.ts'
import { guardedLookup } from './network/guarded-lookup.ts'
import { openTls, tlsSettings } from './network/tls.ts'

const broker = z
  .string()
  .max(300)
  .regex(/^[^\s/@?#]+:\d{1,5}$/, 'a host and its port, such as broker-1:9092')

const settings = z.strictObject({
  brokers: z.array(broker).min(1).max(50).meta({ description: 'some of its brokers, with ports' }),
  topic: z
    .string()
    .regex(/^[\w.-]{1,249}$/, 'letters, digits, _, - and dots')
    .meta({ description: 'which must be there' }),
  ...tlsSettings,
  mechanism: z.enum(['none', 'plain', 'scram-sha-256', 'scram-sha-512']).default('none').meta({
    description: 'how the user signs in',
  }),
  user: z.string().min(1).max(320).default('throughline'),
})

type Settings = z.infer<typeof settings>

/** A message per change; those of a person are in their order, because the person is the key. */
export const kafka: DestinationType<Settings> = {
  label: 'Kafka',
  description: 'Sends each change as a message to a topic of Kafka or Redpanda.',
  settings,
  secrets: [{ name: 'password', description: 'of the user', isRequired: false }],
  batch: { items: 1_000, bytes: 800_000 },
  does: ['export'],
  isRunAgainstVendor: false,
  example: {
    settings: {
      brokers: ['broker-1.example.com:9093', 'broker-2.example.com:9093'],
      topic: 'audiences',
      tls: 'verify',
      mechanism: 'scram-sha-512',
      user: 'throughline',
    },
    secrets: { password: 'env:KAFKA_PASSWORD' },
  },
  show: (batch, { topic }) => ({
    messages: messagesOf(batch).map(({ key, value }) => ({
      to: `topic ${topic}, key ${String(key)}`,
      body: String(value),
    })),
  }),
  open: (context) => ({
    async deliver(batch, signal) {
      const messages = messagesOf(batch)
      await connected(context, signal, async (client) => {
        const producer = client.producer({ allowAutoTopicCreation: false })
        try {
          await producer.connect()
          await producer.send({ topic: context.settings.topic, acks: -1, messages })
        } finally {
          await producer.disconnect()
        }
      })
      return acceptAll(batch)
    },
    check: (signal) =>
      connected(context, signal, async (client) => {
        const admin = client.admin()
        try {
          await admin.connect()
          await admin.fetchTopicMetadata({ topics: [context.settings.topic] })
        } finally {
          await admin.disconnect()
        }
      }),
    async close() {},
  }),
}

/** Whoever reads an epoch of a person and audience twice may leave out the second. */
export const messagesOf = ({ audience, run, changes }: DeliveryBatch): Message[] =>
  changes.map(({ person, identities, status, at, epoch, attributes }) => ({
    key: person,
    value: JSON.stringify({
      audience: { id: audience.id, name: audience.name },
      run,
      person,
      identities: identities.map(({ namespace, id }) => ({ namespace, id })),
      status,
      at,
      epoch,
      attributes,
    }),
    timestamp: String(Date.parse(at)),
    headers: { 'throughline-audience': audience.id, 'throughline-epoch': String(epoch) },
  }))

async function connected(
  context: DestinationContext<Settings>,
  signal: AbortSignal,
  work: (client: Kafka) => Promise<void>,
): Promise<void> {
  const { settings: told, secrets, outgoing } = context
  try {
    // As a whole: once it is bundled, a CommonJS package has no named exports.
    const { default: library } = await import('kafkajs')
    // Addresses of brokers that are told wrongly are told before anything is tried four times.
    for (const each of told.brokers)
      await outgoing.findAddress(each.slice(0, each.lastIndexOf(':')))
    signal.throwIfAborted()
    const client = new library.Kafka({
      clientId: 'throughline',
      brokers: [...told.brokers],
      socketFactory: openSockets(context),
      connectionTimeout: 15_000,
      authenticationTimeout: 15_000,
      requestTimeout: 30_000,
      retry: { retries: 1 },
      logLevel: library.logLevel.NOTHING,
      ...(told.mechanism !== 'none' && { sasl: signIn(told, secrets['password'] ?? '') }),
    })
    await work(client)
  } catch (error) {
    throw asFailure(error)
  }
}

const signIn = ({ mechanism, user }: Settings, password: string): SASLOptions =>
  ({ mechanism, username: user, password }) as SASLOptions

/** Brokers name each other: each address that they tell must be one that may be asked, too. */
const openSockets =
  ({ settings: { tls, authority }, outgoing }: DestinationContext<Settings>): ISocketFactory =>
  ({ host, port, onConnect }) => {
    // An address would not be looked up: any name leads to the guard.
    const place = { host: 'broker', port, lookup: guardedLookup(outgoing, host) }
    const socket =
      tls === 'off'
        ? connect(place, onConnect)
        : connectTls({ ...openTls({ host, tls, authority }), ...place }, onConnect)
    return socket.setKeepAlive(true, 60_000)
  }

/** Names of Kafka's errors. */
const refusals = [
  ['UNKNOWN_TOPIC_OR_PARTITION', 'it has no such topic'],
  ['TOPIC_AUTHORIZATION_FAILED', 'the user may not write to the topic'],
  ['CLUSTER_AUTHORIZATION_FAILED', 'the user may not write to the topic'],
  ['SASL_AUTHENTICATION_FAILED', 'it does not accept the user or password'],
  ['UNSUPPORTED_SASL_MECHANISM', 'it does not know this way of signing in'],
] as const

function asFailure(cause: unknown): DestinationError {
  const told = findNetworkFailure(cause)
  if (told !== undefined) return told
  const root = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const name = root instanceof Error ? root.name : ''
  const type = root instanceof Error && 'type' in root ? String(root.type) : ''
  const refusal = refusals.find(([known]) => known === type)?.[1]
  const isSigningIn = name === 'KafkaJSSASLAuthenticationError'
  if (refusal !== undefined || isSigningIn) {
    const message = refusal ?? 'it does not accept the user or password'
    return new DestinationError(message, 'after-user-action', { cause })
  }
  if (type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE') {
    return new DestinationError('a message is too large for it', 'split', { cause })
  }
  const code = type || codeOf(root) || 'no answer'
  return new DestinationError(`its brokers cannot be reached, or failed (${code})`, 'later', {
    cause,
  })
}
