import type { ScalarType } from '../../model/answers/datasets.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { LakeClient } from '../client.ts'
import { type Sql, sql } from '../sql.ts'
import { type DictionaryBytes, readPairs, readDictionaryValues } from './dictionaries.ts'
import { toText } from './encode.ts'
import { flatLeaf, leafOf, listLengths } from './joined-leaf.ts'
import {
  readElementCodes,
  readElementNumbers,
  readElementOffsets,
  readKeyOffsets,
} from './joined-lists.ts'
import { type Journey, PERSON } from './journey.ts'
import { joinedDataset, latest, type Relation, relationOf, valuesOf } from './relation.ts'

/**
 * A profile or lookup field as a table over the codes of the field that its dataset hangs on (the
 * persons, for a profile), or of a field in lists over its elements, by 1 + their place, see
 * `readJoinedList`. Where several rows have the same key, the latest counts.
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
      readonly folded?: () => Promise<Uint32Array>
    }
  | { readonly kind: 'numbers'; readonly table: Float64Array }

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
  const leaf = leafOf(joined.fields.find(({ path }) => path === field)!)
  const { type, lists } = leaf
  const isList = lists.length > 0
  if (type === 'number' || type === 'timestamp' || type === 'date') {
    const numbers = latest(
      joined,
      flatLeaf(leaf, (scalar) => toNumber(scalar, type)),
    )
    if (!isList) return readNumbers(lake, from, numbers)
    return { kind: 'numbers', table: await readElementNumbers(lake, from, numbers) }
  }
  const texts = latest(
    joined,
    flatLeaf(leaf, (scalar) => toText(scalar, type)),
  )
  const to = await valuesOf(lake, joined, field)
  const dictionary = await readDictionaryValues(lake, to.rows, to.highest)
  if (isList) {
    return { kind: 'codes', table: await readElementCodes(lake, from, texts, to), dictionary }
  }
  return {
    kind: 'codes',
    table: await readCodes(lake, from, texts, to),
    dictionary,
    folded: () => readCodes(lake, lowerCased(from), foldKeys(texts), to),
  }
}

/**
 * Where the elements of a list of a joined dataset begin, for every code of `match`; for a list in a list
 * for every element of the one around it, by 1 + its place. One more says where the last ends.
 */
export async function readJoinedList(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
  list: string,
  match: string,
): Promise<Uint32Array> {
  const joined = joinedDataset(journey, dataset)
  const from = await relationOf(lake, journey, match)
  const leaf = joined.fields.map(leafOf).find(({ lists }) => lists.includes(list))!
  const lengths = latest(joined, listLengths(leaf, list))
  const isOutermost = leaf.lists[0] === list
  return isOutermost ? readKeyOffsets(lake, from, lengths) : readElementOffsets(lake, from, lengths)
}

/** The number of the dictionary that a coded field of events has, or the persons; undefined where it has none of its own. */
export function findDictionary({ fields }: Journey, path: string): number | undefined {
  if (path === ownColumns.person) return PERSON
  const field = fields.find((candidate) => candidate.path === path)
  return field?.type === 'string' ? field.id : undefined
}

/**
 * All values by code of a coded field without a dictionary of its own, `dataset.field`. Of a number
 * that lookups hang on: their keys, ascending.
 */
export async function readOtherDictionary(
  lake: LakeClient,
  journey: Journey,
  path: string,
): Promise<DictionaryBytes> {
  const { rows, highest } = await relationOf(lake, journey, path)
  return readDictionaryValues(lake, rows, highest)
}

const toNumber = (scalar: Sql, type: ScalarType): Sql =>
  type === 'timestamp' || type === 'date'
    ? sql`ifNull(toFloat64(toUnixTimestamp64Milli(toDateTime64(${scalar}, 3, 'UTC'))), nan)`
    : sql`ifNull(toFloat64(${scalar}), nan)`

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
