import type { ScalarType } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../client.ts'
import { identColumn } from '../datasets/index.ts'
import { join, type Sql, sql, value } from '../sql.ts'
import type { SummaryDataset } from './fields.ts'
import type { Journey, ReadBatches, SummaryShare } from './journey.ts'
import { selectBatchRows } from './rows.ts'

/** A summary dataset with the times of its first and last row. semantics §3.11 */
export async function measureSummary(
  lake: LakeClient,
  summary: SummaryDataset & ReadBatches,
): Promise<SummaryShare> {
  type Extent = Pick<SummaryShare, 'firstTime' | 'lastTime'>
  const [extent] = await lake.query<Extent>(sql`
    SELECT minOrNull(${timeOf(summary)}) AS firstTime, maxOrNull(${timeOf(summary)}) AS lastTime
    ${selectBatchRows(summary.dataset, summary.batches, null)}`)
  return { ...summary, ...extent! }
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
  const values = summary.fields.map(({ path, type }) => plainValue(identColumn(path), type))
  const rows = await lake.query<{ row: readonly unknown[] }>(sql`
    SELECT tuple(${join([timeOf(summary), ...values])}) AS row
    ${selectBatchRows(dataset, summary.batches, null)} ORDER BY _row`)
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
  if (type !== 'timestamp' && type !== 'date') return field
  return sql`toFloat64(toUnixTimestamp64Milli(toDateTime64(${field}, 3, 'UTC')))`
}
