import type { FieldFigures } from '../../model/answers/fields.ts'
import type { LakeClient } from '../client.ts'
import { type DatasetRecord, type FieldLeaf, listLeaves } from '../datasets/index.ts'
import { selectRows } from '../datasets/rows.ts'
import { ident, join, type Sql, sql } from '../sql.ts'
import { findLeaf, readLeafValues } from './leaf-values.ts'

/** Expressions of more fields than that take longer to analyse than to compute. */
const FIELDS_AT_ONCE = 50

/** Up to here different values are counted one by one; of more rows about how many there are. */
export const MOST_ROWS_COUNTED_EXACTLY = 1_000_000

/**
 * How often fields have a value in the rows that can be read, and how many different ones: of the fields
 * with these paths, or of all, in the order of the schema. An empty text is no value.
 *
 * Errors: definition/unknown-field.
 */
export async function measureFields(
  lake: LakeClient,
  record: DatasetRecord,
  paths?: readonly string[],
): Promise<readonly FieldFigures[]> {
  const leaves = paths?.map((path) => findLeaf(record, path)) ?? listLeaves(record.fields)
  const [counted] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${selectRows(record)}`,
  )
  const rows = counted?.rows ?? 0
  const figures: FieldFigures[] = []
  for (let first = 0; first < leaves.length; first += FIELDS_AT_ONCE) {
    const some = leaves.slice(first, first + FIELDS_AT_ONCE)
    figures.push(...(await measureSome(lake, record, some, rows)))
  }
  return figures
}

async function measureSome(
  lake: LakeClient,
  record: DatasetRecord,
  leaves: readonly FieldLeaf[],
  rows: number,
): Promise<readonly FieldFigures[]> {
  const isExact = rows <= MOST_ROWS_COUNTED_EXACTLY
  const columns = leaves.map(
    (leaf, index) => sql`${countLeaf(leaf, isExact)} AS ${ident(`f${index}`)}`,
  )
  const [answer] = await lake.query<Readonly<Record<string, Counts>>>(
    sql`SELECT ${join(columns)} FROM ${selectRows(record)}`,
  )
  return leaves.map(({ path, type, lists }, index) => {
    const [filled, values, distinct] = answer![`f${index}`]!
    return { path, type, isList: lists.length > 0, rows, filled, values, distinct, isExact }
  })
}

type Counts = readonly [filled: number, values: number, distinct: number]

function countLeaf(leaf: FieldLeaf, isExact: boolean): Sql {
  const { isList, expression } = readLeafValues(leaf)
  const kinds = isExact ? sql`uniqExact` : sql`uniqCombined64`
  const counts = isList
    ? [
        sql`countIf(notEmpty(${expression}))`,
        sql`sum(length(${expression}))`,
        sql`${kinds}Array(${expression})`,
      ]
    : [sql`count(${expression})`, sql`count(${expression})`, sql`${kinds}(${expression})`]
  return sql`[${join(counts.map((count) => sql`toFloat64(${count})`))}]`
}
