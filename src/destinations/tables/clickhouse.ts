import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { z } from 'zod'
import { compile, ident, sql, value } from '../../lake/sql.ts'
import { getOwn } from '../../model/own.ts'
import type { DeliveryBatch, DestinationContext, DestinationType } from '../destination.ts'
import { DestinationError } from '../destination-error.ts'
import { idsByNamespace } from '../list/people-list.ts'
import { asNetworkFailure, codeOf, findNetworkFailure } from '../network/failure.ts'
import { guardedLookup } from '../network/guarded-lookup.ts'
import { port } from '../network/host.ts'
import { openTls } from '../network/tls.ts'
import { outcomeOf } from '../outcome.ts'
import { databaseSettings, memberColumns, passwordSecret, showMembers } from './member-table.ts'
import { findUnfit } from './unfit-text.ts'

const { onLeave: _, ...common } = databaseSettings

const settings = z.strictObject({
  ...common,
  port: port.default(8443).meta({ description: 'of its HTTP interface' }),
})

type Settings = z.infer<typeof settings>

/**
 * Members as rows of a `ReplacingMergeTree` by epoch: of a person in an audience the newest is kept, however often
 * and late others come. Read it with `FINAL`, where `is_member`.
 */
export const clickhouse: DestinationType<Settings> = {
  label: 'ClickHouse',
  description: 'Keeps members of audiences in a table of a ClickHouse server.',
  settings,
  secrets: [passwordSecret],
  batch: { items: 50_000 },
  does: ['export'],
  isRunAgainstVendor: false,
  example: {
    settings: {
      host: 'clickhouse.example.com',
      port: 8443,
      database: 'crm',
      user: 'throughline',
      tls: 'verify',
      table: 'throughline_members',
    },
    secrets: { password: 'env:CLICKHOUSE_PASSWORD' },
  },
  show: (batch, { table }) => showMembers(table, batch, findUnfit(batch.changes)),
  open(context) {
    const { table } = context.settings
    return {
      async deliver(batch, signal) {
        const rejected = findUnfit(batch.changes)
        const indexes = new Set(rejected.map(({ index }) => index))
        await connected(context, async (client) => {
          await makeTable(client, table, signal)
          await client.insert({
            table: compile(ident(table)).text,
            values: rowsOf(batch).filter((_row, index) => !indexes.has(index)),
            columns: [...memberColumns],
            format: 'JSONEachRow',
            abort_signal: signal,
            clickhouse_settings: {
              date_time_input_format: 'best_effort',
              insert_deduplication_token: batch.idempotencyKey,
              async_insert: 0,
            },
          })
        })
        return outcomeOf(batch, rejected)
      },
      check: (signal) => connected(context, (client) => makeTable(client, table, signal)),
      async close() {},
    }
  },
}

const rowsOf = ({ audience, changes }: DeliveryBatch) =>
  changes.map((change) => ({
    audience: audience.id,
    person: change.person,
    is_member: change.status === 'entered',
    changed_at: change.at,
    epoch: change.epoch,
    identities: idsByNamespace(change),
    attributes: JSON.stringify(change.attributes),
  }))

/** Works with a client of its own, whose connections go where they may. @throws DestinationError */
async function connected(
  { settings: told, secrets, outgoing }: DestinationContext<Settings>,
  work: (client: ClickHouseClient) => Promise<void>,
): Promise<void> {
  const isSecure = told.tls !== 'off'
  const { host } = told
  const url = `${isSecure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${told.port}`
  const lookup = guardedLookup(outgoing, host)
  const agent = isSecure ? new HttpsAgent({ lookup, ...openTls(told) }) : new HttpAgent({ lookup })
  let client: ClickHouseClient | undefined
  try {
    // An address is not looked up.
    await outgoing.findAddress(host)
    client = createClient({
      url,
      username: told.user,
      password: secrets['password'] ?? '',
      database: told.database,
      http_agent: agent,
      request_timeout: 60_000,
      // It would log what the server says, with people in it.
      log: { level: ClickHouseLogLevel.OFF },
    })
    await work(client)
  } catch (error) {
    throw asFailure(error)
  } finally {
    await client?.close()
    agent.destroy()
  }
}

/** Only where it is not there; one that does not replace rows by epoch would count people twice. */
async function makeTable(
  client: ClickHouseClient,
  table: string,
  abort_signal: AbortSignal,
): Promise<void> {
  const { text, params } = compile(sql`
    SELECT engine_full, sorting_key FROM system.tables
    WHERE database = currentDatabase() AND name = ${value(table, 'String')}`)
  const answer = await client.query({
    query: text,
    query_params: params,
    format: 'JSONEachRow',
    abort_signal,
  })
  const [found] = await answer.json<{ engine_full: string; sorting_key: string }>()
  if (found !== undefined) {
    const isFitting =
      /ReplacingMergeTree\([^)]*\bepoch\)/.test(found.engine_full) &&
      ['audience, person', 'person, audience'].includes(found.sorting_key)
    if (!isFitting) throw otherShape()
    return
  }
  const made = sql`CREATE TABLE IF NOT EXISTS ${ident(table)} (
    audience LowCardinality(String),
    person String,
    is_member Bool,
    changed_at DateTime64(3, 'UTC'),
    epoch UInt64,
    identities Map(String, Array(String)),
    attributes String
  ) ENGINE = ReplacingMergeTree(epoch) ORDER BY (audience, person)`
  await client.command({ query: compile(made).text, abort_signal })
}

const otherShape = (cause?: unknown): DestinationError =>
  new DestinationError(
    `the table has another shape: it needs ${memberColumns.join(', ')} in a ReplacingMergeTree(epoch) ordered by (audience, person)`,
    'after-user-action',
    { cause },
  )

/** Codes of its errors. */
const refusals: Readonly<Record<string, string>> = {
  81: 'it has no such database',
  192: 'it does not accept the user or password',
  193: 'it does not accept the user or password',
  194: 'it does not accept the user or password',
  497: 'the user may not make or write the table',
  516: 'it does not accept the user or password',
}

/** NO_SUCH_COLUMN_IN_TABLE, INCOMPATIBLE_COLUMNS, UNKNOWN_IDENTIFIER, TYPE_MISMATCH, UNKNOWN_FIELD */
const shapes = ['16', '122', '47', '53', '117']

/** CANNOT_PARSE_…, VIOLATED_CONSTRAINT, INCORRECT_DATA */
const ofValues = ['6', '26', '27', '38', '41', '70', '72', '469']

function asFailure(cause: unknown): DestinationError {
  const told = findNetworkFailure(cause)
  if (told !== undefined) return told
  const code = codeOf(cause)
  const refusal = getOwn(refusals, code)
  if (refusal !== undefined) return new DestinationError(refusal, 'after-user-action', { cause })
  if (shapes.includes(code)) return otherShape(cause)
  if (!/^\d+$/.test(code)) return asNetworkFailure(cause)
  const isOfValue = ofValues.includes(code)
  const message = isOfValue ? 'it does not take a value' : 'it failed'
  return new DestinationError(`${message} (${code})`, isOfValue ? 'split' : 'later', { cause })
}
