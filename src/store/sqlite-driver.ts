import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type Database from 'libsql'
import AwayDatabase from 'libsql/promise'
import { letArrivalsIn } from '../model/let-others-in.ts'
import { openStatements, type Statements } from './sqlite-statements.ts'

/** What a process has to a SQLite file: one that changes it, and one that reads what is committed meanwhile. */
interface SqliteDatabases {
  readonly writer: Database.Database
  /** The same where it lies in memory. */
  readonly reader: Database.Database
}

/**
 * kysely on SQLite. libsql works where it is called: between two statements whoever arrives is let in, and what
 * waits for the disk (commits, with the checkpoints that follow) or takes long (changes of many rows) is done on a
 * thread of libsql's own. Who changes something gets the writer in the order of asking; who only reads, outside of
 * a transaction, waits for nobody.
 */
export class SqliteDriver implements Driver {
  readonly #databases: SqliteDatabases
  readonly #writer: Side
  readonly #reader: Side
  readonly #turns = new Turns()

  constructor(databases: SqliteDatabases) {
    const { writer, reader } = databases
    this.#databases = databases
    this.#writer = { database: writer, statements: openStatements(writer) }
    this.#reader = writer === reader ? this.#writer : readerOf(reader)
    writer.exec(bigParameters)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return new SqliteConnection(this.#writer, this.#reader, this.#turns)
  }

  releaseConnection(connection: SqliteConnection): Promise<void> {
    return connection.release()
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    await connection.begin()
  }

  async commitTransaction(): Promise<void> {
    await runAway(this.#databases.writer, 'commit')
  }

  async rollbackTransaction(): Promise<void> {
    await rollBack(this.#databases.writer)
  }

  async destroy(): Promise<void> {
    await this.#turns.over()
    const { writer, reader } = this.#databases
    if (reader !== writer) reader.close()
    writer.close()
  }
}

interface Side {
  readonly database: Database.Database
  readonly statements: Statements
}

function readerOf(database: Database.Database): Side {
  database.pragma('query_only = ON')
  return { database, statements: openStatements(database) }
}

/** Who has the writer, one after the other. */
class Turns {
  /** When all who have asked so far have given it back. */
  #free: Promise<void> = Promise.resolve()

  /** Waits for it; gives what gives it back. */
  async take(): Promise<() => void> {
    const before = this.#free
    let giveBack = () => {}
    this.#free = new Promise((resolve) => {
      giveBack = resolve
    })
    await before
    return giveBack
  }

  over(): Promise<void> {
    return this.#free
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #writer: Side
  readonly #reader: Side
  readonly #turns: Turns
  #giveBack: (() => void) | undefined

  constructor(writer: Side, reader: Side, turns: Turns) {
    this.#writer = writer
    this.#reader = reader
    this.#turns = turns
  }

  async begin(): Promise<void> {
    this.#giveBack = await this.#turns.take()
    await letArrivalsIn()
    this.#writer.statements.run('begin', [])
  }

  async release(): Promise<void> {
    this.#giveBack?.()
    this.#giveBack = undefined
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#giveBack !== undefined) return this.#runInTurn(sql, parameters)
    if (isReading(sql) && this.#reader !== this.#writer) {
      await letArrivalsIn()
      return this.#reader.statements.run(sql, parameters)
    }
    this.#giveBack = await this.#turns.take()
    try {
      return await this.#runInTurn(sql, parameters)
    } finally {
      await this.release()
    }
  }

  async #runInTurn<R>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<R>> {
    await letArrivalsIn()
    const { database } = this.#writer
    const isAlone = isChange.test(sql) && !database.inTransaction
    return isAlone ? this.#runAlone(sql, parameters) : this.#run(sql, parameters)
  }

  /** Its commit waits for the disk, as that of a transaction does. */
  async #runAlone<R>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<R>> {
    const { database, statements } = this.#writer
    statements.run('begin', [])
    try {
      const result = await this.#run<R>(sql, parameters)
      await runAway(database, 'commit')
      return result
    } catch (error) {
      await rollBack(database)
      throw error
    }
  }

  async #run<R>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<R>> {
    const { database, statements } = this.#writer
    const isBig = database.inTransaction && parameters.some(isLong) && statements.changes(sql)
    return isBig ? this.#runBig(sql, parameters) : statements.run(sql, parameters)
  }

  /** On libsql's own thread, which takes a text only: parameters lie in a table of this connection meanwhile. */
  async #runBig<R>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<R>> {
    const { database, statements } = this.#writer
    statements.run('DELETE FROM temp.big_parameters', [])
    for (const [index, value] of parameters.entries()) {
      statements.run('INSERT INTO temp.big_parameters VALUES (?, ?)', [index + 1, value])
    }
    await runAway(database, sql.replace(placeholder, readParameter))
    const { rows } = statements.run<{ changed: number }>('SELECT changes() AS changed', [])
    statements.run('DELETE FROM temp.big_parameters', [])
    return { rows: [], numAffectedRows: BigInt(rows[0]!.changed) }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('nothing is streamed from SQLite: it is read in pages')
  }
}

const bigParameters = `
  PRAGMA temp_store = MEMORY;
  CREATE TEMP TABLE big_parameters (number INTEGER PRIMARY KEY, value)`

/** As `SqliteQueryCompiler` of `sqlite.ts` writes them. */
const placeholder = /\?(\d+)/g
const readParameter = '(SELECT value FROM temp.big_parameters WHERE number = $1)'

/** Characters of a text from which on a change is one of many rows. */
const LONG = 4096

const isLong = (value: unknown): boolean => typeof value === 'string' && value.length > LONG

const isChange = /^\s*(insert|update|delete)\b/i

const isReading = (text: string): boolean =>
  /^\s*(select|with)\b/i.test(text) && !/\b(insert|update|delete)\b/i.test(text)

/** A full disk ends a transaction: to roll it back once more would hide why. */
async function rollBack(database: Database.Database): Promise<void> {
  if (database.inTransaction) await runAway(database, 'rollback')
}

/** Both faces of libsql have the same database below. */
const runAway = (database: Database.Database, text: string): Promise<void> =>
  AwayDatabase.prototype.exec.call(database as unknown as AwayDatabase, text)
