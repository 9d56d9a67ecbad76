import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/**
 * Rows of a SELECT as arrays of some of its columns, in the order of others: they come as one text, as rows of
 * kysely cost several times as much. Columns are JSON that is read where they are `documents`.
 */
export async function readCells<Cells, T>(
  db: Kysely<T>,
  rows: RawBuilder<unknown>,
  { columns, documents = [], order }: CellColumns,
): Promise<readonly Cells[]> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const cells = columns.map((name) => {
    if (!documents.includes(name)) return sql.ref(name)
    return isPostgres ? sql`${sql.ref(name)}::json` : sql`json(${sql.ref(name)})`
  })
  const places = sql.join(order.map((name) => sql.ref(name)))
  const list = isPostgres
    ? sql`coalesce(json_agg(json_build_array(${sql.join(cells)}) ORDER BY ${places}), '[]')::text`
    : sql`json_group_array(json_array(${sql.join(cells)}) ORDER BY ${places})`
  const found = await sql<{
    cells: string
  }>`SELECT ${list} AS cells FROM (${rows}) AS found`.execute(db)
  return JSON.parse(found.rows[0]!.cells) as readonly Cells[]
}

interface CellColumns {
  readonly columns: readonly string[]
  readonly documents?: readonly string[]
  readonly order: readonly string[]
}
