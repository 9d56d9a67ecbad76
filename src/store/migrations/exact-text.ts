import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/** Text that is ordered and told apart by its bytes, whatever the database's language. */
export const exactText = <T>(db: Kysely<T>): RawBuilder<unknown> =>
  db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`
