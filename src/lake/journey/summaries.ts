import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { findRecord } from '../datasets/records.ts'
import { column, tableName } from '../datasets/index.ts'
import { join, type Sql, sql, value } from '../sql.ts'
import type { ScalarType } from './column-type.ts'
import { batchesOf, columnsOf, leavesOfColumns } from './inputs.ts'
import type { Journey, SummaryDataset } from './journey.ts'
import { rowsOf } from './rows.ts'

/** The connection's summary datasets that have a table; their lists are not offered. semantics §3.11 */
export async function describeSummaries(
  lake: LakeClient,
  connection: Connection,
): Promise<readonly SummaryDataset[]> {
  const found: SummaryDataset[] = []
  for (const { dataset, granularity } of connection.datasets) {
    if (granularity === undefined) continue
    const record = await findRecord(lake, dataset)
    const columns = await columnsOf(lake, tableName(dataset))
    if (record === undefined || columns.length === 0) continue
    const fields = leavesOfColumns(columns)
      .filter(({ lists }) => lists.length === 0)
      .map(({ path, type }) => ({ path, type }))
    const batches = await batchesOf(lake, dataset)
    const known = { dataset, granularity, timeZone: record.timeZone, fields, batches }
    found.push({ ...known, ...(await extentOf(lake, known)) })
  }
  return found
}

async function extentOf(lake: LakeClient, summary: Omit<SummaryDataset, 'firstTime' | 'lastTime'>) {
  const [extent] = await lake.query<{ firstTime: number | null; lastTime: number | null }>(sql`
    SELECT minOrNull(${timeOf(summary)}) AS firstTime, maxOrNull(${timeOf(summary)}) AS lastTime
    ${rowsOf(summary.dataset, summary.batches, null)}`)
  return extent!
}

/** A row of a summary dataset: its time (UTC ms), and its values by field path. */
export interface SummaryRow {
  readonly time: number
  readonly fields: Readonly<Record<string, unknown>>
}

/** All rows of a summary dataset in the order of arrival; timestamps are UTC ms. */
export async function readSummary(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
): Promise<readonly SummaryRow[]> {
  const summary = journey.summaries.find((candidate) => candidate.dataset === dataset)
  if (summary === undefined) throw new Error(`the connection has no summary dataset ${dataset}`)
  const values = summary.fields.map(({ path, type }) => plainValue(column(path), type))
  const rows = await lake.query<{ row: readonly unknown[] }>(sql`
    SELECT tuple(${join([timeOf(summary), ...values])}) AS row
    ${rowsOf(dataset, summary.batches, null)} ORDER BY _row`)
  return rows.map(({ row: [time, ...fields] }) => ({
    time: Number(time),
    fields: Object.fromEntries(summary.fields.map(({ path }, index) => [path, fields[index]])),
  }))
}

/**
 * Daily rows are of UTC days whatever the zone of the dataset, unless their times had an offset:
 * midnight in the dataset's zone is what a day without offset was read as.
 */
function timeOf({ granularity, timeZone }: Pick<SummaryDataset, 'granularity' | 'timeZone'>): Sql {
  const ms = sql`toFloat64(toUnixTimestamp64Milli(_time))`
  if (granularity === 'hour') return ms
  const local = sql`toTimeZone(_time, ${value(timeZone, 'String')})`
  const day = sql`toDateTime64(toDate32(${local}), 3, 'UTC')`
  const isMidnight = sql`formatDateTime(${local}, '%H%i%S') = '000000'`
  return sql`if(${isMidnight}, toFloat64(toUnixTimestamp64Milli(${day})), ${ms})`
}

function plainValue(field: Sql, type: ScalarType): Sql {
  if (type === 'number') return sql`toFloat64(${field})`
  if (type !== 'timestamp') return field
  return sql`toFloat64(toUnixTimestamp64Milli(toDateTime64(${field}, 3, 'UTC')))`
}
