import type { FieldValues } from '../../model/answers/fields.ts'
import type { ScalarType } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../client.ts'
import type { DatasetRecord, FieldLeaf } from '../datasets/index.ts'
import { selectRows } from '../datasets/rows.ts'
import { type Sql, sql, value } from '../sql.ts'
import { chooseBounds } from './choose-bounds.ts'
import { findLeaf, readLeafValues } from './leaf-values.ts'

/** How many of the most frequent values are told. */
const TOP_VALUES = 10

/**
 * The most frequent values of a field in the rows that can be read, and of numbers and times how they are
 * spread. Of several values that are as frequent, the first by their text.
 *
 * Errors: definition/unknown-field.
 */
export async function readFieldValues(
  lake: LakeClient,
  record: DatasetRecord,
  path: string,
): Promise<FieldValues> {
  const leaf = findLeaf(record, path)
  const values = selectValues(record, leaf)
  const [top, spread] = await Promise.all([
    readTop(lake, leaf.type, values),
    isMeasured(leaf.type) ? readSpread(lake, leaf.type, values) : null,
  ])
  return { path, type: leaf.type, top, spread }
}

type Measured = Exclude<ScalarType, 'string' | 'boolean'>

const isMeasured = (type: ScalarType): type is Measured => type !== 'string' && type !== 'boolean'

/** A row `v` per value. */
function selectValues(record: DatasetRecord, leaf: FieldLeaf): Sql {
  const { isList, expression } = readLeafValues(leaf)
  const rows = selectRows(record)
  return isList
    ? sql`(SELECT arrayJoin(${expression}) AS v FROM ${rows})`
    : sql`(SELECT assumeNotNull(${expression}) AS v FROM ${rows} WHERE isNotNull(${expression}))`
}

async function readTop(lake: LakeClient, type: ScalarType, values: Sql) {
  const text = type === 'timestamp' || type === 'date' ? instantText(type) : sql`toString(v)`
  return lake.query<{ value: string; count: number }>(sql`
    SELECT ${text} AS value, toFloat64(count()) AS count FROM ${values}
    GROUP BY value ORDER BY count DESC, value LIMIT ${value(TOP_VALUES, 'UInt8')}`)
}

/** As they are written in JSON; a day without its time. */
const instantText = (type: 'timestamp' | 'date'): Sql =>
  type === 'date'
    ? sql`substring(toString(v, 'UTC'), 1, 10)`
    : sql`concat(replaceOne(toString(v, 'UTC'), ' ', 'T'), 'Z')`

/** Infinite numbers, and those that are none, have no place in it. */
async function readSpread(
  lake: LakeClient,
  type: Measured,
  values: Sql,
): Promise<FieldValues['spread']> {
  const number = type === 'number' ? sql`v` : sql`toFloat64(toUnixTimestamp64Milli(v))`
  const finite = sql`(SELECT ${number} AS n FROM ${values} WHERE isFinite(n))`
  const [ends] = await lake.query<Ends>(sql`
    SELECT toFloat64(count()) AS count, min(n) AS least, max(n) AS most, avg(n) AS mean,
      quantileExactInclusive(0.5)(n) AS median, countIf(n != round(n)) AS broken
    FROM ${finite}`)
  if (ends === undefined || ends.count === 0) return null
  const { least, most, mean, median } = ends
  const bounds = chooseBounds(type, least, most, Number(ends.broken) === 0)
  const rows = await lake.query<{ start: number; count: number }>(sql`
    SELECT roundDown(n, ${value(bounds.slice(0, -1), 'Array(Float64)')}) AS start,
      toFloat64(count()) AS count
    FROM ${finite} GROUP BY start`)
  const counts = new Map(rows.map(({ start, count }) => [start, count]))
  const buckets = bounds
    .slice(0, -1)
    .map((from, index) => ({ from, to: bounds[index + 1]!, count: counts.get(from) ?? 0 }))
  return { least, most, mean, median, buckets }
}

interface Ends {
  readonly count: number
  readonly least: number
  readonly most: number
  readonly mean: number
  readonly median: number
  /** Those with decimals. */
  readonly broken: string | number
}
