import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/**
 * A PostgreSQL database by its URL. A connection that is lost while nobody uses it, as when the server starts again, is
 * replaced by the next who asks.
 */
export function createPostgresDialect(url: string): Dialect {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // Unheard, it would end the process. The pool has let go of the connection; who needs one is told of what is wrong.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}
