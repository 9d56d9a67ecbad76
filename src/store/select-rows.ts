import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

type Column = 'text' | 'integer'
type Row = readonly (string | number | null)[]

/** SQLite works where it is called: so many rows take it a few milliseconds. */
const ROWS_AT_ONCE = 100

/**
 * Writes rows by a statement that is made of their SELECT (`selectRows`): in SQLite by several, each of some of
 * them, between which others are let in. Nothing is written where there are none.
 */
export async function writeRows<T>(
  db: Kysely<T>,
  columns: readonly Column[],
  rows: readonly Row[],
  write: (rows: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<void> {
  const isElsewhere = db.getExecutor().adapter instanceof PostgresAdapter
  const atOnce = isElsewhere ? rows.length : ROWS_AT_ONCE
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = selectRows(db, columns, rows.slice(from, from + atOnce))
    await write(some).execute(db)
  }
}

/**
 * Rows as a SELECT, from one parameter: many at once cost no parameter each. Columns in the order of `columns`;
 * values are texts, whole numbers or null, by those. They are called c0, c1, ….
 */
export function selectRows<T>(
  db: Kysely<T>,
  columns: readonly Column[],
  rows: readonly Row[],
): RawBuilder<unknown> {
  const document = JSON.stringify(rows)
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    const cells = columns.map((type, index) =>
      sql.raw(`(each.value ->> ${index})::${type} AS c${index}`),
    )
    return sql`SELECT ${sql.join(cells)} FROM jsonb_array_elements(${document}::jsonb) AS each(value)`
  }
  const cells = columns.map((_, index) =>
    sql.raw(`json_extract(each.value, '$[${index}]') AS c${index}`),
  )
  return sql`SELECT ${sql.join(cells)} FROM json_each(${document}) AS each WHERE true`
}
