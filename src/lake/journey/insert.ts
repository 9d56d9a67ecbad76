import type { LakeClient } from '../client.ts'
import { identColumn, type FieldLeaf } from '../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { type Coding, giveCodes, type Texts } from './give-codes.ts'
import { toCode, encodeAbsent, encodeLeaf, toText } from './encode.ts'
import type { EventDataset } from './fields.ts'
import {
  type BatchShare,
  type DatasetShare,
  type Journey,
  journeyTable,
  PERSON,
  type StoredField,
} from './journey.ts'
import { mapLeaf } from './map-leaf.ts'
import { selectIdentity } from './identity-map.ts'
import { isAskedFor, selectBatchRows } from './rows.ts'

/** What a journey table is filled from: an event dataset and its leaves. */
export interface EventInput extends EventDataset, Pick<DatasetShare, 'existing'> {
  readonly leaves: readonly FieldLeaf[]
}

/**
 * Encodes batches of a dataset into the journey table: first the values without a code get one,
 * then the rows are written, all inside ClickHouse. Gives what became of each batch.
 */
export async function insertBatches(
  lake: LakeClient,
  journey: Journey,
  index: number,
  input: EventInput,
  batches: readonly number[],
): Promise<readonly BatchShare[]> {
  if (batches.length === 0) return []
  const rows = sql`${selectBatchRows(input.dataset, batches, journey.since)} AND ${isAskedFor(input)}`
  const shares = await countBatches(lake, journey, input, batches)
  const texts = listTexts(journey, input)
  const coding = await giveCodes(lake, journey, texts, { from: rows, count: sumRows(shares) })
  const { columns, values } = selection(journey, input, coding)
  await lake.command(sql`
    INSERT INTO ${ident(journeyTable(journey))} (
      person, time, dataset, row, _batch, _increment, ${join(columns)})
    SELECT * FROM (
      ${coding.prelude} SELECT ${toCode(personText(input), coding.arraysOf(PERSON))} AS person, toUnixTimestamp64Milli(_time),
        ${value(index + 1, 'UInt8')}, _row, _batch, ${value(journey.increment, 'UInt32')},
        ${join(values)}
      ${rows} AND ${personText(input)} != ''
    )
    SETTINGS max_insert_threads = 2, min_insert_block_size_rows = 2000000,
      min_insert_block_size_bytes = 1000000000, max_partitions_per_insert_block = 0,
      prefer_column_name_to_alias = 1`)
  return shares
}

/** How the person of a row is written in its dataset. */
export const personText = (input: EventDataset): Sql =>
  input.identities === undefined
    ? toText(identColumn(input.personId), input.personIdType)
    : selectIdentity(input.identities)

interface Present {
  readonly field: StoredField
  readonly leaf: FieldLeaf
}

function present(journey: Journey, input: EventInput): readonly Present[] {
  const fields = new Map(journey.fields.map((field) => [field.path, field]))
  return input.leaves.map((leaf) => ({ field: fields.get(leaf.path)!, leaf }))
}

/** The texts of the rows, by dictionary. */
function listTexts(journey: Journey, input: EventInput): readonly Texts[] {
  const fields = present(journey, input)
    .filter(({ field }) => field.type === 'string')
    .map(({ field, leaf }) => ({
      field: field.id,
      text: mapLeaf(leaf, (scalar) => toText(scalar, 'string')),
      isList: leaf.lists.length > 0,
    }))
  return [{ field: PERSON, text: personText(input), isList: false }, ...fields]
}

function selection(journey: Journey, input: EventInput, { arraysOf }: Coding) {
  const encoded = present(journey, input).map(({ field, leaf }) => {
    const arrays = field.type === 'string' ? arraysOf(field.id) : null
    return { field, value: encodeLeaf(field, leaf, arrays) }
  })
  const own = new Set(input.leaves.map(({ path }) => path))
  const absent = journey.fields
    .filter(({ path }) => !own.has(path))
    .map((field) => ({ field, value: encodeAbsent(field, input.leaves) }))
    .filter((column): column is { field: StoredField; value: Sql } => column.value !== null)
  const all = [...encoded, ...absent]
  return {
    columns: all.map(({ field }) => ident(field.storage)),
    values: all.map((column) => column.value),
  }
}

async function countBatches(
  lake: LakeClient,
  journey: Journey,
  input: EventInput,
  batches: readonly number[],
): Promise<readonly BatchShare[]> {
  const isOld =
    journey.since === null
      ? sql`0`
      : sql`_time < fromUnixTimestamp64Milli(${value(journey.since, 'Int64')})`
  const found = await lake.query<MonthCounts>(sql`
    SELECT _batch AS batch, formatDateTime(_time, '%Y-%m', 'UTC') AS _month,
      toFloat64(countIf(${personText(input)} != '' AND NOT ${isOld})) AS rows,
      toFloat64(countIf(${personText(input)} = '')) AS missingPerson,
      toFloat64(countIf(${personText(input)} != '' AND ${isOld})) AS expired
    ${selectBatchRows(input.dataset, batches, null)} AND ${isAskedFor(input)} GROUP BY _batch, _month
    SETTINGS prefer_column_name_to_alias = 1`)
  return batches.map((batch) =>
    sumMonths(
      batch,
      found.filter((each) => each.batch === batch),
    ),
  )
}

type MonthCounts = Omit<BatchShare, 'months'> & { readonly _month: string }

function sumMonths(batch: number, counts: readonly MonthCounts[]): BatchShare {
  const sum = (key: 'rows' | 'missingPerson' | 'expired') =>
    counts.reduce((total, each) => total + each[key], 0)
  const months = counts.filter(({ rows }) => rows > 0).map(({ _month, rows }) => [_month, rows])
  return {
    batch,
    rows: sum('rows'),
    missingPerson: sum('missingPerson'),
    expired: sum('expired'),
    months: Object.fromEntries(months),
  }
}

const sumRows = (shares: readonly BatchShare[]): number =>
  shares.reduce((sum, { rows }) => sum + rows, 0)
