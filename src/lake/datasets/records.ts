import { ThroughlineError } from '../../model/errors.ts'
import type { Field, TimesWritten } from '../../model/answers/datasets.ts'
import type { Assumption, Decimal } from '../../model/import-options.ts'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import type { LakeClient } from '../client.ts'
import { type Sql, sql, value } from '../sql.ts'

/** What is kept about a dataset: its settings and the schema of its table. */
export interface DatasetRecord {
  readonly id: string
  readonly type: DatasetType
  /** The declared or inferred field of `_time`; not known before the first import infers it. */
  readonly timestamp?: string | undefined
  readonly timeZone: string
  readonly rowId?: string | undefined
  /** Profile and lookup datasets: rows without a value here are put aside. */
  readonly key?: string | undefined
  /** The field that names the person, as an import was told last: connections say it themselves. */
  readonly personId?: string | undefined
  readonly fields: readonly Field[]
  /** Answers to what its files leave open. */
  readonly assume?: readonly Assumption[] | undefined
  /** Paths of numbers whose type was guessed from values: they give way to texts that come later. */
  readonly guessed?: readonly string[] | undefined
  /** Paths of texts that were numbers before. */
  readonly widened?: readonly string[] | undefined
  /** How the times of fields that come as text or numbers are written, once files have shown it. */
  readonly times?: Readonly<Record<string, TimesWritten>> | undefined
  /** The same of the decimals of numbers that come as text and are none as they stand. */
  readonly decimals?: Readonly<Record<string, Decimal>> | undefined
}

export async function findRecord(lake: LakeClient, id: string): Promise<DatasetRecord | undefined> {
  const [record] = await readRecords(lake, sql`AND dataset = ${value(id, 'String')}`)
  return record
}

/** The same from memory, as long as no record was written. */
export function recallRecord(lake: LakeClient, id: string): Promise<DatasetRecord | undefined> {
  return lake.memory.recall(memoryOf(id), () => findRecord(lake, id))
}

const memoryOf = (id: string): string => `record of ${id}`

/** Where its row ids are remembered, see `live/row-ids.ts`. */
export const rowIdsMemoryOf = (id: string): string => `row ids of ${id}`

/** @throws ThroughlineError `dataset/unknown` */
export async function readRecord(lake: LakeClient, id: string): Promise<DatasetRecord> {
  const record = await findRecord(lake, id)
  if (record !== undefined) return record
  const allowed = (await listRecords(lake)).map((each) => each.id)
  throw new ThroughlineError('dataset/unknown', { id, allowed })
}

export function listRecords(lake: LakeClient): Promise<DatasetRecord[]> {
  return readRecords(lake, sql``)
}

async function readRecords(lake: LakeClient, condition: Sql): Promise<DatasetRecord[]> {
  const rows = await lake.query<{ record: string }>(
    sql`SELECT record FROM _datasets FINAL WHERE NOT deleted ${condition} ORDER BY dataset`,
  )
  return rows.map((row) => JSON.parse(row.record) as DatasetRecord)
}

/** Writes a new version of the record; the latest one is the one that is read. */
export async function writeRecord(
  lake: LakeClient,
  record: DatasetRecord,
  deleted = false,
): Promise<void> {
  try {
    await lake.command(sql`
      INSERT INTO _datasets (dataset, version, deleted, record)
      SELECT ${value(record.id, 'String')}, coalesce(max(version), 0) + 1, ${value(deleted, 'Bool')},
        ${value(JSON.stringify(record), 'String')}
      FROM _datasets WHERE dataset = ${value(record.id, 'String')}`)
  } finally {
    lake.memory.forget(memoryOf(record.id))
    if (deleted) lake.memory.forget(rowIdsMemoryOf(record.id))
  }
}
