import type { LakeClient } from '../client.ts'
import {
  areChosen,
  type ChosenRows,
  hasRows,
  listBatchesOf,
  nameTable,
  type FieldLeaf,
} from '../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { type Coding, type Texts, withCodes } from './give-codes.ts'
import { encodeAbsent, encodeLeaf, toText } from './encode.ts'
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
import { ownedRows, plainRows } from './person-rows.ts'
import { areChosenSince, isAskedFor } from './rows.ts'
import { ownText } from './stitching/own-ids.ts'
import { type Knowledge, rowTime } from './stitching/owners.ts'

/** What a journey table is filled from: an event dataset and its leaves; those that the journey has no field for are left out. */
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
  chosen: ChosenRows,
  knowledge: Knowledge | null,
): Promise<readonly BatchShare[]> {
  if (!hasRows(chosen)) return []
  const condition = sql`${areChosenSince(chosen, journey.since)} AND ${isAskedFor(input)}`
  const shares = await countBatches(lake, journey, input, chosen)
  const persons =
    knowledge === null
      ? plainRows(journey, input, sql`FROM ${nameTable(input.dataset)} WHERE ${condition}`)
      : await ownedRows(lake, journey, knowledge, condition)
  const texts = [{ ...persons.texts, field: PERSON }, ...listTexts(journey, input)]
  const rows = { from: persons.rows, count: sumRows(shares) }
  await withCodes(lake, journey, texts, rows, (coding) => {
    const { columns, values } = selection(journey, input, coding)
    const { found, values: who } = persons.coded(coding.coderOf(PERSON), coding.isLookup(PERSON))
    return lake.command(sql`
      INSERT INTO ${ident(journeyTable(journey))} (
        ${persons.columns}, time, dataset, row, _batch, _increment ${prefixed(columns)})
      SELECT * FROM (
        ${coding.prelude} SELECT ${who}, ${rowTime},
          ${value(index + 1, 'UInt8')}, _row, _batch, ${value(journey.increment, 'UInt32')}
          ${prefixed(values)}
        ${found}
      )
      SETTINGS max_insert_threads = 2, min_insert_block_size_rows = 2000000,
        min_insert_block_size_bytes = 1000000000, max_partitions_per_insert_block = 0,
        prefer_column_name_to_alias = 1`)
  })
  return shares
}

interface Present {
  readonly field: StoredField
  readonly leaf: FieldLeaf
}

function present(journey: Journey, input: EventInput): readonly Present[] {
  const fields = new Map(journey.fields.map((field) => [field.path, field]))
  return input.leaves.flatMap((leaf) => {
    const field = fields.get(leaf.path)
    return field === undefined ? [] : [{ field, leaf }]
  })
}

/** The texts of the rows, by dictionary. */
function listTexts(journey: Journey, input: EventInput): readonly Texts[] {
  return present(journey, input)
    .filter(({ field }) => field.type === 'string')
    .map(({ field, leaf }) => ({
      field: field.id,
      text: mapLeaf(leaf, (scalar) => toText(scalar, 'string')),
      isList: leaf.lists.length > 0,
    }))
}

const prefixed = (fragments: readonly Sql[]): Sql =>
  join(
    fragments.map((fragment) => sql`, ${fragment}`),
    sql``,
  )

function selection(journey: Journey, input: EventInput, { coderOf }: Coding) {
  const encoded = present(journey, input).map(({ field, leaf }) => {
    const coder = field.type === 'string' ? coderOf(field.id) : null
    return { field, value: encodeLeaf(field, leaf, coder) }
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
  chosen: ChosenRows,
): Promise<readonly BatchShare[]> {
  const isOld =
    journey.since === null
      ? sql`0`
      : sql`_time < fromUnixTimestamp64Milli(${value(journey.since, 'Int64')})`
  const found = await lake.query<MonthCounts>(sql`
    SELECT _batch AS batch, formatDateTime(_time, '%Y-%m', 'UTC') AS _month,
      toFloat64(countIf(${ownText(input)} != '' AND NOT ${isOld})) AS rows,
      toFloat64(countIf(${ownText(input)} = '')) AS missingPerson,
      toFloat64(countIf(${ownText(input)} != '' AND ${isOld})) AS expired
    FROM ${nameTable(input.dataset)} WHERE ${areChosen(chosen)} AND ${isAskedFor(input)}
    GROUP BY _batch, _month SETTINGS prefer_column_name_to_alias = 1`)
  const ends = new Map(chosen.ranges.map(({ batch, to }) => [batch, to]))
  return listBatchesOf(chosen).map((batch) => {
    const share = sumMonths(
      batch,
      found.filter((each) => each.batch === batch),
    )
    const end = ends.get(batch)
    return end === undefined ? share : { ...share, upTo: end }
  })
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
