import {
  listRecords,
  type DatasetRecord,
  evolveFields,
  readDeclaredFields,
  findRecord,
  isUndecided,
  type FieldLeaf,
  listLeaves,
} from '../../lake/datasets/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import type { KnownDatasets } from '../../lake/journey/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Dataset } from '../../model/definitions/index.ts'
import type { Catalog } from './catalog.ts'

/** Datasets with their fields, declared and found in the data; without those of which no field is known. */
export async function readKnownDatasets(
  lake: LakeClient,
  catalog: Catalog,
): Promise<KnownDatasets> {
  const records = await listRecords(lake)
  const found = new Map(records.map((record) => [record.id, record]))
  const all = catalog.list('dataset').map(({ id, type, timeZone, fields = {} }) => {
    const { fields: known = [], personId } = found.get(id) ?? {}
    const leaves = listLeaves(evolveFields(known, readDeclaredFields(fields)))
    return [id, { type, timeZone, leaves, personId }] as const
  })
  return new Map(all.filter(([, { leaves }]) => leaves.length > 0))
}

/**
 * The lake's record of a dataset as its definition wants it; undefined where there is none yet.
 * Errors: dataset/wrong-kind, dataset/schema-mismatch.
 */
export async function readDeclaredRecord(
  lake: LakeClient,
  dataset: Dataset,
): Promise<DatasetRecord | undefined> {
  const record = await findRecord(lake, dataset.id)
  if (record === undefined) return undefined
  if (record.type !== dataset.type) {
    const params = { id: dataset.id, actual: record.type, expected: dataset.type }
    throw new ThroughlineError('dataset/wrong-kind', params, ['type'])
  }
  checkTypes(dataset, record)
  const { timestamp = record.timestamp } = dataset
  if (timestamp !== undefined && record.timestamp !== undefined && timestamp !== record.timestamp) {
    const params = { dataset: dataset.id, field: 'timestamp' }
    const types = { actual: record.timestamp, declared: timestamp }
    throw new ThroughlineError('dataset/schema-mismatch', { ...params, ...types }, ['timestamp'])
  }
  return {
    ...record,
    timeZone: dataset.timeZone,
    timestamp: dataset.timestamp ?? record.timestamp,
    rowId: dataset.rowId,
    fields: evolveFields(record.fields, readDeclaredFields(dataset.fields ?? {})),
  }
}

/** Errors: dataset/schema-mismatch. */
function checkTypes({ id, fields = {} }: Dataset, record: DatasetRecord): void {
  const decided = record.fields.filter((field) => !isUndecided(field))
  const found = new Map(listLeaves(decided).map((leaf) => [leaf.path, leaf]))
  for (const leaf of listLeaves(readDeclaredFields(fields))) {
    if (record.widened?.includes(leaf.path) && leaf.type === 'number') continue
    const actual = found.get(leaf.path)
    if (actual && printShape(actual) !== printShape(leaf)) throw mismatch(id, leaf, actual)
  }
}

function mismatch(dataset: string, field: FieldLeaf, actual: FieldLeaf): ThroughlineError {
  const params = {
    dataset,
    field: field.path,
    declared: printShape(field),
    actual: printShape(actual),
  }
  return new ThroughlineError('dataset/schema-mismatch', params, ['fields', field.path])
}

function printShape({ type, lists }: FieldLeaf): string {
  return lists.reduce<string>((of) => `list of ${of}`, type)
}
