import type { Field } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../../lake/client.ts'
import { join, type Sql, sql, value } from '../../lake/sql.ts'

/** How often a field has a value, and how many different ones, in the first rows of a source. */
export interface ColumnShape {
  readonly path: string
  readonly type: Field['type']
  readonly rows: number
  readonly filled: number
  readonly distinct: number
  /** Of the filled, those that are e-mail addresses. */
  readonly emails: number
}

/** A field's values as text. */
export interface TextColumn {
  readonly path: string
  readonly type: Field['type']
  readonly text: Sql
}

const email = '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'
/** The shapes of columns in the first rows of a source. */
export async function readShapes(
  lake: LakeClient,
  columns: readonly TextColumn[],
  from: Sql,
  { limit, settings }: { readonly limit: number; readonly settings: Sql },
): Promise<readonly ColumnShape[]> {
  if (columns.length === 0) return []
  const cells = join(columns.map(({ text }) => sql`trimBoth(ifNull(${text}, ''))`))
  const [row] = await lake.query<Counts>(sql`
    SELECT toFloat64(count()) AS rows, ${countWhere(sql`c != ''`)} AS filled,
      arrayMap(n -> toFloat64(n), uniqExactForEach(cells)) AS distinct,
      ${countWhere(sql`match(c, ${value(email, 'String')})`)} AS emails
    FROM (SELECT [${cells}] AS cells FROM ${from} LIMIT ${value(limit, 'UInt32')})
    SETTINGS ${settings}`)
  const rows = row?.rows ?? 0
  return columns.map(({ path, type }, index) => {
    const filled = row?.filled[index] ?? 0
    const distinct = (row?.distinct[index] ?? 0) - (filled < rows ? 1 : 0)
    return { path, type, rows, filled, distinct, emails: row?.emails[index] ?? 0 }
  })
}

interface Counts {
  readonly rows: number
  readonly filled: readonly number[]
  readonly distinct: readonly number[]
  readonly emails: readonly number[]
}

/** Over an array of the row's cells: an expression per column takes long to analyse. */
const countWhere = (test: Sql): Sql =>
  sql`arrayMap(n -> toFloat64(n), sumForEach(arrayMap(c -> ${test}, cells)))`
