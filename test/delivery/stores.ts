import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, Migrator } from 'kysely'
import { migrations } from '../../src/store/migrations/index.ts'
import { createPostgresDialect } from '../../src/store/postgres.ts'
import { createSqliteDialect } from '../../src/store/sqlite.ts'
import type { Tables } from '../../src/store/tables.ts'
import { isPostgresThere, makeDatabase } from '../support/databases.ts'

interface StoreKind {
  readonly title: string
  readonly isThere: boolean
  /** An empty place for a store, and what removes it. */
  make(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }>
}

const hasPostgres = await isPostgresThere()

/** Both kinds of stores, which run the same tests. */
export const storeKinds: readonly StoreKind[] = [
  {
    title: 'SQLite',
    isThere: true,
    async make() {
      const folder = await mkdtemp(join(tmpdir(), 'throughline-outbox-'))
      return {
        url: join(folder, 'store.sqlite'),
        drop: () => rm(folder, { recursive: true, force: true }),
      }
    },
  },
  {
    title: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: nobody answers at 127.0.0.1:5432)',
    isThere: hasPostgres,
    make: () => makeDatabase('outbox'),
  },
]

/** Opens the database of a store, with its tables. */
export async function openDatabase(url: string): Promise<Kysely<Tables>> {
  const isPostgres = url.startsWith('postgres')
  const dialect = isPostgres ? createPostgresDialect(url) : await createSqliteDialect(url)
  const db = new Kysely<Tables>({ dialect })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return db
}
