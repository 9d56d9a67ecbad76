import type { ScalarType } from '../../model/answers/datasets.ts'
import { ident, type Sql, sql, value } from '../sql.ts'
import type { FieldLeaf } from '../datasets/index.ts'
import { isCoded, type StoredField } from './journey.ts'
import { mapLeaf } from './map-leaf.ts'

/** Text of a scalar; the empty string means no value. */
export const toText = (scalar: Sql, type: ScalarType): Sql =>
  type === 'string' ? sql`ifNull(${scalar}, '')` : sql`ifNull(toString(${scalar}), '')`

/** All texts of a leaf in a row, as an array; empty ones too. */
export function listTexts(leaf: FieldLeaf): Sql {
  const texts = mapLeaf(leaf, (scalar) => toText(scalar, leaf.type))
  return leaf.lists.length === 0 ? sql`[${texts}]` : sql`arrayFlatten(${texts})`
}

/** The code of a text in a dictionary; 0 when it is not there. */
export type Coder = (text: Sql) => Sql

/** By one dictionary, as far as `among` (a query of values) needs it; null: all. */
export function coderAmong(values: string, field: number, among: Sql | null): Coder {
  const only = among === null ? sql`` : sql`AND value IN (${among})`
  const rows = sql`
    SELECT code, value FROM ${ident(values)}
    WHERE field = ${value(field, 'UInt32')} ${only} ORDER BY code`
  return coderBy({
    values: sql`(SELECT groupArray(value) FROM (${rows}))`,
    codes: sql`(SELECT groupArray(code) FROM (${rows}))`,
  })
}

/**
 * By values and codes in the same order: `transform` with constant arrays is the fastest of what ClickHouse 26.7 offers
 * and is exact, up to about a million values (`lookups-aside.ts` for more): 20 million texts against a million took
 * 1.2 s on two threads (joinGet 1.3 s, join 1.9 s, dictGet of a complex key 3.4 s).
 */
export const coderBy =
  ({ values, codes }: { readonly values: Sql; readonly codes: Sql }): Coder =>
  (text) =>
    sql`transform(${text}, ${values}, ${codes}, toUInt32(0))`

/** A leaf as the journey table keeps it: codes or numbers, in arrays when it lies in lists. */
export function encodeLeaf(field: StoredField, leaf: FieldLeaf, coder: Coder | null): Sql {
  return mapLeaf(leaf, (scalar) => {
    switch (field.type) {
      case 'string':
        return coder!(toText(scalar, 'string'))
      case 'boolean':
        return sql`toUInt32(multiIf(isNull(${scalar}), 0, ${scalar}, 2, 1))`
      case 'number':
        return sql`ifNull(toFloat64(${scalar}), nan)`
      case 'timestamp':
      case 'date':
        return sql`ifNull(toFloat64(toUnixTimestamp64Milli(toDateTime64(${scalar}, 3, 'UTC'))), nan)`
    }
    return field.type satisfies never
  })
}

/**
 * A field that a dataset lacks although it has the list: as many "no value"s as the list has
 * elements. Null when the dataset has nothing of the list, so that the column's default will do.
 */
export function encodeAbsent(field: StoredField, leaves: readonly FieldLeaf[]): Sql | null {
  const depth = (leaf: FieldLeaf) => field.lists.filter((list, i) => list === leaf.lists[i]).length
  const nearest = leaves.toSorted((a, b) => depth(b) - depth(a))[0]
  if (nearest === undefined || depth(nearest) === 0) return null
  const isInnermost = depth(nearest) === field.lists.length
  const none = isCoded(field) ? sql`toUInt32(0)` : sql`toFloat64(nan)`
  const empty = isCoded(field) ? sql`emptyArrayUInt32()` : sql`emptyArrayFloat64()`
  return fill(
    mapLeaf(nearest, () => sql`0`),
    depth(nearest),
    isInnermost ? none : empty,
  )
}

/** `array` with every item `depth` levels down replaced by `item`. */
function fill(array: Sql, depth: number, item: Sql): Sql {
  if (depth === 0) return item
  const each = ident(`each${depth}`)
  return sql`arrayMap(${each} -> ${fill(each, depth - 1, item)}, ${array})`
}

/** ClickHouse's type of a field's column. */
export function storageType(field: StoredField): Sql {
  const scalar = isCoded(field) ? sql`UInt32` : sql`Float64`
  return field.lists.reduce((type) => sql`Array(${type})`, scalar)
}

/** The column's definition; rows of datasets without the field get no value. */
export function storageColumn(field: StoredField): Sql {
  const type = storageType(field)
  const isPlainNumber = field.lists.length === 0 && !isCoded(field)
  const codec = isCoded(field) && field.lists.length === 0 ? sql`CODEC(T64, LZ4)` : sql``
  return sql`${ident(field.storage)} ${type} ${isPlainNumber ? sql`DEFAULT nan` : codec}`
}
