import type { LakeClient } from '../client.ts'
import { type Sql, sql } from '../sql.ts'
import { readPairs } from './dictionaries.ts'
import type { Relation } from './relation.ts'

/**
 * Where the elements of each code begin, and the end of the last: `rows` have the length of the list of
 * each key `k` as `v`.
 */
export async function readKeyOffsets(
  lake: LakeClient,
  from: Relation,
  rows: Sql,
): Promise<Uint32Array> {
  const answer = await lake.bytes(
    sql`SELECT f.code, l.v FROM (${from.rows}) AS f INNER JOIN (${rows}) AS l ON l.k = f.value`,
    'RowBinary',
  )
  const pairs = readPairs(answer)
  const lengths = new Uint32Array(from.highest + 1)
  for (let i = 0; i < pairs.length; i += 2) lengths[pairs[i]!] = pairs[i + 1]!
  return offsetsOf(lengths)
}

/** The same for a list in a list: `rows` have the lengths of all of its arrays, of each key. */
export async function readElementOffsets(
  lake: LakeClient,
  from: Relation,
  rows: Sql,
): Promise<Uint32Array> {
  const answer = await lake.bytes(selectValues(from, rows), 'RowBinary')
  return offsetsOf(behindNone(answer))
}

/** Codes of elements, by 1 + their place: `rows` have the texts of each key, in order. */
export async function readElementCodes(
  lake: LakeClient,
  from: Relation,
  rows: Sql,
  to: Relation,
): Promise<Uint32Array> {
  const answer = await lake.bytes(
    sql`
      SELECT t.code FROM (${elements(from, rows)}) AS e
      LEFT JOIN (${to.rows}) AS t ON t.value = e.x ORDER BY e.c, e.i
      SETTINGS join_use_nulls = 0`,
    'RowBinary',
  )
  return behindNone(answer)
}

/** Numbers of elements, by 1 + their place: `rows` have those of each key, in order. */
export async function readElementNumbers(
  lake: LakeClient,
  from: Relation,
  rows: Sql,
): Promise<Float64Array> {
  const answer = await lake.bytes(selectValues(from, rows), 'RowBinary')
  const numbers = new Float64Array(Uint8Array.from(answer).buffer)
  const table = new Float64Array(numbers.length + 1)
  table[0] = Number.NaN
  table.set(numbers, 1)
  return table
}

/** The elements `x` of arrays, the code `c` of their key and their place `i`. */
const elements = (from: Relation, rows: Sql): Sql => sql`
  SELECT f.code AS c, i, x FROM (${from.rows}) AS f
  INNER JOIN (${rows}) AS l ON l.k = f.value
  ARRAY JOIN l.v AS x, arrayEnumerate(l.v) AS i`

const selectValues = (from: Relation, rows: Sql): Sql =>
  sql`SELECT x FROM (${elements(from, rows)}) ORDER BY c, i`

function behindNone(answer: Uint8Array): Uint32Array {
  const codes = readPairs(answer)
  const table = new Uint32Array(codes.length + 1)
  table.set(codes, 1)
  return table
}

function offsetsOf(lengths: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(lengths.length + 1)
  for (let code = 0; code < lengths.length; code++)
    offsets[code + 1] = offsets[code]! + lengths[code]!
  return offsets
}
