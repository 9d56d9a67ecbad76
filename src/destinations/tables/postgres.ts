import pg from 'pg'
import { z } from 'zod'
import { getOwn } from '../../model/own.ts'
import type {
  DeliveredChange,
  DeliveryBatch,
  DestinationContext,
  DestinationType,
} from '../destination.ts'
import { DestinationError } from '../destination-error.ts'
import { idsByNamespace } from '../list/people-list.ts'
import { asNetworkFailure, findNetworkFailure } from '../network/failure.ts'
import { port } from '../network/host.ts'
import { openTls } from '../network/tls.ts'
import { outcomeOf } from '../outcome.ts'
import {
  databaseSettings,
  memberColumns,
  passwordSecret,
  showMembers,
  tableName,
} from './member-table.ts'
import { findUnfit } from './unfit-text.ts'

const settings = z.strictObject({
  ...databaseSettings,
  port: port.default(5432),
  schema: tableName.default('public'),
})

type Settings = z.infer<typeof settings>

/** Members as rows of a table; a batch is a transaction, and an older epoch never overwrites a newer one. */
export const postgres: DestinationType<Settings> = {
  label: 'PostgreSQL',
  description: 'Keeps members of audiences in a table of a PostgreSQL database.',
  settings,
  secrets: [passwordSecret],
  batch: { items: 10_000 },
  does: ['export'],
  isRunAgainstVendor: true,
  example: {
    settings: {
      host: 'db.example.com',
      port: 5432,
      database: 'crm',
      user: 'throughline',
      tls: 'verify',
      schema: 'public',
      table: 'throughline_members',
      onLeave: 'flag',
    },
    secrets: { password: 'env:CRM_DATABASE_PASSWORD' },
  },
  show: (batch, { schema, table }) =>
    showMembers(`${schema}.${table}`, batch, findUnfit(batch.changes)),
  open(context) {
    const { schema, table, onLeave } = context.settings
    const members = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
    const write = async (
      client: pg.Client,
      batch: DeliveryBatch,
      rejected: ReadonlySet<number>,
    ) => {
      const changes = batch.changes.filter((_, index) => !rejected.has(index))
      await makeTable(client, members)
      await client.query('BEGIN')
      await client.query(upsert(members), rowsOf(batch.audience.id, changes))
      const left = changes.filter(({ status }) => status === 'left')
      if (onLeave === 'delete') {
        await client.query(remove(members), [batch.audience.id, left.map(({ person }) => person)])
      }
      await client.query('COMMIT')
    }
    return {
      async deliver(batch, signal) {
        const rejected = findUnfit(batch.changes)
        const indexes = new Set(rejected.map(({ index }) => index))
        await connected(context, signal, (client) => write(client, batch, indexes))
        return outcomeOf(batch, rejected)
      },
      check: (signal) =>
        connected(context, signal, async (client) => {
          await makeTable(client, members)
          await client.query('BEGIN')
          await client.query(upsert(members), rowsOf('', []))
          await client.query('ROLLBACK')
        }),
      async close() {},
    }
  },
}

/** Works with a connection of its own, which ends with the work or the signal. @throws DestinationError */
async function connected(
  { settings: told, secrets, outgoing }: DestinationContext<Settings>,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  let client: pg.Client | undefined
  const end = () => void client?.end().catch(() => undefined)
  try {
    client = new pg.Client({
      host: await outgoing.findAddress(told.host),
      port: told.port,
      database: told.database,
      user: told.user,
      password: secrets['password'] ?? '',
      ssl: told.tls === 'off' ? false : openTls(told),
      connectionTimeoutMillis: 15_000,
      application_name: 'throughline',
    })
    // Else a connection that is lost between two statements would end the process.
    client.on('error', () => undefined)
    signal.addEventListener('abort', end)
    signal.throwIfAborted()
    await client.connect()
    await work(client)
  } catch (error) {
    throw asFailure(error, told)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

/** Only where it is not there: to make a table is a right that is not needed for one that is. */
async function makeTable(client: pg.Client, members: string): Promise<void> {
  const { rows } = await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [
    members,
  ])
  if (typeof rows[0]?.found === 'string') return
  await client.query(`CREATE TABLE IF NOT EXISTS ${members} (
    audience text NOT NULL,
    person text NOT NULL,
    is_member boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    epoch bigint NOT NULL,
    identities jsonb NOT NULL,
    attributes jsonb NOT NULL,
    PRIMARY KEY (audience, person))`)
}

const upsert = (members: string): string => `
  INSERT INTO ${members} AS known (${memberColumns.join(', ')})
  SELECT $1, * FROM unnest($2::text[], $3::boolean[], $4::timestamptz[], $5::bigint[], $6::jsonb[], $7::jsonb[])
  ON CONFLICT (audience, person) DO UPDATE SET
    is_member = excluded.is_member, changed_at = excluded.changed_at, epoch = excluded.epoch,
    identities = excluded.identities, attributes = excluded.attributes
  WHERE known.epoch <= excluded.epoch`

const remove = (members: string): string =>
  `DELETE FROM ${members} WHERE audience = $1 AND person = ANY($2::text[]) AND NOT is_member`

const rowsOf = (audience: string, changes: readonly DeliveredChange[]) => [
  audience,
  changes.map(({ person }) => person),
  changes.map(({ status }) => status === 'entered'),
  changes.map(({ at }) => at),
  changes.map(({ epoch }) => epoch),
  changes.map((change) => JSON.stringify(idsByNamespace(change))),
  changes.map(({ attributes }) => JSON.stringify(attributes)),
]

/** By the class of an SQLSTATE, or the whole of it. */
const refusals: Readonly<Record<string, string>> = {
  '28': 'it does not accept the user or password',
  '3D': 'it has no such database',
  '3F': 'it has no such schema',
  '42': `the table has another shape: it needs ${memberColumns.join(', ')} with (audience, person) as its key`,
  '23502': 'the table has a column of its own that must have a value',
  '42501': 'the user may not make or write the table',
}

function asFailure(cause: unknown, { tls }: Settings): DestinationError {
  const told = findNetworkFailure(cause)
  if (told !== undefined) return told
  if (cause instanceof Error && cause.message.includes('does not support SSL')) {
    const message = `it does not speak TLS: set tls from ${tls} to off if its network is safe`
    return new DestinationError(message, 'after-user-action', { cause })
  }
  if (!(cause instanceof pg.DatabaseError)) return asNetworkFailure(cause)
  const { code = '' } = cause
  const refusal = getOwn(refusals, code) ?? getOwn(refusals, code.slice(0, 2))
  if (refusal !== undefined) return new DestinationError(refusal, 'after-user-action', { cause })
  const isOfValue = code.startsWith('22') || code.startsWith('23')
  const message = isOfValue ? 'it does not take a value' : 'it failed'
  return new DestinationError(`${message} (${code})`, isOfValue ? 'split' : 'later', { cause })
}
