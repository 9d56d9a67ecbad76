import type { LakeClient } from '../../lake/client.ts'
import {
  type BatchOpening,
  columnType,
  type DatasetRecord,
  hasTime,
  identColumn,
} from '../../lake/datasets/index.ts'
import { join, type Sql, sql, value } from '../../lake/sql.ts'
import type { Field } from '../../model/answers/datasets.ts'
import { countSkipped } from '../account/count-skipped.ts'
import { reading } from '../broken-file.ts'
import type { Finding, OpenFile, SourceFile, SourceRows, UnreadableRow } from '../source.ts'
import { timeProblem } from '../times/parse-time.ts'
import { typedTimeProblem } from '../times/typed-time.ts'
import { asText, convert } from './convert.ts'
import { countTexts, type TextCount } from './count-texts.ts'
import { countUnreadable, type UnreadableCount } from './count-unreadable.ts'
import { readField } from './read-field.ts'
import { readSpellings, spellingOf } from './spellings.ts'
import { closeStaging, openStaging } from './staging.ts'
import { watchReading } from './watch-reading.ts'

export interface Copied extends Finding {
  /** Values that became null because they do not fit their field's type, by field. */
  readonly unreadableValues: Readonly<Record<string, number>>
  /** Numbers of whose values some are more than that. */
  readonly needsText: readonly TextFound[]
  /** Rows that were put aside, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** What is wrong with the first row that does not have the form of its format. */
  readonly problem?: string | undefined
}

/**
 * Reads a file into the dataset's table and `_skipped`, under the batch's number. All that it wrote is
 * of no use when it asks for a repair.
 *
 * @throws ThroughlineError `import/unreadable`
 */
export async function copy(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  source: OpenFile,
  opening: BatchOpening,
  onShare: (share: number) => void,
): Promise<Copied> {
  if (file.head.length === 0) return { unreadableValues: {}, needsText: [], skipped: {} }
  const stop = watchReading(file.path, onShare)
  const work = () => copyRows(lake, record, file, source.rows(record.fields), opening)
  return reading(file, work).finally(stop)
}

async function copyRows(
  lake: LakeClient,
  record: DatasetRecord,
  { takenOut = [] }: SourceFile,
  rows: SourceRows,
  opening: BatchOpening,
): Promise<Copied> {
  const staging = await openStaging(lake, record, opening.batch)
  try {
    const counts = countUnreadable(record.fields, rows.reading, readSpellings(record))
    const texts = countTexts(record.fields, rows.reading, readSpellings(record))
    const all = [...counts, ...texts.flatMap(listCounts)]
    await lake.command(insertion(record, rows, all, opening, staging.table))
    const { unreadable, repair } = await rows.finish()
    const aside = [...takenOut, ...unreadable]
    await putAside(lake, record.id, opening.batch, aside)
    const found = await readCounts(lake, all.length, staging.counts)
    const unreadableValues = byPath(counts, found)
    const skipped = await countSkipped(lake, record.id, opening.batch)
    const needsText = findTexts(texts, found.slice(counts.length))
    return { unreadableValues, needsText, skipped, problem: aside[0]?.problem, repair }
  } finally {
    await closeStaging(lake, record)
  }
}

interface StagedColumn {
  readonly name: Sql
  readonly expression: Sql
}

/** What the staging table takes of each row of a source: our own columns, then the fields. */
export function stageColumns(
  record: DatasetRecord,
  rows: SourceRows,
  unreadable: readonly UnreadableCount[],
  firstRow: bigint,
): readonly StagedColumn[] {
  const fields = record.fields.map((field) => converted(field, record, rows))
  const counts = join(unreadable.map(({ count }) => sql`toUInt32(${count})`))
  const reason = problemOf(record, rows)
  const time = hasTime(record) ? [{ name: sql`_time`, expression: instantOf(record, rows) }] : []
  return [
    { name: sql`_row`, expression: sql`${rows.position} + ${value(firstRow, 'UInt64')}` },
    ...time,
    { name: sql`_number`, expression: sql`${rows.position} + 1` },
    { name: sql`_reason`, expression: reason },
    { name: sql`_raw`, expression: sql`if(${reason} = '', '', ${rows.raw})` },
    { name: sql`_unreadable`, expression: sql`[${counts}]::Array(UInt32)` },
    ...fields,
  ]
}

function insertion(
  record: DatasetRecord,
  rows: SourceRows,
  unreadable: readonly UnreadableCount[],
  { firstRow }: BatchOpening,
  table: Sql,
): Sql {
  const columns = stageColumns(record, rows, unreadable, firstRow)
  // ClickHouse 26.7 does all of this on one thread unless the views, too, may run side by side.
  return sql`INSERT INTO ${table} (${join(columns.map(({ name }) => name))})
    SELECT ${join(columns.map(({ expression }) => expression))} FROM ${rows.from}
    SETTINGS ${rows.settings}, session_timezone = 'UTC', max_insert_threads = 2,
      parallel_view_processing = 1`
}

function converted(field: Field, record: DatasetRecord, rows: SourceRows) {
  const reading = readField(rows.reading, field, record.fields)
  const empty = field.type === 'list' ? sql`[]` : sql`NULL`
  const expression = reading === undefined ? empty : convert(reading, field, readSpellings(record))
  return { name: identColumn(field.path), expression: sql`${expression}::${columnType(field)}` }
}

function instantOf(record: DatasetRecord, rows: SourceRows): Sql {
  const field = { path: record.timestamp ?? '', type: 'timestamp' } as const
  const reading = rows.reading(field.path)
  if (reading === undefined) return sql`toDateTime64(0, 3, 'UTC')`
  return sql`ifNull(${convert(reading, field, readSpellings(record))}, toDateTime64(0, 3, 'UTC'))`
}

/** The first reason to put a row aside, or ''. */
function problemOf(record: DatasetRecord, rows: SourceRows): Sql {
  const problems = [rows.problem]
  if (hasTime(record)) problems.push(timeProblemOf(record, rows))
  if (record.key !== undefined) problems.push(keyProblemOf(record.key, rows))
  return problems.reduceRight((later, problem) => sql`if(${problem} != '', ${problem}, ${later})`)
}

function timeProblemOf(record: DatasetRecord, rows: SourceRows): Sql {
  const field = { path: record.timestamp ?? '', type: 'timestamp' } as const
  const reading = rows.reading(field.path)
  if (reading === undefined) return sql`'missing-time'`
  const { expression, shape } = reading
  if (shape.kind === 'time') return typedTimeProblem(expression, shape, record.timeZone)
  return timeProblem(asText(expression, shape), spellingOf(readSpellings(record), field.path))
}

function keyProblemOf(key: string, rows: SourceRows): Sql {
  const reading = rows.reading(key)
  if (reading === undefined) return sql`'missing-key'`
  const text = asText(reading.expression, reading.shape)
  return sql`if(ifNull(toString(${text}), '') = '', 'missing-key', '')`
}

async function putAside(
  lake: LakeClient,
  dataset: string,
  batch: number,
  rows: readonly UnreadableRow[],
): Promise<void> {
  const lines = rows.map(({ rowNumber, reason, raw }) =>
    JSON.stringify({ dataset, batch, row_number: rowNumber, reason, raw }),
  )
  await lake.insertBytes('_skipped', 'JSONEachRow', Buffer.from(lines.join('\n')))
}

async function readCounts(
  lake: LakeClient,
  length: number,
  counts: Sql,
): Promise<readonly number[]> {
  const [row] = await lake.query<{ n: readonly string[] }>(
    sql`SELECT sumForEach(counts) AS n FROM ${counts}`,
  )
  return Array.from({ length }, (_, index) => Number(row?.n[index] ?? 0))
}

function byPath(
  unreadable: readonly UnreadableCount[],
  counts: readonly number[],
): Record<string, number> {
  const entries = unreadable.map(({ path }, index) => [path, counts[index]!] as const)
  return Object.fromEntries(entries.filter(([, count]) => count > 0))
}

/** A number whose values have been codes or words. */
export interface TextFound {
  readonly path: string
  readonly codes: number
  readonly words: number
}

const listCounts = ({ path, codes, words }: TextCount): readonly UnreadableCount[] => [
  { path, count: codes },
  { path, count: words },
]

/** `counts`: two for each, codes and words. */
function findTexts(texts: readonly TextCount[], counts: readonly number[]): readonly TextFound[] {
  return texts
    .map(({ path }, index) => ({
      path,
      codes: counts[2 * index]!,
      words: counts[2 * index + 1]!,
    }))
    .filter(({ codes, words }) => codes + words > 0)
}
