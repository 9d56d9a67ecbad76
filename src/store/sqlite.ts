import { dirname } from 'node:path'
import { type Dialect, SqliteDialect, type SqliteDatabase } from 'kysely'
import Database from 'libsql'
import { makeFolder } from '../model/make-folder.ts'

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
  return new SqliteDialect({ database: asKyselyDatabase(database) })
}

/** libsql reads one array as all parameters, as kysely passes them; only the types differ. */
const asKyselyDatabase = (database: Database.Database): SqliteDatabase => ({
  close: () => {
    database.close()
  },
  prepare: (text) => {
    const statement = database.prepare(text)
    return {
      reader: statement.reader,
      all: (parameters) => statement.all(parameters),
      run: (parameters) => (isUndone(text, database) ? nothingDone : statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters) as IterableIterator<unknown>,
    }
  },
})

/** A full disk ends a transaction: to roll it back once more would hide why. */
const isUndone = (text: string, database: Database.Database): boolean =>
  text === 'rollback' && !database.inTransaction

const nothingDone = { changes: 0, lastInsertRowid: 0 }
