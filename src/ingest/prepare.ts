import type { Field } from '../model/answers/datasets.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions } from '../model/import-options.ts'
import type { LakeClient } from '../lake/client.ts'
import {
  type DatasetRecord,
  evolveFields,
  readDeclaredFields,
  hasTime,
  updateDataset,
} from '../lake/datasets/index.ts'
import type { SourceFile } from './source.ts'

const timeNames = [
  'timestamp',
  'ts',
  'time',
  'event_time',
  'eventtime',
  'event_timestamp',
  'datetime',
  'date_time',
  'occurred_at',
  'created_at',
  'received_at',
  'date',
  'day',
]

/**
 * Makes the dataset ready for a source: knows its timestamp field, has a column for each of its
 * fields. Types that are known stay.
 *
 * @throws ThroughlineError `import/missing-field` when the source has no timestamp
 */
export async function prepare(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  sampled: readonly Field[],
  { types = {} }: FileOptions,
): Promise<DatasetRecord> {
  if (sampled.length === 0) return record
  const found = withTypes(sampled, types)
  const timestamp = hasTime(record) ? timestampOf(record, found, file) : undefined
  const typed = found.map((field) =>
    field.path === timestamp ? { path: field.path, type: 'timestamp' as const } : field,
  )
  requireField(record.rowId, found)
  requireField(record.key, found)
  return updateDataset(lake, { ...record, timestamp, fields: evolveFields(record.fields, typed) })
}

/** The fields with the types that options give them. */
function withTypes(
  found: readonly Field[],
  types: NonNullable<FileOptions['types']>,
): readonly Field[] {
  for (const path of Object.keys(types)) requireField(path, found)
  const told = new Map(readDeclaredFields(types).map((field) => [field.path, field]))
  return found.map((field) => told.get(field.path) ?? field)
}

function timestampOf(record: DatasetRecord, found: readonly Field[], file: SourceFile): string {
  if (record.timestamp !== undefined) {
    requireField(record.timestamp, found)
    return record.timestamp
  }
  const scalars = found.filter((field) => field.type !== 'list')
  const byName = timeNames.flatMap((name) =>
    scalars.filter((field) => field.path.toLowerCase() === name),
  )
  const guessed = byName[0] ?? scalars.find((field) => field.type === 'timestamp')
  if (guessed !== undefined) return guessed.path
  const allowed = found.map((field) => field.path)
  throw new ThroughlineError('import/missing-field', {
    field: 'timestamp',
    allowed,
    source: file.name,
  })
}

function requireField(path: string | undefined, found: readonly Field[]): void {
  if (path === undefined || found.some((field) => field.path === path)) return
  const allowed = found.map((field) => field.path)
  throw new ThroughlineError('import/missing-field', { field: path, allowed })
}
