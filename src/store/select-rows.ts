import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

type Column = 'text' | 'integer'

/**
 * Rows as a SELECT, from one parameter: many at once cost no parameter each. Columns in the order of `columns`;
 * values are texts, whole numbers or null, by those. They are called c0, c1, ….
 */
export function selectRows<T>(
  db: Kysely<T>,
  columns: readonly Column[],
  rows: readonly (readonly (string | number | null)[])[],
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
