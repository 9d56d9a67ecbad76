import type { Field } from '../model/answers/datasets.ts'
import { isIdName } from '../model/id-names.ts'
import type { LakeClient } from '../lake/client.ts'
import {
  type DatasetRecord,
  identColumn,
  nameTable,
  readRecord,
  updateDataset,
} from '../lake/datasets/index.ts'
import { sql, value } from '../lake/sql.ts'
import type { TextFound } from './copy/copy.ts'

/** What fields are for, as far as definitions say. */
export interface FieldRoles {
  /** Fields that name persons, rows or keys: their texts are what they mean. */
  readonly ids?: readonly string[]
  /** Fields that are added up. */
  readonly amounts?: readonly string[]
}

/**
 * The dataset with numbers turned into texts where a file shows that they are none: ids whenever a text
 * comes, guessed numbers when codes come, or words in more than one of a hundred values. Amounts – what a
 * metric reads, what has fractions – stay numbers. Undefined when all stay. docs/decisions/009
 */
export async function widenTypes(
  lake: LakeClient,
  record: DatasetRecord,
  batch: number,
  found: readonly TextFound[],
  roles: FieldRoles,
): Promise<DatasetRecord | undefined> {
  const paths: string[] = []
  for (const each of found) {
    if (await isText(lake, record, batch, each, roles)) paths.push(each.path)
  }
  if (paths.length === 0) return undefined
  const fields = paths.reduce(withText, record.fields)
  return { ...record, fields, widened: [...(record.widened ?? []), ...paths] }
}

async function isText(
  lake: LakeClient,
  { id, fields, rowId, key, guessed = [] }: DatasetRecord,
  batch: number,
  { path, codes, words }: TextFound,
  { ids = [], amounts = [] }: FieldRoles,
): Promise<boolean> {
  if (path === rowId || path === key || ids.includes(path)) return true
  if (!guessed.includes(path) || amounts.includes(path)) return false
  if (!fields.some((field) => field.path === path && field.type === 'number')) return true
  const column = identColumn(path)
  const [row] = await lake.query<{ fractions: number; filled: number }>(sql`
    SELECT toFloat64(countIf(toFloat64(${column}) != floor(toFloat64(${column})))) AS fractions,
      toFloat64(countIf(isNotNull(${column}) AND _batch = ${value(batch, 'UInt32')})) AS filled
    FROM ${nameTable(id)}`)
  const { fractions = 0, filled = 0 } = row ?? {}
  const isManyWords = words > 0 && (isIdName(path) || words * 100 > filled + words)
  return fractions === 0 && (codes > 0 || isManyWords)
}

/** The fields with text at a path, in lists too. */
export function withText(fields: readonly Field[], path: string): readonly Field[] {
  return fields.map((field): Field => {
    if (field.path === path) {
      return field.type === 'list' ? { path, type: 'list', of: 'string' } : { path, type: 'string' }
    }
    if (!('children' in field) || !path.startsWith(`${field.path}.`)) return field
    return {
      ...field,
      children: withText(field.children, path.slice(field.path.length + 1)),
    }
  })
}

/** Brings the dataset's table to wider types; numbers that it has become their shortest texts. */
export async function keepTypes(
  lake: LakeClient,
  { id, fields, widened }: DatasetRecord,
): Promise<void> {
  await updateDataset(lake, { ...(await readRecord(lake, id)), fields, widened })
}
