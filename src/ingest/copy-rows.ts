import type { Field } from '../model/answers/datasets.ts'
import type { LakeClient } from '../lake/client.ts'
import {
  type BatchOpening,
  columnOfField,
  columnType,
  type DatasetRecord,
  hasTime,
  tableOf,
} from '../lake/datasets/index.ts'
import { join, type Sql, sql, value } from '../lake/sql.ts'
import { asText, convert } from './convert.ts'
import { timeProblem } from './parse-time.ts'
import type { SourceFile, SourceRows, UnreadableRow } from './source.ts'
import { closeStaging, openStaging } from './staging.ts'

export interface Copied {
  readonly added: number
  readonly skipped: Readonly<Record<string, number>>
  readonly unreadable: Readonly<Record<string, number>>
  /** What was wrong with the first row that could not be split into fields. */
  readonly problem: string | undefined
}

/** Reads a source into the dataset's table and `_skipped`, under the batch's number. */
export async function copyRows(
  lake: LakeClient,
  record: DatasetRecord,
  rows: SourceRows,
  opening: BatchOpening,
  openQuotes: SourceFile['openQuotes'] = [],
): Promise<Copied> {
  const staging = await openStaging(lake, record, opening.batch)
  try {
    await lake.command(insertion(record, rows, opening, staging.table))
    const unreadable = await rows.unreadableRows()
    const quotes = openQuotes.map(({ number, text }) => ({ rowNumber: number - 1, raw: text }))
    await keepAside(lake, record.id, opening.batch, 'unreadable-row', unreadable)
    await keepAside(lake, record.id, opening.batch, 'unclosed-quote', quotes)
    return {
      added: await countAdded(lake, record.id, opening.batch),
      skipped: await countSkipped(lake, record.id, opening.batch),
      unreadable: await countUnreadable(lake, record, staging.counts),
      problem: unreadable[0]?.problem,
    }
  } finally {
    await closeStaging(lake, record)
  }
}

function insertion(
  record: DatasetRecord,
  rows: SourceRows,
  { firstRow }: BatchOpening,
  table: Sql,
): Sql {
  const fields = record.fields.map((field) => converted(field, rows, record.timeZone))
  const reason = problemOf(record, rows)
  const time = hasTime(record) ? [{ name: sql`_time`, expression: instantOf(record, rows) }] : []
  const columns = [
    { name: sql`_row`, expression: sql`${rows.position} + ${value(firstRow, 'UInt64')}` },
    ...time,
    { name: sql`_number`, expression: sql`${rows.position} + 1` },
    { name: sql`_reason`, expression: reason },
    { name: sql`_raw`, expression: sql`if(${reason} = '', '', ${rows.raw})` },
    { name: sql`_unreadable`, expression: unreadableFlags(record, rows) },
    ...fields,
  ]
  // ClickHouse 26.7 does all of this on one thread unless the views, too, may run side by side.
  return sql`INSERT INTO ${table} (${join(columns.map(({ name }) => name))})
    SELECT ${join(columns.map(({ expression }) => expression))} FROM ${rows.from}
    SETTINGS ${rows.settings}, session_timezone = 'UTC', max_insert_threads = 2,
      parallel_view_processing = 1`
}

function converted(field: Field, rows: SourceRows, timeZone: string) {
  const reading = rows.reading(field)
  const empty = field.type === 'list' ? sql`[]` : sql`NULL`
  const expression = reading === undefined ? empty : convert(reading, field, timeZone)
  return { name: columnOfField(field), expression: sql`${expression}::${columnType(field)}` }
}

function instantOf(record: DatasetRecord, rows: SourceRows): Sql {
  const field = { path: record.timestamp ?? '', type: 'timestamp' } as const
  const reading = rows.reading(field)
  if (reading === undefined) return sql`toDateTime64(0, 3, 'UTC')`
  return sql`ifNull(${convert(reading, field, record.timeZone)}, toDateTime64(0, 3, 'UTC'))`
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
  const reading = rows.reading(field)
  if (reading === undefined) return sql`'missing-time'`
  const text = asText(reading.expression, reading.shape)
  return timeProblem(text, convert(reading, field, record.timeZone), record.timeZone)
}

function keyProblemOf(key: string, rows: SourceRows): Sql {
  const reading = rows.reading({ path: key, type: 'string' })
  if (reading === undefined) return sql`'missing-key'`
  const text = asText(reading.expression, reading.shape)
  return sql`if(ifNull(toString(${text}), '') = '', 'missing-key', '')`
}

/** Fields whose values may be unreadable: those that are not text. */
function countedFields(record: DatasetRecord): readonly Field[] {
  return record.fields.filter((field) => field.type !== 'list' && field.type !== 'string')
}

function unreadableFlags(record: DatasetRecord, rows: SourceRows): Sql {
  const flags = countedFields(record).map((field) => {
    const reading = rows.reading(field)
    if (reading === undefined) return sql`0`
    const text = asText(reading.expression, reading.shape)
    const result = convert(reading, field, record.timeZone)
    return sql`isNull(${result}) AND ifNull(${text}, '') != ''`
  })
  return sql`[${join(flags)}]::Array(UInt8)`
}

async function keepAside(
  lake: LakeClient,
  dataset: string,
  batch: number,
  reason: string,
  rows: readonly Pick<UnreadableRow, 'rowNumber' | 'raw'>[],
): Promise<void> {
  const lines = rows.map(({ rowNumber, raw }) =>
    JSON.stringify({ dataset, batch, row_number: rowNumber, reason, raw }),
  )
  await lake.insertBytes('_skipped', 'JSONEachRow', Buffer.from(lines.join('\n')))
}

async function countAdded(lake: LakeClient, dataset: string, batch: number): Promise<number> {
  const [row] = await lake.query<{ n: number }>(
    sql`SELECT toFloat64(count()) AS n FROM ${tableOf(dataset)} WHERE _batch = ${value(batch, 'UInt32')}`,
  )
  return row?.n ?? 0
}

async function countSkipped(
  lake: LakeClient,
  dataset: string,
  batch: number,
): Promise<Record<string, number>> {
  const rows = await lake.query<{ reason: string; n: number }>(sql`
    SELECT reason, toFloat64(count()) AS n FROM _skipped
    WHERE dataset = ${value(dataset, 'String')} AND batch = ${value(batch, 'UInt32')}
    GROUP BY reason ORDER BY reason`)
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]))
}

async function countUnreadable(
  lake: LakeClient,
  record: DatasetRecord,
  counts: Sql,
): Promise<Record<string, number>> {
  const [row] = await lake.query<{ n: readonly string[] }>(
    sql`SELECT sumForEach(counts) AS n FROM ${counts}`,
  )
  const entries = countedFields(record).map(
    (field, index) => [field.path, Number(row?.n[index] ?? 0)] as const,
  )
  return Object.fromEntries(entries.filter(([, count]) => count > 0))
}
