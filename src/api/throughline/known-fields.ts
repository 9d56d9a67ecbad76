import {
  allRecords,
  type DatasetRecord,
  evolved,
  type FieldSchema,
  fieldsOf,
  findRecord,
} from '../../lake/datasets/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Dataset } from '../../model/definitions/index.ts'
import {
  type DatasetFields,
  flatFields,
  type FlatField,
  type FieldType,
  scalarFieldType,
} from '../../model/schema.ts'
import type { Catalog } from './catalog.ts'

/** The leaves of each dataset's schema, declared and found in the data; absent while unknown. */
export type KnownFields = ReadonlyMap<string, readonly FlatField[]>

export async function knownFields(lake: LakeClient, catalog: Catalog): Promise<KnownFields> {
  const found = new Map(
    (await allRecords(lake)).map(({ id, fields }) => [id, flatFields(declared(fields))]),
  )
  const known = new Map<string, readonly FlatField[]>()
  for (const dataset of catalog.list('dataset')) {
    const fields = merged(dataset, found.get(dataset.id) ?? [])
    if (fields.length > 0) known.set(dataset.id, fields)
  }
  return known
}

/**
 * The lake's record of a dataset as its definition wants it; undefined where there is none yet.
 * Errors: dataset/wrong-kind, dataset/schema-mismatch.
 */
export async function declaredRecord(
  lake: LakeClient,
  dataset: Dataset,
): Promise<DatasetRecord | undefined> {
  const record = await findRecord(lake, dataset.id)
  if (record === undefined) return undefined
  if (record.type !== dataset.type) {
    const params = { id: dataset.id, actual: record.type, expected: dataset.type }
    throw new ThroughlineError('dataset/wrong-kind', params, ['type'])
  }
  merged(dataset, flatFields(declared(record.fields)))
  const { timestamp = record.timestamp } = dataset
  if (record.timestamp !== undefined && timestamp !== record.timestamp) {
    const params = { dataset: dataset.id, field: 'timestamp' }
    const types = { actual: record.timestamp, declared: timestamp }
    throw new ThroughlineError('dataset/schema-mismatch', { ...params, ...types }, ['timestamp'])
  }
  return {
    ...record,
    timeZone: dataset.timeZone,
    timestamp: dataset.timestamp ?? record.timestamp,
    rowId: dataset.rowId,
    fields: evolved(record.fields, fieldsOf(dataset.fields ?? {})),
  }
}

/** Declared fields first. Errors: dataset/schema-mismatch. */
function merged({ id, fields = {} }: Dataset, found: readonly FlatField[]): FlatField[] {
  const declaredFields = flatFields(fields)
  for (const field of declaredFields) {
    const actual = found.find(({ path }) => path === field.path)
    if (actual && shapeOf(actual) !== shapeOf(field)) throw mismatch(id, field, actual)
  }
  const paths = new Set(declaredFields.map(({ path }) => path))
  return [...declaredFields, ...found.filter(({ path }) => !paths.has(path))]
}

function mismatch(dataset: string, field: FlatField, actual: FlatField): ThroughlineError {
  const params = {
    dataset,
    field: field.path,
    declared: shapeOf(field),
    actual: shapeOf(actual),
  }
  return new ThroughlineError('dataset/schema-mismatch', params, ['fields', field.path])
}

function shapeOf({ type, lists }: FlatField): string {
  const scalar = type === 'date' ? 'timestamp' : type
  return lists.reduce((of) => `list of ${of}`, scalar as string)
}

/** A table's fields as a definition declares them, with dots in the names of an object's fields. */
export function declared(fields: readonly FieldSchema[]): DatasetFields {
  return Object.fromEntries(fields.map((field) => [field.path, declaredType(field)]))
}

function declaredType(field: FieldSchema): FieldType {
  if (field.type !== 'list') return field.type
  if ('of' in field) return { list: field.of }
  const children = field.children.map((child) => [child.path, childType(child)] as const)
  return { list: Object.fromEntries(children) }
}

/** A list in a list holds scalars or objects of scalars. */
function childType(field: FieldSchema) {
  if (field.type !== 'list') return field.type
  if ('of' in field) return { list: field.of }
  const scalars = field.children.map((child) => [child.path, scalarFieldType.parse(child.type)])
  return { list: Object.fromEntries(scalars) }
}
