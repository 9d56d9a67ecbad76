import { connect } from 'node:net'
import type { Connection } from 'mysql2/promise'
import { z } from 'zod'
import type { DeliveredChange, DestinationContext, DestinationType } from '../destination.ts'
import { port } from '../network/host.ts'
import { outcomeOf } from '../outcome.ts'
import { databaseSettings, passwordSecret, showMembers } from './member-table.ts'
import { asFailure } from './mysql-failure.ts'
import { findRejected, inParts, makeTable, remove, upsert } from './mysql-members.ts'

const settings = z.strictObject({ ...databaseSettings, port: port.default(3306) })

type Settings = z.infer<typeof settings>

/** Members as rows of a table; a batch is a transaction, and an older epoch never overwrites a newer one. */
export const mysql: DestinationType<Settings> = {
  label: 'MySQL, MariaDB',
  description:
    'Keeps members of audiences in a table of a MySQL (8.0.17 or newer) or MariaDB database.',
  settings,
  secrets: [passwordSecret],
  batch: { items: 10_000 },
  does: ['export'],
  isRunAgainstVendor: true,
  example: {
    settings: {
      host: 'db.example.com',
      port: 3306,
      database: 'crm',
      user: 'throughline',
      tls: 'verify',
      table: 'throughline_members',
      onLeave: 'flag',
    },
    secrets: { password: 'env:CRM_DATABASE_PASSWORD' },
  },
  show: (batch, { table }) => showMembers(table, batch, findRejected(batch.changes)),
  open(context) {
    const { table, onLeave } = context.settings
    return {
      async deliver(batch, signal) {
        const rejected = findRejected(batch.changes)
        const indexes = new Set(rejected.map(({ index }) => index))
        const changes = batch.changes.filter((_, index) => !indexes.has(index))
        await connected(context, signal, async (connection) => {
          await makeTable(connection, table)
          await connection.beginTransaction()
          for (const some of inParts(changes)) {
            await upsert(connection, table, batch, some)
            if (onLeave === 'delete') await remove(connection, table, batch, some)
          }
          await connection.commit()
        })
        return outcomeOf(batch, rejected)
      },
      check: (signal) =>
        connected(context, signal, async (connection) => {
          await makeTable(connection, table)
          await connection.beginTransaction()
          await upsert(connection, table, { audience: { id: '', name: '' } }, [nobody])
          await connection.rollback()
        }),
      async close() {},
    }
  },
}

/** Is taken back. */
const nobody: DeliveredChange = {
  person: '',
  identities: [],
  status: 'left',
  at: '1970-01-01T00:00:01.000Z',
  epoch: 1,
  attributes: {},
}

/** Works with a connection of its own, which ends with the work or the signal. @throws DestinationError */
async function connected(
  { settings: told, secrets, outgoing }: DestinationContext<Settings>,
  signal: AbortSignal,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  let connection: Connection | undefined
  const end = () => connection?.destroy()
  try {
    // As a whole: once it is bundled, a CommonJS package has no named exports.
    const { default: library } = await import('mysql2/promise')
    const address = await outgoing.findAddress(told.host)
    signal.throwIfAborted()
    connection = await library.createConnection({
      // Of which its certificate must be.
      host: told.host,
      stream: () => connect(told.port, address),
      user: told.user,
      password: secrets['password'] ?? '',
      database: told.database,
      connectTimeout: 15_000,
      charset: 'utf8mb4',
      ...(told.tls !== 'off' && { ssl: sslOf(told) }),
    })
    // Else a connection that is lost between two statements would end the process.
    connection.on('error', () => undefined)
    signal.addEventListener('abort', end)
    signal.throwIfAborted()
    await connection.query(`SET SESSION sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00'`)
    await work(connection)
  } catch (error) {
    throw asFailure(error)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

const sslOf = ({ tls, authority }: Settings) => ({
  rejectUnauthorized: tls === 'verify',
  verifyIdentity: tls === 'verify',
  ...(authority !== undefined && { ca: authority }),
})
