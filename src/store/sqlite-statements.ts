import type { QueryResult } from 'kysely'
import type Database from 'libsql'

/** Statements of a database, prepared once each. */
export interface Statements {
  run<R>(text: string, parameters: readonly unknown[]): QueryResult<R>
  /** Whether it changes something and gives no rows. */
  changes(text: string): boolean
}

/** The oldest of more are prepared anew. */
const KEPT = 200

export function openStatements(database: Database.Database): Statements {
  const known = new Map<string, Database.Statement>()
  function prepare(text: string): Database.Statement {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    const statement = database.prepare(text)
    if (!isData.test(text)) {
      // What it changes of the tables may change what others give.
      known.clear()
      return statement
    }
    if (known.size >= KEPT) known.delete(known.keys().next().value!)
    known.set(text, statement)
    return statement
  }
  return {
    /** libsql reads one array as all parameters. */
    run<R>(text: string, parameters: readonly unknown[]): QueryResult<R> {
      const statement = prepare(text)
      if (statement.reader) return { rows: statement.all(parameters) as R[] }
      const { changes, lastInsertRowid } = statement.run(parameters)
      return {
        rows: [],
        numAffectedRows: BigInt(changes),
        insertId: BigInt(lastInsertRowid),
      }
    },
    changes: (text) => !prepare(text).reader,
  }
}

const isData = /^\s*(select|with|insert|update|delete|begin)\b/i
