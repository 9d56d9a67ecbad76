import type { ScalarType } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../client.ts'
import { identColumn } from '../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import {
  type DictionaryBytes,
  readPairs,
  readDictionary,
  readDictionaryValues,
} from './dictionaries.ts'
import { toText } from './encode.ts'
import { type Journey, PERSON, valuesTable } from './journey.ts'
import { selectBatchRows } from './rows.ts'
import { ownColumns } from '../../model/own-columns.ts'

/**
 * A profile or lookup field as a table over the codes of the field that its dataset hangs on (the
 * persons, for a profile). Where several rows have the same key, the latest counts.
 */
export type JoinedTable =
  | {
      readonly kind: 'codes'
      readonly table: Uint32Array
      readonly dictionary: DictionaryBytes
      /**
       * The table where keys are told apart without regard to case: of the rows whose keys are equal in
       * lower case, the first in the order of bytes that has a value gives it to all. semantics §3.3
       */
      readonly folded: () => Promise<Uint32Array>
    }
  | { readonly kind: 'numbers'; readonly table: Float64Array }

type Joined = Journey['joined'][number]

/** Codes and values of a dictionary: a query with the columns `code` and `value`. */
interface Relation {
  readonly rows: Sql
  readonly highest: number
}

/**
 * Reads `field` of the joined dataset `dataset` for every code of `match` (`person`, an event field,
 * or `dataset.field` of another joined dataset, up to three levels). semantics §1.2
 */
export async function readJoinedField(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
  field: string,
  match: string,
): Promise<JoinedTable> {
  const joined = joinedDataset(journey, dataset)
  const from = await relationOf(lake, journey, match)
  const type = joined.fields.find(({ path }) => path === field)!.type
  const isNumber = type === 'number' || type === 'timestamp' || type === 'date'
  if (isNumber) return readNumbers(lake, from, latest(joined, numberOf(field, type)))
  const rows = latest(joined, toText(identColumn(field), type))
  const to = await valuesOf(lake, joined, field)
  return {
    kind: 'codes',
    table: await readCodes(lake, from, rows, to),
    dictionary: await readDictionaryValues(lake, to.rows, to.highest),
    folded: () => readCodes(lake, lowerCased(from), foldKeys(rows), to),
  }
}

/**
 * All values by code of any coded field: `person`, an event field, or `dataset.field`. Of a number
 * that lookups hang on: their keys, ascending.
 */
export async function readAnyDictionary(
  lake: LakeClient,
  journey: Journey,
  path: string,
): Promise<DictionaryBytes> {
  if (path === ownColumns.person) return readDictionary(lake, journey, PERSON)
  const field = journey.fields.find((candidate) => candidate.path === path)
  if (field?.type === 'string') return readDictionary(lake, journey, field.id)
  const { rows, highest } = await relationOf(lake, journey, path)
  return readDictionaryValues(lake, rows, highest)
}

async function relationOf(lake: LakeClient, journey: Journey, path: string): Promise<Relation> {
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
async function valuesOf(lake: LakeClient, joined: Joined, field: string): Promise<Relation> {
  const { type } = joined.fields.find(({ path }) => path === field)!
  if (type === 'boolean') return booleans
  const rows = sql`
    SELECT toUInt32(row_number() OVER (ORDER BY v)) AS code, v AS value
    FROM (SELECT DISTINCT v FROM (${latest(joined, toText(identColumn(field), type))}) WHERE v != '')`
  const [last] = await lake.query<{ highest: number }>(
    sql`SELECT max(code) AS highest FROM (${rows})`,
  )
  return { rows, highest: last!.highest }
}

const numberOf = (field: string, type: string): Sql =>
  type === 'timestamp' || type === 'date'
    ? sql`ifNull(toFloat64(toUnixTimestamp64Milli(toDateTime64(${identColumn(field)}, 3, 'UTC'))), nan)`
    : sql`ifNull(toFloat64(${identColumn(field)}), nan)`

/** The latest row's `what` as `v`, by key `k`. */
function latest(joined: Joined, what: Sql): Sql {
  const key = toText(identColumn(joined.key), joined.keyType)
  return sql`
    SELECT ${key} AS k, argMax(${what}, _row) AS v
    ${selectBatchRows(joined.dataset, joined.batches, null)} AND ${key} != '' GROUP BY k`
}

function joinedDataset(journey: Journey, dataset: string): Joined {
  const joined = journey.joined.find((candidate) => candidate.dataset === dataset)
  if (joined === undefined) throw new Error(`the connection has no profile or lookup ${dataset}`)
  return joined
}

async function readNumbers(
  lake: LakeClient,
  from: Relation,
  latestRows: Sql,
): Promise<JoinedTable> {
  const answer = await lake.bytes(
    sql`
      SELECT toFloat64(f.code), l.v FROM (${from.rows}) AS f
      INNER JOIN (${latestRows}) AS l ON l.k = f.value`,
    'RowBinary',
  )
  const pairs = new Float64Array(Uint8Array.from(answer).buffer)
  const table = new Float64Array(from.highest + 1).fill(Number.NaN)
  for (let i = 0; i < pairs.length; i += 2) table[pairs[i]!] = pairs[i + 1]!
  return { kind: 'numbers', table }
}

async function readCodes(
  lake: LakeClient,
  from: Relation,
  latestRows: Sql,
  to: Relation,
): Promise<Uint32Array> {
  const answer = await lake.bytes(
    sql`
      SELECT f.code, t.code FROM (${from.rows}) AS f
      INNER JOIN (${latestRows}) AS l ON l.k = f.value
      INNER JOIN (${to.rows}) AS t ON t.value = l.v`,
    'RowBinary',
  )
  const pairs = readPairs(answer)
  const table = new Uint32Array(from.highest + 1)
  for (let i = 0; i < pairs.length; i += 2) table[pairs[i]!] = pairs[i + 1]!
  return table
}

/** Codes and values under their lower case. */
const lowerCased = ({ rows, highest }: Relation): Relation => ({
  rows: sql`SELECT code, lowerUTF8(value) AS value FROM (${rows})`,
  highest,
})

/** One row per key in lower case. */
const foldKeys = (latestRows: Sql): Sql => sql`
  SELECT lowerUTF8(r.k) AS k, argMin(r.v, r.k) AS v FROM (${latestRows}) AS r
  WHERE r.v != '' GROUP BY lowerUTF8(r.k)`
