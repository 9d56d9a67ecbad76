import {
  type DatasetRecord,
  type DatasetSettings,
  evolveFields,
  readDeclaredFields,
} from '../lake/datasets/index.ts'
import type { DatasetType } from '../model/definitions/dataset.ts'
import { ThroughlineError } from '../model/errors.ts'
import { type FileOptions, isAssumption } from '../model/import-options.ts'
import type { DatasetFields } from '../model/schema.ts'

/** What an import is told of its dataset. */
export interface ToldSettings
  extends Pick<FileOptions, 'timestamp' | 'timeZone' | 'rowId' | 'personId' | 'assume'> {
  /** The dataset's type when it is new; event unless told. */
  readonly kind?: DatasetType | undefined
  /** Declared fields; others are inferred and added. */
  readonly schema?: DatasetFields | undefined
  /** Profile and lookup datasets: rows without a value here are put aside, the latest row wins. */
  readonly key?: string | undefined
}

/** A new dataset as it is told. */
export function readSettings(
  id: string,
  { kind = 'event', schema, timestamp, timeZone, rowId, key, assume }: ToldSettings,
): DatasetSettings {
  return {
    id,
    type: kind,
    ...(schema && { fields: schema }),
    ...(timestamp && { timestamp }),
    ...(timeZone && { timeZone }),
    ...(rowId && { rowId }),
    ...(key && { key }),
    ...(assume && { assume }),
  }
}

/** The record of a dataset with what is told added to it; a new one where there is none. */
export function planRecord(
  known: DatasetRecord | undefined,
  id: string,
  told: ToldSettings,
): DatasetRecord {
  const { timestamp, timeZone = 'UTC', rowId, personId, key, schema = {}, assume } = told
  const record = known ?? { id, type: told.kind ?? 'event', timeZone, fields: [] }
  return {
    ...record,
    timestamp: record.timestamp ?? timestamp,
    rowId: record.rowId ?? rowId,
    personId: personId ?? record.personId,
    key: key ?? record.key,
    assume: assume ?? record.assume,
    fields: evolveFields(record.fields, readDeclaredFields(schema)),
  }
}

/** The order of day and month that a dataset was told, or that its files have shown. */
function findOrder({ assume = [], times = {} }: Pick<DatasetRecord, 'assume' | 'times'>) {
  const shown = Object.values(times).flatMap(({ formats }) => formats.filter(isAssumption))
  return assume[0] ?? shown[0]
}

const settled = ['timestamp', 'timeZone', 'rowId'] as const

/** @throws ThroughlineError `dataset/wrong-kind`, `dataset/contradicted` */
export function refuseContradictions(
  dataset: Pick<DatasetRecord, 'id' | 'type' | 'assume' | 'times' | (typeof settled)[number]>,
  told: ToldSettings,
): void {
  const { id, type } = dataset
  const order = findOrder(dataset)
  const [toldOrder = order] = told.assume ?? []
  if (order !== undefined && toldOrder !== order) {
    const params = { dataset: id, option: 'assume', told: toldOrder, known: order }
    throw new ThroughlineError('dataset/contradicted', params, ['assume'])
  }
  if (told.kind !== undefined && told.kind !== type) {
    throw new ThroughlineError('dataset/wrong-kind', { id, actual: type, expected: told.kind })
  }
  for (const option of settled) {
    const known = dataset[option]
    if (told[option] === undefined || known === undefined || told[option] === known) continue
    const params = { dataset: id, option, told: told[option], known }
    throw new ThroughlineError('dataset/contradicted', params, [option])
  }
}
