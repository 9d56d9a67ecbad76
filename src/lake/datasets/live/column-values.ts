import type { Field, ScalarType } from '../../../model/answers/datasets.ts'
import { columnName, elementName } from '../column-name.ts'

/** A row to be appended. */
export interface NewRow {
  /** UTC milliseconds. */
  readonly time: number
  /**
   * By the paths of the dataset's fields; those without a value may be left out. Texts, numbers, booleans, times as UTC
   * milliseconds or ISO texts in UTC, lists of these or of objects.
   */
  readonly values: Readonly<Record<string, unknown>>
}

/** A row's values by the names of their columns, as ClickHouse reads them in JSON. */
export function toColumns(
  { values }: NewRow,
  fields: ReadonlyMap<string, Field>,
): Record<string, unknown> {
  const columns: [string, unknown][] = []
  for (const [path, given] of Object.entries(values)) {
    if (given === undefined || given === null) continue
    const field = fields.get(path)
    if (field === undefined) throw new Error(`the dataset has no field ${path}`)
    columns.push([columnName(path), toValue(field, given)])
  }
  return Object.fromEntries(columns)
}

function toValue(field: Field, given: unknown): unknown {
  if (field.type !== 'list') return toScalar(field.type, given)
  const items = given as readonly unknown[]
  if ('of' in field) return items.map((item) => (item === null ? null : toScalar(field.of, item)))
  return items.map((item) => toElement(field.children, item as Readonly<Record<string, unknown>>))
}

function toElement(children: readonly Field[], item: Readonly<Record<string, unknown>>): object {
  const given = new Map(Object.entries(item))
  const values = children.flatMap((child) => {
    const own = given.get(child.path)
    return own === undefined || own === null ? [] : [[elementName(child.path), toValue(child, own)]]
  })
  return Object.fromEntries(values) as object
}

function toScalar(type: ScalarType, given: unknown): unknown {
  if (type === 'string') return String(given)
  return type === 'timestamp' || type === 'date' ? toClock(given as number | string) : given
}

/** A time as ClickHouse reads it in JSON. */
export const toClock = (time: number | string): string =>
  new Date(time).toISOString().slice(0, -1).replace('T', ' ')
