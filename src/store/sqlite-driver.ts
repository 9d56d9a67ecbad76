import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type Database from 'libsql'
import AwayDatabase from 'libsql/promise'
import { letArrivalsIn } from '../model/let-others-in.ts'

/**
 * kysely on the one connection that a process has to a SQLite file. libsql works where it is called: between two
 * statements whoever arrives is let in, and what waits for the disk (commits, with the checkpoints that follow)
 * is done on a thread of libsql's own. Who wants the connection gets it in the order of asking.
 */
export class SqliteDriver implements Driver {
  readonly #database: Database.Database
  readonly #connection: DatabaseConnection
  /** When all who have asked for the connection so far have given it back. */
  #free: Promise<void> = Promise.resolve()
  #giveBack = () => {}

  constructor(database: Database.Database) {
    this.#database = database
    this.#connection = new SqliteConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    let giveBack = () => {}
    this.#free = new Promise((resolve) => {
      giveBack = resolve
    })
    await before
    this.#giveBack = giveBack
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#giveBack()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(): Promise<void> {
    await runAway(this.#database, 'commit')
  }

  async rollbackTransaction(): Promise<void> {
    await rollBack(this.#database)
  }

  async destroy(): Promise<void> {
    await this.#free
    this.#database.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    this.#database = database
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    await letArrivalsIn()
    const isAlone = isChange.test(sql) && !this.#database.inTransaction
    return isAlone ? this.#runAlone(sql, parameters) : this.#run(sql, parameters)
  }

  /** Its commit waits for the disk, as that of a transaction does. */
  async #runAlone<R>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<R>> {
    this.#run('begin', [])
    try {
      const result = this.#run<R>(sql, parameters)
      await runAway(this.#database, 'commit')
      return result
    } catch (error) {
      await rollBack(this.#database)
      throw error
    }
  }

  /** libsql reads one array as all parameters. */
  #run<R>(sql: string, parameters: readonly unknown[]): QueryResult<R> {
    const statement = this.#database.prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('nothing is streamed from SQLite: it is read in pages')
  }
}

const isChange = /^\s*(insert|update|delete)\b/i

/** A full disk ends a transaction: to roll it back once more would hide why. */
async function rollBack(database: Database.Database): Promise<void> {
  if (database.inTransaction) await runAway(database, 'rollback')
}

/** Both faces of libsql have the same database below. */
const runAway = (database: Database.Database, text: string): Promise<void> =>
  AwayDatabase.prototype.exec.call(database as unknown as AwayDatabase, text)
