import { dirname } from 'node:path'
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import Database from 'libsql'
import { makeFolder } from '../model/make-folder.ts'
import { SqliteDriver } from './sqlite-driver.ts'

const busyTimeoutMs = 5000

/**
 * A SQLite file (created with its folder when missing), or `:memory:`. What is committed survives a
 * killed process: write-ahead log, synced at every commit. What is deleted is overwritten.
 */
export async function createSqliteDialect(path: string): Promise<Dialect> {
  if (path !== ':memory:') await makeFolder(dirname(path))
  const database = new Database(path, { timeout: busyTimeoutMs })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('secure_delete = ON')
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
