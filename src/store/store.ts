import { type Dialect, Kysely, Migrator, sql } from 'kysely'
import type { FormulaReader } from '../model/formula.ts'
import { ThroughlineError } from '../model/errors.ts'
import { type AudienceStore, openAudienceStore } from './audiences/index.ts'
import { type Audit, openAudit } from './audit.ts'
import { readCopy, type StoreCopy, writeCopy } from './copy.ts'
import { type DefinitionStore, openDefinitionStore } from './definition-store.ts'
import { type DailySalts, openDailySalts } from './daily-salts.ts'
import { type DeliveryStore, openDeliveryStore } from './deliveries/index.ts'
import { type JobStore, openJobStore } from './job-store.ts'
import { type MembershipHistory, openMembershipHistory } from './membership-history.ts'
import { migrations } from './migrations/index.ts'
import { openProjectStore, type ProjectStore } from './projects/index.ts'
import { createPostgresDialect } from './postgres.ts'
import { openSessionStore, type SessionStore } from './session-store.ts'
import { type Forgettings, openForgettings } from './forgettings.ts'
import { openRemovals, type Removals } from './removals.ts'
import { refreshReferences } from './refresh-references.ts'
import { openProfileStore, type ProfileStore } from './profiles/profile-store.ts'
import { openSourceStates, type SourceStates } from './source-states.ts'
import { createSqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Store = {
  readonly definitions: DefinitionStore
  readonly sessions: SessionStore
  readonly removals: Removals
  readonly forgettings: Forgettings
  readonly sourceStates: SourceStates
  readonly dailySalts: DailySalts
  readonly deliveries: DeliveryStore
  readonly audiences: AudienceStore
  readonly audit: Audit
  readonly jobs: JobStore
  readonly projects: ProjectStore
  readonly membershipHistory: MembershipHistory
  readonly profiles: ProfileStore
  /** Rises with every change of anything in the store; for caches. */
  sequence(): Promise<number>
  /** All that it holds but sessions, as of one moment. */
  copy(): Promise<StoreCopy>
  close(): Promise<void>
}

/**
 * Opens a store and brings its tables up to date: `postgres://…` or `postgresql://…`, otherwise the
 * path of a SQLite file (`file:` may stand in front), or `:memory:`. `readFormula` tells what formulas
 * refer to. Errors: store/unusable.
 */
export const openStore = async (urlOrPath: string, readFormula: FormulaReader): Promise<Store> => {
  const db = new Kysely<Tables>({ dialect: await dialectOf(urlOrPath) })
  try {
    await migrate(db)
    await refreshReferences(db, readFormula)
  } catch (error) {
    await db.destroy()
    throw unusable(urlOrPath, error)
  }
  const empty = isPostgres(urlOrPath) ? async () => undefined : () => emptyLog(db)
  return {
    definitions: openDefinitionStore(db, readFormula),
    sessions: openSessionStore(db),
    removals: openRemovals(db),
    forgettings: openForgettings(db),
    sourceStates: openSourceStates(db),
    deliveries: openDeliveryStore(db),
    audiences: openAudienceStore(db),
    audit: openAudit(db),
    jobs: openJobStore(db),
    projects: openProjectStore(db, readFormula),
    membershipHistory: openMembershipHistory(db),
    dailySalts: openDailySalts(db, empty),
    profiles: openProfileStore(db, empty),
    sequence: () => sequence(db),
    copy: () => readCopy(db),
    close: () => db.destroy(),
  }
}

/** Errors: restore/not-empty of a database that holds definitions or had some; store/unusable. */
export const refuseFilledStore = async (urlOrPath: string): Promise<void> => {
  const db = new Kysely<Tables>({ dialect: await dialectOf(urlOrPath) })
  try {
    await migrate(db)
    if ((await sequence(db)) === 0) return
  } catch (error) {
    throw unusable(urlOrPath, error)
  } finally {
    await db.destroy()
  }
  throw new ThroughlineError('restore/not-empty', { place: withoutSecrets(urlOrPath) })
}

/** Fills a database with a copy; what it held before is gone. Errors: store/unusable, backup/unusable. */
export const restoreStore = async (urlOrPath: string, copy: StoreCopy): Promise<void> => {
  const db = new Kysely<Tables>({ dialect: await dialectOf(urlOrPath) })
  try {
    await writeCopy(db, copy)
  } catch (error) {
    throw error instanceof ThroughlineError ? error : unusable(urlOrPath, error)
  } finally {
    await db.destroy()
  }
}

const isPostgres = (urlOrPath: string): boolean => /^postgres(ql)?:\/\//.test(urlOrPath)

/** SQLite's write-ahead log still has what was overwritten in the file. */
const emptyLog = async (db: Kysely<Tables>): Promise<void> => {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
}

const dialectOf = async (urlOrPath: string): Promise<Dialect> => {
  if (isPostgres(urlOrPath)) return createPostgresDialect(urlOrPath)
  try {
    return await createSqliteDialect(urlOrPath.replace(/^file:/, ''))
  } catch (error) {
    throw unusable(urlOrPath, error)
  }
}

/** `postgres://me:secret@host/db` → `postgres://host/db` */
const withoutSecrets = (url: string): string => url.replace(/\/\/[^@/]*@/, '//')

const unusable = (urlOrPath: string, error: unknown): ThroughlineError => {
  const url = withoutSecrets(urlOrPath)
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
