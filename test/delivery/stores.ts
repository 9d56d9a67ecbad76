import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Kysely, Migrator } from 'kysely'
import pg from 'pg'
import { migrations } from '../../src/store/migrations/index.ts'
import { createPostgresDialect } from '../../src/store/postgres.ts'
import { createSqliteDialect } from '../../src/store/sqlite.ts'
import type { Tables } from '../../src/store/tables.ts'

const root = 'postgres://root@127.0.0.1:5432/test'

async function isReachable(): Promise<boolean> {
  const client = new pg.Client(root)
  const isThere = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end()
  return isThere
}

interface StoreKind {
  readonly title: string
  readonly isThere: boolean
  /** An empty place for a store, and what removes it. */
  make(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }>
}

const hasPostgres = await isReachable()

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
    async make() {
      const name = `throughline_outbox_${process.pid}_${Math.random().toString(36).slice(2)}`
      await asRoot(`CREATE DATABASE ${name}`)
      return {
        url: `postgres://root@127.0.0.1:5432/${name}`,
        drop: () => dropDatabase(name),
      }
    },
  },
]

/** Connections that were closed a moment ago may still be there. */
async function dropDatabase(name: string, tries = 50): Promise<void> {
  try {
    await asRoot(`DROP DATABASE IF EXISTS ${name}`)
  } catch (error) {
    if (tries === 0) throw error
    await setTimeout(100)
    await dropDatabase(name, tries - 1)
  }
}

async function asRoot(statement: string): Promise<void> {
  const client = new pg.Client(root)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

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
