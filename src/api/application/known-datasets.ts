import {
  listRecords,
  type DatasetRecord,
  evolveFields,
  readDeclaredFields,
  findRecord,
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
  const found = new Map(records.map(({ id, fields }) => [id, listLeaves(fields)]))
  const all = catalog.list('dataset').map((dataset) => {
    const { id, type, timeZone } = dataset
    return [id, { type, timeZone, leaves: mergeLeaves(dataset, found.get(id) ?? []) }] as const
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
  mergeLeaves(dataset, listLeaves(record.fields))
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

/** Declared fields first. Errors: dataset/schema-mismatch. */
function mergeLeaves(
  { id, fields = {} }: Dataset,
  found: readonly FieldLeaf[],
): readonly FieldLeaf[] {
  const declared = listLeaves(readDeclaredFields(fields))
  for (const leaf of declared) {
    const actual = found.find(({ path }) => path === leaf.path)
    if (actual && printShape(actual) !== printShape(leaf)) throw mismatch(id, leaf, actual)
  }
  const paths = new Set(declared.map(({ path }) => path))
  return [...declared, ...found.filter(({ path }) => !paths.has(path))]
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
