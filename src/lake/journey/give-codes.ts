import { areMost } from '../are-most.ts'
import type { LakeClient } from '../client.ts'
import { ident, join, type Sql, sql, value, whole } from '../sql.ts'
import { addValues, readHighestCodes } from './dictionaries.ts'
import { type LookupAside, withLookupsAside } from '../lookups-aside.ts'
import { type Coder, coderAmong, coderBy } from './encode.ts'
import { type Journey, valuesTable } from './journey.ts'

/** What some rows have for one dictionary: a text each, or nested lists of texts. */
export interface Texts {
  readonly field: number
  readonly text: Sql
  readonly isList: boolean
}

export interface Rows {
  readonly from: Sql
  readonly count: number
}

/** How the texts of rows become codes. */
export interface Coding {
  /** Goes in front of the SELECT of the codes. */
  readonly prelude: Sql
  readonly coderOf: (field: number) => Coder
  /** Whether it knows every text of the dictionary, and finds each at once. */
  readonly isLookup: (field: number) => boolean
}

/** So many texts are dealt with in one statement: a statement takes as long as tens of thousands of texts. */
const TEXTS_AT_ONCE = 2_000_000

/** Gives codes to the texts that have none yet, and does something by them. */
export async function withCodes<T>(
  lake: LakeClient,
  journey: Journey,
  texts: readonly Texts[],
  rows: Rows,
  work: (coding: Coding) => Promise<T>,
): Promise<T> {
  const table = valuesTable(journey)
  const highest = await readHighestCodes(lake, table)
  const atOnce = Math.max(1, Math.floor(TEXTS_AT_ONCE / Math.max(1, rows.count)))
  for (let from = 0; from < texts.length; from += atOnce) {
    await addTexts(lake, table, highest, texts.slice(from, from + atOnce), rows)
  }
  if (atOnce >= texts.length) return work(codeAtOnce(table, texts, rows, highest))
  return withLookupsAside(lake, async (open) => {
    const lookups = await fillLookups(lake, open, table, texts, rows, highest)
    return work(codeOneByOne(table, texts, rows, highest, lookups))
  })
}

type HighestCodes = Readonly<Record<number, number>>

async function addTexts(
  lake: LakeClient,
  table: string,
  highest: HighestCodes,
  texts: readonly Texts[],
  { from, count }: Rows,
): Promise<void> {
  const [only, ...others] = texts
  if (only !== undefined && others.length === 0) {
    const values = selectTexts(only, from)
    return addValues(lake, table, only.field, highest[only.field] ?? 0, values, count)
  }
  const ids = texts.map(({ field }) => field)
  const before = ids.map((id) => highest[id] ?? 0)
  const last = sql`transform(_field, ${value(ids, 'Array(UInt32)')}, ${value(before, 'Array(UInt32)')}, toUInt32(0))`
  const pairs = selectPairs(texts, from)
  const isNew = before.every((code) => code === 0)
    ? sql``
    : sql`WHERE (_field, _text) NOT IN (
        SELECT field, value FROM ${ident(table)} WHERE (field, value) IN (${pairs}))`
  await lake.command(sql`
    INSERT INTO ${ident(table)}
    SELECT _field, toUInt32(${last} + row_number() OVER (PARTITION BY _field ORDER BY _text)), _text
    FROM (${pairs}) ${isNew}`)
}

function selectTexts({ text, isList }: Texts, from: Sql): Sql {
  return isList
    ? sql`SELECT arrayJoin(arrayFlatten(${text})) AS v ${from}`
    : sql`SELECT ${text} AS v ${from}`
}

/** The distinct texts of several dictionaries: columns `_field` and `_text`, names that no field has. */
function selectPairs(texts: readonly Texts[], from: Sql): Sql {
  const plain = texts.filter(({ isList }) => !isList)
  const ids = plain.map(({ field }) => field)
  const ofFields = sql`arrayZip(${value(ids, 'Array(UInt32)')}, [${join(plain.map(({ text }) => text))}]::Array(String))`
  const ofLists = texts
    .filter(({ isList }) => isList)
    .map(
      ({ field, text }) =>
        sql`arrayMap(_item -> (${value(field, 'UInt32')}, _item), arrayFlatten(${text}))`,
    )
  return sql`
    SELECT DISTINCT tupleElement(_pair, 1) AS _field, tupleElement(_pair, 2) AS _text
    FROM (SELECT arrayJoin(arrayConcat(${join([ofFields, ...ofLists])})) AS _pair ${from})
    WHERE _text != ''`
}

/** The codes of all dictionaries, all of them or as far as the rows need them, are read before the first row. */
function codeAtOnce(
  table: string,
  texts: readonly Texts[],
  { from, count }: Rows,
  highest: HighestCodes,
): Coding {
  const ids = texts.map(({ field }) => field).toSorted((a, b) => a - b)
  const known = ids.reduce((sum, id) => sum + (highest[id] ?? 0), 0)
  const among = areMost(count * ids.length, known)
    ? sql`field IN ${value(ids, 'Array(UInt32)')}`
    : sql`(field, value) IN (${selectPairs(texts, from)})`
  const needed = sql`
    SELECT field, value, code FROM ${ident(table)}
    WHERE ${among}
    UNION ALL SELECT arrayJoin(${value(ids, 'Array(UInt32)')}), '', toUInt32(0)`
  const byField = sql`
    SELECT field, groupArray(value) AS field_values, groupArray(code) AS field_codes
    FROM (${needed}) GROUP BY field ORDER BY field`
  const positions = new Map(ids.map((id, index) => [id, index + 1]))
  return {
    prelude: sql`WITH (SELECT groupArray((field_values, field_codes)) FROM (${byField})) AS _codes`,
    coderOf(field) {
      const arrays = sql`arrayElement(_codes, ${whole(positions.get(field)!)})`
      return coderBy({
        values: sql`tupleElement(${arrays}, 1)`,
        codes: sql`tupleElement(${arrays}, 2)`,
      })
    },
    isLookup: () => false,
  }
}

type Lookups = ReadonlyMap<number, LookupAside>

/** Of large dictionaries that rows may need nearly whole. */
async function fillLookups(
  lake: LakeClient,
  open: () => Promise<LookupAside>,
  table: string,
  texts: readonly Texts[],
  { count }: Rows,
  before: HighestCodes,
): Promise<Lookups> {
  const lookups = new Map<number, LookupAside>()
  const highest = await readHighestCodes(lake, table)
  for (const { field } of texts) {
    if (!areMost(count, before[field] ?? 0) || !isLarge(highest[field] ?? 0, count)) continue
    const lookup = await open()
    await lookup.add(sql`
      SELECT value, code FROM ${ident(table)} WHERE field = ${value(field, 'UInt32')}`)
    lookups.set(field, lookup)
  }
  return lookups
}

/** Where to begin with arrays would take longer than each row takes longer with a lookup, by measurement. */
const isLarge = (values: number, rows: number): boolean => values > 100_000 && values * 16 > rows

/** A code is looked up among all values of its dictionary, or only among those in use when they are few. */
function codeOneByOne(
  table: string,
  texts: readonly Texts[],
  { from, count }: Rows,
  highest: HighestCodes,
  lookups: Lookups,
): Coding {
  const byField = new Map(texts.map((each) => [each.field, each]))
  return {
    prelude: sql``,
    isLookup: (field) => lookups.has(field),
    coderOf(field) {
      const lookup = lookups.get(field)
      if (lookup !== undefined) return lookup.numberOf
      const isMost = areMost(count, highest[field] ?? 0)
      return coderAmong(table, field, isMost ? null : selectTexts(byField.get(field)!, from))
    },
  }
}
