import type { LakeClient } from '../client.ts'
import { ident, join, literal, type Sql, sql, value } from '../sql.ts'
import { batchCode, batchField, listBatchNames } from './batch-field.ts'
import { namespaceField } from './namespace-field.ts'
import { isCoded, type Journey, type StoredField, journeyTable } from './journey.ts'
import { rowsInState } from './rows.ts'
import { ownColumns } from '../../model/own-columns.ts'

/** Bytes of a code column: as few as its dictionary needs. */
export type CodeWidth = 1 | 2 | 4

/** How wide the codes of a field are in this state of the journey. */
export function chooseCodeWidth(journey: Journey, field: StoredField): CodeWidth {
  if (field.type === 'boolean') return 1
  if (field === batchField) return chooseWidth(listBatchNames(journey).length)
  if (field === namespaceField) return 1
  return chooseWidth(journey.highestCodes[field.id] ?? 0)
}

export function chooseWidth(highest: number): CodeWidth {
  return highest < 2 ** 8 ? 1 : highest < 2 ** 16 ? 2 : 4
}

export interface ReadOptions {
  /** UInt32 codes of persons, for a reading of some of them only. */
  readonly persons?: readonly number[]
  /** Only rows that came after this increment. */
  readonly after?: number
  /** Whether the bucket is one of `sortBuckets`: reading is quicker then. */
  readonly isSorted?: boolean
}

/**
 * Columns of a bucket's events in journey order (person, time, dataset, arrival), as ClickHouse
 * Native blocks. Columns: `person` (UInt32), `time` (Float64, UTC ms), `dataset` (UInt8), and
 * fields by path: codes as narrow as `chooseCodeWidth` says, Float64, or arrays of either.
 */
export function readColumns(
  lake: LakeClient,
  journey: Journey,
  bucket: number,
  columns: readonly string[],
  { persons, after, isSorted = false }: ReadOptions = {},
): Promise<Uint8Array> {
  const inBucket = sql`j._partition_id = ${literal(String(bucket))}`
  const some = [
    ...(persons === undefined ? [] : [sql`person IN ${value(persons, 'Array(UInt32)')}`]),
    ...(after === undefined ? [] : [sql`_increment > ${value(after, 'UInt32')}`]),
  ]
  const isInOrder = isSorted && some.length === 0
  const rows = isInOrder
    ? sql`${rowsQuery(journey, columns, inBucket)} ORDER BY j.person, j.time`
    : columnsQuery(journey, columns, inBucket, asPrewhere(some))
  const threads = isInOrder ? sql`1, optimize_read_in_order = 1` : sql`2`
  return lake.bytes(
    sql`${rows} SETTINGS max_block_size = 65536, max_threads = ${threads}`,
    'Native',
  )
}

const asPrewhere = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`` : sql`PREWHERE ${join(conditions, sql` AND `)}`

/**
 * Buckets whose rows lie in one part, thus in journey order: ClickHouse 26.7 reads it in that order
 * on one thread when asked for the beginning of its key, without reading the rest of the key, in a
 * third of the time. What is added later is not part of this state, and merging keeps the order.
 */
export async function sortBuckets(
  lake: LakeClient,
  journey: Journey,
): Promise<ReadonlySet<number>> {
  const found = await lake.query<{ bucket: string }>(sql`
    SELECT partition_id AS bucket FROM system.parts
    WHERE database = currentDatabase() AND active
      AND table = ${value(journeyTable(journey), 'String')}
    GROUP BY bucket HAVING count() = 1`)
  return new Set(found.map(({ bucket }) => Number(bucket)))
}

/** The query behind `readColumns`, for the rows that meet a condition; all of them unless told. */
export function columnsQuery(
  journey: Journey,
  columns: readonly string[],
  where = sql`1`,
  prewhere = sql``,
): Sql {
  return sql`${rowsQuery(journey, columns, where, prewhere)} ORDER BY j.person, j.time, j.dataset, j.row`
}

function rowsQuery(
  journey: Journey,
  columns: readonly string[],
  where: Sql,
  prewhere = sql``,
): Sql {
  const selected = columns.map((name) => sql`${columnSql(journey, name)} AS ${alias(name)}`)
  return sql`
    SELECT ${join(selected)} FROM ${ident(journeyTable(journey))} AS j ${prewhere}
    WHERE ${where} AND ${rowsInState(journey)}`
}

/** Names must not hide the table's own columns, which the conditions mean. */
const alias = (name: string): Sql => ident(`out:${name}`)

/** The name of a column in the blocks that `readColumns` gives. */
export const blockColumn = (name: string): string => `out:${name}`

function columnSql(journey: Journey, name: string): Sql {
  if (name === ownColumns.person) return sql`j.person`
  if (name === ownColumns.time) return sql`toFloat64(j.time)`
  if (name === ownColumns.dataset) return sql`j.dataset`
  if (name === ownColumns.namespace) return sql`j.${ident(namespaceField.storage)}`
  if (name === ownColumns.batch) return batchCode(journey, typeOfCodes(journey, batchField))
  const field = journey.fields.find(({ path }) => path === name)
  if (field === undefined) throw new Error(`the journey table has no field ${name}`)
  const column = sql`j.${ident(field.storage)}`
  if (!isCoded(field)) return column
  const type = field.lists.reduce((of) => `Array(${of})`, typeOfCodes(journey, field))
  return sql`CAST(${column}, ${literal(type)})`
}

const typeOfCodes = (journey: Journey, field: StoredField): string =>
  ({ 1: 'UInt8', 2: 'UInt16', 4: 'UInt32' })[chooseCodeWidth(journey, field)]

/** Uncompressed bytes of columns in the journey table; lists cannot be told from a row count. */
export async function measureStoredBytes(
  lake: LakeClient,
  journey: Journey,
  fields: readonly StoredField[],
): Promise<number> {
  const names = fields.map(({ storage }) => storage)
  const [total] = await lake.query<{ bytes: number }>(sql`
    SELECT toFloat64(sum(column_data_uncompressed_bytes)) AS bytes FROM system.parts_columns
    WHERE database = currentDatabase() AND active
      AND table = ${value(journeyTable(journey), 'String')}
      AND column IN ${value(names, 'Array(String)')}`)
  return total?.bytes ?? 0
}
