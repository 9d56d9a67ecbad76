import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import type { DatasetFields, FieldType } from '../../model/schema.ts'
import { ident, join, type Sql, sql } from '../sql.ts'
import { elementName } from './column-name.ts'

export interface DatasetSchema {
  readonly fields: readonly Field[]
  /** The field that `_time` is read from; event and summary datasets have one. */
  readonly timestamp: string | undefined
}

const scalarColumns: Record<ScalarType, Sql> = {
  string: sql`Nullable(String)`,
  number: sql`Nullable(Float64)`,
  boolean: sql`Nullable(Bool)`,
  timestamp: sql`Nullable(DateTime64(3, 'UTC'))`,
  date: sql`Nullable(DateTime64(3, 'UTC'))`,
}

/** The ClickHouse type of a field's column. */
export function columnType(field: Field): Sql {
  if (field.type !== 'list') return scalarColumns[field.type]
  if ('of' in field) return sql`Array(${scalarColumns[field.of]})`
  const elements = field.children.map(
    (child) => sql`${ident(elementName(child.path))} ${columnType(child)}`,
  )
  return sql`Array(Tuple(${join(elements)}))`
}

/** Whether no value has come yet that says what type the field has; its column holds texts so far. */
export const isUndecided = (field: Field): boolean =>
  'isUndecided' in field && field.isUndecided === true

/** Declared fields as columns: objects flattened to dotted paths. */
export function readDeclaredFields(declared: DatasetFields): readonly Field[] {
  return Object.entries(declared).flatMap(([name, type]) => declaredField(name, type))
}

function declaredField(path: string, type: FieldType): readonly Field[] {
  if (typeof type === 'string') return [{ path, type: type }]
  if ('object' in type) return prefixed(path, readDeclaredFields(type.object))
  if (typeof type.list === 'string') return [{ path, type: 'list', of: type.list }]
  return [{ path, type: 'list', children: readDeclaredFields(type.list) }]
}

/** A scalar of a dataset: a column of its own, or inside of the lists of one. */
export interface FieldLeaf {
  /** `page`, `products.sku`; a list of scalars is called like its field. */
  readonly path: string
  readonly type: ScalarType
  /** Paths of the lists around it, outermost first. */
  readonly lists: readonly string[]
  /** The path in pieces: that of its column, then those in each list's elements. */
  readonly steps: readonly string[]
}

/** Every scalar of the fields, in their order. */
export function listLeaves(
  fields: readonly Field[],
  lists: readonly string[] = [],
  steps: readonly string[] = [],
): readonly FieldLeaf[] {
  return fields.flatMap((field): readonly FieldLeaf[] => {
    const within = [...steps, field.path]
    const path = within.join('.')
    if (field.type !== 'list') return [{ path, type: field.type, lists, steps: within }]
    const around = [...lists, path]
    if ('of' in field) return [{ path, type: field.of, lists: around, steps: within }]
    return listLeaves(field.children, around, within)
  })
}

/**
 * A table's fields as a definition declares them, with dots in the names of an object's fields. Those
 * whose type is not decided are left to the data.
 */
export function declareFields(fields: readonly Field[]): DatasetFields {
  const decided = fields.filter((field) => !isUndecided(field))
  return Object.fromEntries(decided.map((field) => [field.path, declaredType(field)]))
}

function declaredType(field: Field): FieldType {
  if (field.type !== 'list') return field.type
  return { list: 'of' in field ? field.of : declareFields(field.children) }
}

/** The fields of an object, or of a list's elements, below the path `prefix`. */
export function prefixed(prefix: string, fields: readonly Field[]): readonly Field[] {
  return fields.map((field) => ({ ...field, path: `${prefix}.${field.path}` }))
}
