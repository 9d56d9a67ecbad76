import type { createClient } from '@redis/client'
import { z } from 'zod'
import { getOwn } from '../model/own.ts'
import type {
  DeliveredChange,
  DeliveryBatch,
  DestinationContext,
  DestinationType,
  RejectedChange,
} from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { idsOf } from './list/people-list.ts'
import { asNetworkFailure, findNetworkFailure } from './network/failure.ts'
import { host, port } from './network/host.ts'
import { openTls, tlsSettings } from './network/tls.ts'
import { outcomeOf } from './outcome.ts'

const settings = z.strictObject({
  host,
  port: port.default(6379),
  ...tlsSettings,
  user: z.string().min(1).max(128).optional().meta({ description: 'of its access list' }),
  database: z.int().min(0).max(65_535).default(0),
  key: z
    .string()
    .max(200)
    .includes('{audience}', { error: 'a key with {audience} in it' })
    .default('throughline:{audience}')
    .meta({ description: 'of the set of an audience' }),
  member: z.string().min(1).max(200).default('person').meta({
    description: 'what the set holds: person, or the ids of a namespace',
  }),
  hashes: z.boolean().default(false).meta({
    description:
      'whether each member has a hash of attributes too, at the key of the set, a colon and the member; it goes when the person leaves',
  }),
})

type Settings = z.infer<typeof settings>

type Client = ReturnType<typeof createClient>

/** A set per audience. Members are states: the same batch twice is as good as once. */
export const redis: DestinationType<Settings> = {
  label: 'Redis',
  description: 'Keeps the members of each audience in a set of Redis or Valkey.',
  settings,
  secrets: [{ name: 'password', description: 'of the user, or of the server', isRequired: false }],
  batch: { items: 5_000 },
  does: ['export'],
  isRunAgainstVendor: true,
  example: {
    settings: {
      host: 'redis.example.com',
      port: 6379,
      tls: 'verify',
      user: 'throughline',
      database: 0,
      key: 'throughline:{audience}',
      member: 'email',
      hashes: false,
    },
    secrets: { password: 'env:REDIS_PASSWORD' },
  },
  show(batch, told) {
    const commands = batch.changes.map((change) => commandsOf(told, keyOf(told, batch), change))
    const rejected = commands.flatMap((own, index) =>
      own.length === 0 ? [{ index, reason: nobodyOf(told) }] : [],
    )
    const lines = commands.flat().map((command) => command.map(quote).join(' '))
    const to = `database ${told.database} of ${told.host}`
    return { messages: lines.length === 0 ? [] : [{ to, body: lines.join('\n') }], rejected }
  },
  open: (context) => ({
    deliver: (batch, signal) =>
      connected(context, signal, (client) => write(client, context.settings, batch)),
    check: (signal) =>
      connected(context, signal, async (client) => {
        const key = context.settings.key.replaceAll('{audience}', 'throughline-check')
        await client.multi().sAdd(key, 'check').del(key).exec()
      }),
    async close() {},
  }),
}

/** All commands are sent at once; each change has its own answers. */
async function write(client: Client, told: Settings, batch: DeliveryBatch) {
  const key = keyOf(told, batch)
  const answers = await Promise.allSettled(
    batch.changes.map((change) => writeChange(client, told, key, change)),
  )
  const rejected = answers.flatMap((answer, index): readonly RejectedChange[] => {
    if (answer.status === 'fulfilled') return []
    const failure = asFailure(answer.reason)
    if (failure.retry !== 'split') throw failure
    return [{ index, reason: failure.message }]
  })
  return outcomeOf(batch, rejected)
}

const keyOf = ({ key }: Settings, { audience }: DeliveryBatch): string =>
  key.replaceAll('{audience}', audience.id)

const nobodyOf = ({ member }: Settings): string => `there is no id of ${member}`

async function writeChange(
  client: Client,
  told: Settings,
  key: string,
  change: DeliveredChange,
): Promise<void> {
  const commands = commandsOf(told, key, change)
  if (commands.length === 0) throw new DestinationError(nobodyOf(told), 'split')
  const all = client.multi()
  for (const command of commands) all.addCommand([...command])
  await all.exec()
}

const quote = (word: string): string => (/^[\w.:{}@+-]+$/.test(word) ? word : JSON.stringify(word))

/** What is written of a change; nothing where the person has no such id. */
function commandsOf(
  { member, hashes }: Settings,
  key: string,
  change: DeliveredChange,
): readonly (readonly string[])[] {
  const members = member === 'person' ? [change.person] : idsOf(change, member)
  if (members.length === 0) return []
  const isEntered = change.status === 'entered'
  const fields = Object.entries(change.attributes).flatMap(([name, cell]) =>
    cell === null || cell === undefined ? [] : [name, textOf(cell)],
  )
  const commands = [[isEntered ? 'SADD' : 'SREM', key, ...members]]
  for (const each of hashes ? members : []) {
    commands.push(['DEL', `${key}:${each}`])
    if (isEntered && fields.length > 0) commands.push(['HSET', `${key}:${each}`, ...fields])
  }
  return commands
}

const textOf = (cell: unknown): string =>
  typeof cell === 'object' ? JSON.stringify(cell) : String(cell)

/** Works with a connection of its own, which ends with the work or the signal. @throws DestinationError */
async function connected<T>(
  { settings: told, secrets, outgoing }: DestinationContext<Settings>,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  let client: Client | undefined
  const end = () => client?.destroy()
  try {
    // As a whole: once it is bundled, a CommonJS package has no named exports.
    const { default: library } = await import('@redis/client')
    const address = await outgoing.findAddress(told.host)
    const { user, database } = told
    const password = secrets['password']
    client = library.createClient({
      ...(user !== undefined && { username: user }),
      ...(password !== undefined && { password }),
      database,
      socket: {
        ...(told.tls !== 'off' && { ...openTls(told), tls: true }),
        host: address,
        port: told.port,
        connectTimeout: 15_000,
        reconnectStrategy: false,
      },
    })
    client.on('error', () => undefined)
    signal.throwIfAborted()
    await client.connect()
    signal.addEventListener('abort', end)
    return await work(client)
  } catch (error) {
    throw asFailure(error)
  } finally {
    signal.removeEventListener('abort', end)
    if (client?.isOpen === true) end()
  }
}

/** First words of its errors. */
const refusals: Readonly<Record<string, string>> = {
  WRONGPASS: 'it does not accept the user or password',
  NOAUTH: 'it asks for a password',
  NOPERM: 'the user may not write the key',
  WRONGTYPE: 'the key holds something that is not of this destination',
}

const waits = ['OOM', 'LOADING', 'BUSY', 'READONLY', 'MASTERDOWN', 'CLUSTERDOWN', 'TRYAGAIN']

function asFailure(cause: unknown): DestinationError {
  const told = findNetworkFailure(cause)
  if (told !== undefined) return told
  const word = /^([A-Z]{3,20})\b/.exec(firstReply(cause))?.[1]
  if (word === undefined) return asNetworkFailure(cause)
  const refusal = getOwn(refusals, word)
  if (refusal !== undefined) return new DestinationError(refusal, 'after-user-action', { cause })
  const retry = waits.includes(word) ? 'later' : 'split'
  return new DestinationError(`it refuses the command (${word})`, retry, { cause })
}

/** What it said, of a transaction the first that went wrong. */
function firstReply(cause: unknown): string {
  const replies = cause instanceof Error && 'replies' in cause ? cause.replies : []
  const failed = Array.isArray(replies)
    ? replies.find((reply) => reply instanceof Error)
    : undefined
  if (failed instanceof Error) return failed.message
  return cause instanceof Error ? cause.message : ''
}
