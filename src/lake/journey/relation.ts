import type { ScalarType } from '../../model/answers/datasets.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { LakeClient } from '../client.ts'
import { identColumn } from '../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { toText } from './encode.ts'
import { flatLeaf, leafOf } from './joined-leaf.ts'
import { type Journey, PERSON, valuesTable } from './journey.ts'
import { selectBatchRows } from './rows.ts'

type Joined = Journey['joined'][number]

/** Codes and values of a dictionary: a query with the columns `code` and `value`. */
export interface Relation {
  readonly rows: Sql
  readonly highest: number
}

/** What any coded field stands for: `person`, an event field, or `dataset.field`. */
export async function relationOf(
  lake: LakeClient,
  journey: Journey,
  path: string,
): Promise<Relation> {
  const field = journey.fields.find((candidate) => candidate.path === path)
  if (typeOf(journey, path) === 'number') return numericKeys(lake, journey, path)
  if (field?.type === 'boolean') return booleans
  const id = path === ownColumns.person ? PERSON : field?.id
  if (id !== undefined) {
    const rows = sql`
      SELECT code, value FROM ${ident(valuesTable(journey))} WHERE field = ${value(id, 'UInt32')}`
    return { rows, highest: journey.highestCodes[id] ?? 0 }
  }
  const joined = journey.joined.find(({ dataset }) => path.startsWith(`${dataset}.`))
  if (joined === undefined) throw new Error(`nothing has the field ${path}`)
  return valuesOf(lake, joined, path.slice(joined.dataset.length + 1))
}

function typeOf(journey: Journey, path: string): ScalarType | undefined {
  const own = journey.fields.find((field) => field.path === path)
  const inJoined = journey.joined.flatMap(({ dataset, fields }) =>
    fields.map((field) => ({ ...field, path: `${dataset}.${field.path}` })),
  )
  return (own ?? inJoined.find((field) => field.path === path))?.type
}

/**
 * A number has no dictionary of its own. What stands for it are the keys, ascending, of the lookups
 * that hang on it: as texts of numbers as ClickHouse writes them (a key `007` is no number).
 */
async function numericKeys(lake: LakeClient, journey: Journey, path: string): Promise<Relation> {
  const keys = journey.joined
    .filter(({ matches }) => matches.includes(path))
    .map((joined) => sql`SELECT k FROM (${latest(joined, sql`1`)})`)
  const numbers = sql`
    SELECT DISTINCT toFloat64OrNull(k) AS n FROM (${join(keys, sql` UNION ALL `)})
    WHERE isFinite(n) AND toString(n) = k`
  const rows = sql`
    SELECT toUInt32(row_number() OVER (ORDER BY n)) AS code, ifNull(toString(n), '') AS value
    FROM (${numbers})`
  const [last] = await lake.query<{ highest: number }>(
    sql`SELECT max(code) AS highest FROM (${rows})`,
  )
  return { rows, highest: last?.highest ?? 0 }
}

const booleans: Relation = {
  rows: sql`SELECT toUInt32(1) AS code, 'false' AS value UNION ALL SELECT 2, 'true'`,
  highest: 2,
}

/** The distinct values of a joined field; a value's code is its rank. */
export async function valuesOf(lake: LakeClient, joined: Joined, field: string): Promise<Relation> {
  const leaf = leafOf(joined.fields.find(({ path }) => path === field)!)
  if (leaf.type === 'boolean') return booleans
  const texts = latest(
    joined,
    flatLeaf(leaf, (scalar) => toText(scalar, leaf.type)),
  )
  const each = leaf.lists.length === 0 ? sql`v` : sql`arrayJoin(v)`
  const rows = sql`
    SELECT toUInt32(row_number() OVER (ORDER BY _text)) AS code, _text AS value
    FROM (SELECT DISTINCT ${each} AS _text FROM (${texts})) WHERE _text != ''`
  const [last] = await lake.query<{ highest: number }>(
    sql`SELECT max(code) AS highest FROM (${rows})`,
  )
  return { rows, highest: last!.highest }
}

/** The latest row's `what` as `v`, by key `k`. */
export function latest(joined: Joined, what: Sql): Sql {
  const key = toText(identColumn(joined.key), joined.keyType)
  return sql`
    SELECT ${key} AS k, argMax(${what}, _row) AS v
    ${selectBatchRows(joined.dataset, joined.batches, null)} AND ${key} != '' GROUP BY k`
}

export function joinedDataset(journey: Journey, dataset: string): Joined {
  const joined = journey.joined.find((candidate) => candidate.dataset === dataset)
  if (joined === undefined) throw new Error(`the connection has no profile or lookup ${dataset}`)
  return joined
}
