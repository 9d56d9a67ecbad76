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
  const writer = new Database(path, { timeout: busyTimeoutMs })
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma('secure_delete = ON')
  const reader = path === ':memory:' ? writer : new Database(path, { timeout: busyTimeoutMs })
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver({ writer, reader }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new NumberingCompiler(),
  }
}

/** Gives parameters their numbers, so that each can be found in the text. */
class NumberingCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return `?${this.numParameters}`
  }
}
