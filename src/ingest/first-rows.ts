import type { LakeClient } from '../lake/client.ts'
import type { DatasetRecord } from '../lake/datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../lake/sql.ts'
import type { Field } from '../model/answers/datasets.ts'
import type { FilePreview } from '../model/answers/imports.ts'
import { stageColumns } from './copy/copy.ts'
import { countUnreadable } from './copy/count-unreadable.ts'
import { readSpellings } from './copy/spellings.ts'
import { type ColumnShape, readShapes, type TextColumn } from './guess/column-shape.ts'
import { sampleRows } from './sample.ts'
import type { Finding, OpenFile, SourceFile, SourceRows, UnreadableRow } from './source.ts'

const SHOWN_ROWS = 20

export interface FirstRows
  extends Finding,
    Pick<FilePreview, 'read' | 'isWhole' | 'rows' | 'skipped' | 'aside' | 'unreadable'> {
  readonly shapes: readonly ColumnShape[]
}

/** What an import would make of a file's first rows, without keeping any of it. */
export async function readFirstRows(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  source: OpenFile,
): Promise<FirstRows> {
  if (record.fields.length === 0) return nothingThere
  const counting = source.rows(record.fields)
  const counts = await countRows(lake, record, counting)
  const { unreadable, repair } = await counting.finish()
  const rejected = [...(file.takenOut ?? []), ...unreadable]
  const aside = await listRows(lake, record, source, sql`_reason != ''`)
  return {
    repair,
    read: counts.rows + rejected.length,
    isWhole: counts.rows < sampleRows,
    skipped: addUp(counts.skipped, rejected),
    unreadable: counts.unreadable,
    rows: (await listRows(lake, record, source, sql`1`)).map(({ raw: _, ...row }) => row),
    aside: [...rejected.slice(0, SHOWN_ROWS).map(describeRejected), ...aside.map(describeAside)],
    shapes: await shapesOf(lake, record, source),
  }
}

const nothingThere: FirstRows = {
  read: 0,
  isWhole: true,
  skipped: {},
  unreadable: {},
  rows: [],
  aside: [],
  shapes: [],
}

/** The rows as the staging table would take them; the fields are called `f0`, `f1`, …. */
function stagedRows(record: DatasetRecord, rows: SourceRows): Sql {
  const columns = stageColumns(record, rows, listCounts(record, rows), 0n)
  const own = columns.slice(0, -record.fields.length)
  const fields = columns.slice(-record.fields.length)
  const named = [
    ...own.map(({ name, expression }) => sql`${expression} AS ${name}`),
    ...fields.map(({ expression }, index) => sql`${expression} AS ${fieldName(index)}`),
  ]
  return sql`(SELECT ${join(named)} FROM ${rows.from} LIMIT ${value(sampleRows, 'UInt32')})`
}

const listCounts = (record: DatasetRecord, rows: SourceRows) =>
  countUnreadable(record.fields, rows.reading, readSpellings(record))

const fieldName = (index: number): Sql => ident(`f${index}`)

const settingsOf = (rows: SourceRows): Sql => sql`${rows.settings}, session_timezone = 'UTC'`

async function countRows(lake: LakeClient, record: DatasetRecord, rows: SourceRows) {
  const [counted] = await lake.query<Counted>(sql`
    SELECT toFloat64(count()) AS rows, sumMap([_reason], [1::Float64]) AS reasons,
      arrayMap(n -> toFloat64(n), sumForEachIf(_unreadable, _reason = '')) AS unreadable
    FROM ${stagedRows(record, rows)} SETTINGS ${settingsOf(rows)}`)
  const {
    rows: read = 0,
    reasons: [names = [], numbers = []] = [],
    unreadable = [],
  } = counted ?? {}
  const skipped = names.map((name, index) => [name, numbers[index] ?? 0] as const)
  const values = listCounts(record, rows).map(
    ({ path }, index) => [path, unreadable[index] ?? 0] as const,
  )
  return {
    rows: read,
    skipped: Object.fromEntries(skipped.filter(([reason]) => reason !== '')),
    unreadable: Object.fromEntries(values.filter(([, count]) => count > 0)),
  }
}

interface Counted {
  readonly rows: number
  readonly reasons: readonly [names: readonly string[], numbers: readonly number[]]
  readonly unreadable: readonly number[]
}

interface ShownRow {
  readonly rowNumber: number
  readonly reason: string
  readonly raw: string
  readonly values: readonly unknown[]
}

async function listRows(
  lake: LakeClient,
  record: DatasetRecord,
  source: OpenFile,
  which: Sql,
): Promise<readonly ShownRow[]> {
  const rows = source.rows(record.fields)
  const fields = record.fields.map((_, index) => fieldName(index))
  const statement = sql`SELECT toFloat64(_number), _reason, _raw, ${join(fields)}
    FROM ${stagedRows(record, rows)} WHERE ${which} ORDER BY _number LIMIT ${value(SHOWN_ROWS, 'UInt32')}
    SETTINGS ${settingsOf(rows)}`
  const text = Buffer.from(await lake.bytes(statement, 'JSONCompactEachRow')).toString()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      showRow(JSON.parse(line) as [number, string, string, ...unknown[]], record.fields),
    )
}

function showRow(
  [rowNumber, reason, raw, ...values]: readonly [number, string, string, ...unknown[]],
  fields: readonly Field[],
): ShownRow {
  return {
    rowNumber,
    reason,
    raw,
    values: values.map((each, index) => showValue(each, fields[index])),
  }
}

/** Instants come as ClickHouse writes them, in UTC. */
const showValue = (shown: unknown, field: Field | undefined): unknown =>
  field?.type === 'timestamp' && typeof shown === 'string' ? `${shown.replace(' ', 'T')}Z` : shown

const describeAside = ({ rowNumber, reason, raw }: ShownRow) => ({ rowNumber, reason, raw })

const describeRejected = ({ rowNumber, reason, raw }: UnreadableRow) => ({ rowNumber, reason, raw })

function addUp(
  counts: Readonly<Record<string, number>>,
  rejected: readonly UnreadableRow[],
): Record<string, number> {
  const total = { ...counts }
  for (const { reason } of rejected) total[reason] = (total[reason] ?? 0) + 1
  return total
}

function shapesOf(lake: LakeClient, record: DatasetRecord, source: OpenFile) {
  const rows = source.rows(record.fields)
  const columns = record.fields.map(
    ({ path, type }, index): TextColumn => ({ path, type, text: asText(fieldName(index), type) }),
  )
  const settings = settingsOf(rows)
  return readShapes(lake, columns, stagedRows(record, rows), { limit: sampleRows, settings })
}

const asText = (column: Sql, type: Field['type']): Sql =>
  type === 'list'
    ? sql`if(empty(${column}), '', toJSONString(${column}))`
    : sql`toString(${column})`
