import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/** A PostgreSQL database by its URL. */
export const createPostgresDialect = (url: string): Dialect =>
  new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10 }) })
