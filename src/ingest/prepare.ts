import type { Field } from '../model/answers/datasets.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions } from '../model/import-options.ts'
import { type DatasetRecord, evolveFields, listLeaves, hasTime } from '../lake/datasets/index.ts'
import { checkWidth } from './check-width.ts'
import { type ColumnWriting, findEpochs, listClocks } from './guess/column-writing.ts'
import { guessTime } from './guess/guess-time.ts'
import type { Sampled } from './sample.ts'
import type { SourceFile } from './source.ts'
import { getOwn } from '../model/own.ts'

/**
 * The dataset made ready for a source: it knows its timestamp field and has each of its fields. Types
 * that are known stay.
 *
 * @throws ThroughlineError `import/missing-field`, `import/too-wide`, `dataset/schema-mismatch`
 */
export function planDataset(
  record: DatasetRecord,
  file: SourceFile,
  { fields: sampled, writings }: Sampled,
  { types = {}, personId }: FileOptions,
): DatasetRecord {
  if (sampled.length === 0) return record
  const found = withTypes(sampled, types)
  refuseOtherTypes(record, types)
  const timestamp = hasTime(record) ? timestampOf(record, found, writings, file) : record.timestamp
  const typed = found.map((field) =>
    field.path === timestamp ? { path: field.path, type: 'timestamp' as const } : field,
  )
  requireField(record.rowId, found)
  requireField(record.key, found)
  requireField(personId, found)
  const fields = evolveFields(record.fields, typed)
  checkWidth(fields)
  return { ...record, timestamp, fields, guessed: listGuessed(record, fields, types) }
}

/** Numbers that are new, and that nobody has called so. */
function listGuessed(
  record: DatasetRecord,
  fields: readonly Field[],
  types: NonNullable<FileOptions['types']>,
): readonly string[] {
  const before = new Map(listLeaves(record.fields).map(({ path, type }) => [path, type]))
  const isNew = (path: string) => before.get(path) !== 'number' && getOwn(types, path) === undefined
  const numbers = listLeaves(fields).filter(({ type }) => type === 'number')
  const added = numbers.filter(({ path }) => isNew(path)).map(({ path }) => path)
  return [...new Set([...(record.guessed ?? []), ...added])]
}

/** The fields with the types that options give them, those in lists by their whole paths. */
function withTypes(
  found: readonly Field[],
  types: NonNullable<FileOptions['types']>,
): readonly Field[] {
  const told = new Map(Object.entries(types))
  const known = [...found, ...listLeaves(found)]
  for (const path of told.keys()) requireField(path, known)
  const typed = (field: Field, path: string): Field => {
    const type = told.get(path)
    if (type !== undefined) return { path: field.path, type }
    if (!('children' in field)) return field
    const children = field.children.map((child) => typed(child, `${path}.${child.path}`))
    return { ...field, children }
  }
  return found.map((field) => typed(field, field.path))
}

function timestampOf(
  record: DatasetRecord,
  found: readonly Field[],
  writings: readonly ColumnWriting[],
  file: SourceFile,
): string {
  if (record.timestamp !== undefined) {
    requireField(record.timestamp, found)
    return record.timestamp
  }
  const clocks = new Set(listClocks(writings).map(({ path }) => path))
  const guessed = guessTime(found.filter(({ path }) => !clocks.has(path))) ?? findEpochs(writings)
  if (guessed !== undefined) return guessed
  const allowed = found.map((field) => field.path)
  throw new ThroughlineError('import/missing-field', {
    field: 'timestamp',
    allowed,
    source: file.name,
  })
}

function requireField(path: string | undefined, found: readonly { readonly path: string }[]): void {
  if (path === undefined || found.some((field) => field.path === path)) return
  const allowed = [...new Set(found.map((field) => field.path))]
  throw new ThroughlineError('import/missing-field', { field: path, allowed })
}

/** Types that are known stay. @throws ThroughlineError `dataset/schema-mismatch` */
function refuseOtherTypes(
  { id, fields }: DatasetRecord,
  types: NonNullable<FileOptions['types']>,
): void {
  const known = [...fields, ...listLeaves(fields)]
  for (const [path, type] of Object.entries(types)) {
    const before = known.find((field) => field.path === path)
    if (before === undefined || before.type === type) continue
    const params = { dataset: id, field: path, actual: before.type, declared: type }
    throw new ThroughlineError('dataset/schema-mismatch', params, ['types', path])
  }
}
