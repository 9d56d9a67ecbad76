import { randomUUID } from 'node:crypto'
import type { LakeClient } from '../../../lake/client.ts'
import { nameSampleTable } from '../../../lake/datasets/index.ts'
import { ident, type Sql, sql, value } from '../../../lake/sql.ts'

/** How many objects tell the type of what is at a path. */
const OBJECTS_OF_PATH = 20

/**
 * Does work on a few objects with each path that any of `objects` has, those in lists included, wherever in the source
 * they come: a table on disk with a column `object`, which is gone afterwards. Reads the source once.
 */
export async function withRareObjects<T>(
  lake: LakeClient,
  objects: Sql,
  work: (rare: Sql) => Promise<T>,
): Promise<T> {
  const table = ident(nameSampleTable(randomUUID()))
  try {
    await lake.command(sql`CREATE TABLE ${table} (object String) ENGINE = StripeLog`)
    await lake.command(sql`INSERT INTO ${table} ${findRareObjects(objects)}`)
    return await work(table)
  } finally {
    await lake.command(sql`DROP TABLE IF EXISTS ${table} SYNC`)
  }
}

/**
 * Paths are costly to find, so that only the first objects of each structure are asked for theirs. `LIMIT BY` holds
 * numbers, not objects.
 */
function findRareObjects(objects: Sql): Sql {
  const most = value(OBJECTS_OF_PATH, 'UInt32')
  const structured = sql`(SELECT object FROM ${objects}
    LIMIT ${most} BY cityHash64(${keysOf(sql`object`)}, ${skeletonOf(sql`object`)}))`
  return sql`SELECT object FROM (
    SELECT object, arrayJoin(${pathsOf(sql`object`)}) AS path FROM ${structured} LIMIT ${most} BY path)
    LIMIT 1 BY cityHash64(object)`
}

/** What stands outside and inside of quotes by turns; a quote in a text is written in another way. */
const splitAtQuotes = (json: Sql): Sql =>
  sql`splitByChar('"', replaceAll(replaceAll(${json}, '\\\\\\\\', '\\\\u005c'), '\\\\"', '\\\\u0022'))`

/** The names of an object's values, and of those within, as they come. */
const keysOf = (json: Sql): Sql =>
  sql`arrayFilter((part, next, i) -> i % 2 = 0 AND position(next, ':') > 0,
    ${splitAtQuotes(json)} AS parts, arrayPushBack(arrayPopFront(parts), ''), arrayEnumerate(parts))`

/** Brackets and colons as they come, and `n` for each null, which gives its path no value. */
const skeletonOf = (json: Sql): Sql =>
  sql`translate(arrayStringConcat(arrayFilter((part, i) -> i % 2 = 1, ${splitAtQuotes(json)} AS parts, arrayEnumerate(parts))),
    '0123456789.+-eEtrufals, \\t\\r\\n', '')`

/** Texts, names with their colon and the start of a null behind it, brackets. */
const token = String.raw`(?s)"(?:[^"\\]|\\.)*"(?:\s*:(?:\s*n)?)?|[{}\[\]]`

/** Numbers of the paths of an object's values and brackets, as deep as they lie. */
const pathsOf = (json: Sql): Sql => sql`tupleElement(arrayFold(
  (state, t) -> multiIf(
    endsWith(t, '"') OR endsWith(t, 'n'), state,
    t IN ('}', ']'), (arrayPopBack(state.1), state.1[-2], state.3),
    t IN ('{', '['), (
      arrayPushBack(state.1, cityHash64(state.2, t)), cityHash64(state.2, t), arrayPushBack(state.3, cityHash64(state.2, t))),
    (state.1, cityHash64(state.1[-1], t), arrayPushBack(state.3, cityHash64(state.1[-1], t)))),
  extractAll(${json}, ${value(token, 'String')}), (emptyArrayUInt64(), 0::UInt64, emptyArrayUInt64())), 3)`
