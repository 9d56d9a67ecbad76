import { Kysely, Migrator } from 'kysely'
import type { FormulaReader } from '../model/formula.ts'
import { ThroughlineError } from '../model/errors.ts'
import { type DefinitionStore, openDefinitionStore } from './definition-store.ts'
import { migrations } from './migrations/index.ts'
import { createPostgresDialect } from './postgres.ts'
import { openSessionStore, type SessionStore } from './session-store.ts'
import { openRemovals, type Removals } from './removals.ts'
import { createSqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Store = {
  readonly definitions: DefinitionStore
  readonly sessions: SessionStore
  readonly removals: Removals
  /** Rises with every change of anything in the store; for caches. */
  sequence(): Promise<number>
  close(): Promise<void>
}

/**
 * Opens a store and brings its tables up to date: `postgres://…` or `postgresql://…`, otherwise the
 * path of a SQLite file (`file:` may stand in front), or `:memory:`. `readFormula` tells what formulas
 * refer to. Errors: store/unusable.
 */
export const openStore = async (urlOrPath: string, readFormula: FormulaReader): Promise<Store> => {
  const db = new Kysely<Tables>({ dialect: dialectOf(urlOrPath) })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw unusable(urlOrPath, error)
  }
  return {
    definitions: openDefinitionStore(db, readFormula),
    sessions: openSessionStore(db),
    removals: openRemovals(db),
    sequence: () => sequence(db),
    close: () => db.destroy(),
  }
}

const dialectOf = (urlOrPath: string) => {
  if (/^postgres(ql)?:\/\//.test(urlOrPath)) return createPostgresDialect(urlOrPath)
  try {
    return createSqliteDialect(urlOrPath.replace(/^file:/, ''))
  } catch (error) {
    throw unusable(urlOrPath, error)
  }
}

const unusable = (urlOrPath: string, error: unknown): ThroughlineError => {
  const url = urlOrPath.replace(/\/\/[^@/]*@/, '//')
  const reason = error instanceof Error ? error.message : String(error)
  return new ThroughlineError('store/unusable', { url, reason })
}

const migrate = async (db: Kysely<Tables>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

const sequence = async (db: Kysely<Tables>): Promise<number> => {
  const row = await db.selectFrom('store_state').select('sequence').executeTakeFirstOrThrow()
  return row.sequence
}
