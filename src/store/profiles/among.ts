import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/** Whether a column is one of some texts, of which an index is asked one by one, whatever is known of the table. */
export const isAmong = <T>(
  db: Kysely<T>,
  column: string,
  texts: readonly string[],
): RawBuilder<boolean> =>
  db.getExecutor().adapter instanceof PostgresAdapter
    ? sql`${sql.ref(column)} = ANY(${texts}::text[])`
    : sql`${sql.ref(column)} IN (SELECT each.value FROM json_each(${JSON.stringify(texts)}) AS each)`
