import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

type Column = 'text' | 'integer'
type Cell = string | number | null
type Row = readonly Cell[]

/** SQLite writes so many in some tens of milliseconds, on a thread of its own. */
const ROWS_AT_ONCE = 4000

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
 * Rows as a SELECT, from few parameters: many at once cost no parameter each. Columns in the order of `columns`;
 * values are texts, whole numbers or null, by those. They are called c0, c1, …. What is the same in all rows, or
 * counts them, is said once: to take a value out of JSON costs more than to write it.
 */
export function selectRows<T>(
  db: Kysely<T>,
  columns: readonly Column[],
  rows: readonly Row[],
): RawBuilder<unknown> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const { cast, element, from } = isPostgres ? postgres : sqlite
  const kinds = columns.map((_, index) => kindOf(rows, index))
  const own = columns.flatMap((_, index) => (kinds[index] === 'own' ? [index] : []))
  const cells = columns.map((type, index) => {
    const name = sql.raw(`AS c${index}`)
    const first = rows[0]?.[index] ?? null
    const kind = kinds[index]!
    if (kind === 'same') return sql`${cast(sql`${first}`, type)} ${name}`
    if (kind === 'counting') return sql`${cast(sql`${first}`, type)} + each.place ${name}`
    return sql`${cast(element(own.length === 1 ? null : own.indexOf(index)), type)} ${name}`
  })
  const [only] = own
  const values = rows.map((row) => (own.length === 1 ? row[only!] : own.map((index) => row[index])))
  return sql`SELECT ${sql.join(cells)} FROM ${from(JSON.stringify(values))} WHERE true`
}

type Kind = 'same' | 'counting' | 'own'

function kindOf(rows: readonly Row[], column: number): Kind {
  const first = rows[0]?.[column]
  if (rows.every((row) => row[column] === first)) return 'same'
  const isCounting =
    typeof first === 'number' && rows.every((row, index) => row[column] === first + index)
  return isCounting ? 'counting' : 'own'
}

/** How a database takes rows out of JSON. `element`: the value as a whole, or one within it. */
interface Reading {
  readonly cast: (value: RawBuilder<unknown>, type: Column) => RawBuilder<unknown>
  readonly element: (index: number | null) => RawBuilder<unknown>
  readonly from: (document: string) => RawBuilder<unknown>
}

const sqlite: Reading = {
  cast: (value, type) => (type === 'integer' ? sql`CAST(${value} AS integer)` : value),
  element: (index) =>
    sql.raw(index === null ? 'each.value' : `json_extract(each.value, '$[${index}]')`),
  from: (document) => sql`(SELECT key AS place, value FROM json_each(${document})) AS each`,
}

const postgres: Reading = {
  cast: (value, type) => sql`(${value})::${sql.raw(type)}`,
  element: (index) => sql.raw(index === null ? `each.value #>> '{}'` : `each.value ->> ${index}`),
  from: (document) => sql`(
    SELECT value, place::integer - 1 AS place
    FROM jsonb_array_elements(${document}::jsonb) WITH ORDINALITY AS elements(value, place)
  ) AS each`,
}
