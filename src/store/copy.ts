import { type Kysely, Migrator, PostgresAdapter, sql } from 'kysely'
import { ThroughlineError } from '../model/errors.ts'
import { migrations } from './migrations/index.ts'
import type { Tables } from './tables.ts'

/**
 * Whether what a table holds belongs to a copy: browsers sign in again, and what they carry stays where it is;
 * what ids of a day are made with is gone with the day, which a copy would outlive; profiles are worked out again;
 * links to projects are made anew, as a copy would bring back those that were revoked since.
 */
const isCopied: Readonly<Record<keyof Tables, boolean>> = {
  definitions: true,
  definition_versions: true,
  definition_references: true,
  removals: true,
  forgettings: true,
  source_states: true,
  daily_salts: false,
  audience_states: true,
  audience_runs: true,
  audience_members: true,
  audience_changes: true,
  deliveries: true,
  destination_states: true,
  delivery_batches: true,
  audit_entries: true,
  job_states: true,
  job_runs: true,
  profiles: false,
  profile_identities: false,
  profile_states: false,
  profile_work: false,
  profile_changes: false,
  profile_feed: false,
  project_steps: true,
  project_clients: true,
  project_versions: true,
  project_shares: false,
  project_marks: true,
  store_state: true,
  sessions: false,
}

const copied = (Object.keys(isCopied) as (keyof Tables)[]).filter((table) => isCopied[table])

/** What a store holds, whatever database keeps it. Plain JSON. */
export interface StoreCopy {
  /** The migration that its tables are as of. */
  readonly migration: string
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

const latest = Object.keys(migrations).at(-1)!

/** As of one moment. */
export const readCopy = (db: Kysely<Tables>): Promise<StoreCopy> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const tables: [string, Row[]][] = []
      for (const table of copied) {
        tables.push([table, await readTable(transaction, table)])
      }
      return { migration: latest, tables: Object.fromEntries(tables) }
    })

type Row = Record<string, unknown>

const ROWS_PER_READ = 1000

/** SQLite, which works where it is called, is asked for some rows at a time. */
const readTable = async (transaction: Kysely<Tables>, table: keyof Tables): Promise<Row[]> => {
  if (transaction.getExecutor().adapter instanceof PostgresAdapter)
    return transaction.selectFrom(table).selectAll().execute()
  const all: Row[] = []
  for (let last = -1; ; ) {
    const { rows } = await sql<Row & { rowid_: number }>`
      SELECT rowid AS rowid_, * FROM ${sql.table(table)}
      WHERE rowid > ${last} ORDER BY rowid LIMIT ${ROWS_PER_READ}`.execute(transaction)
    for (const { rowid_, ...row } of rows) {
      all.push(row)
      last = rowid_
    }
    if (rows.length < ROWS_PER_READ) return all
  }
}

/** Rows of one statement: SQLite takes no more than 32766 values. */
const ROWS_PER_INSERT = 100

/**
 * Makes the tables anew and fills them: those of a copy that an earlier version has made are migrated then.
 * All that the store held is gone. Errors: backup/unusable of a copy that a later version has made.
 */
export const writeCopy = async (db: Kysely<Tables>, copy: StoreCopy): Promise<void> => {
  const { migration, tables } = copy
  if (!Object.hasOwn(migrations, migration)) {
    throw new ThroughlineError('backup/unusable', {
      reason: `a later version of Throughline has made it (its store is ${migration})`,
    })
  }
  await dropTables(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const made = await migrator.migrateTo(migration)
  if (made.error !== undefined) throw made.error
  await db.transaction().execute(async (transaction) => {
    for (const [table, rows] of Object.entries(tables)) {
      await transaction.deleteFrom(table as keyof Tables).execute()
      for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
        const some = rows.slice(start, start + ROWS_PER_INSERT)
        await transaction
          .insertInto(table as keyof Tables)
          .values(some as never)
          .execute()
      }
    }
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

const dropTables = async (db: Kysely<Tables>): Promise<void> => {
  for (const table of [...Object.keys(isCopied), 'kysely_migration', 'kysely_migration_lock']) {
    await db.schema.dropTable(table).ifExists().execute()
  }
}
