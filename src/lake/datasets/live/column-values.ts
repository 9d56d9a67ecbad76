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

/** Where the values of a field go. */
interface Column {
  readonly field: Field
  /** Its name as JSON, with a colon. */
  readonly label: string
}

/** By the paths of fields. */
export type Columns = ReadonlyMap<string, Column>

export const listColumns = (fields: readonly Field[]): Columns =>
  new Map(
    fields.map((field) => [
      field.path,
      { field, label: `${JSON.stringify(columnName(field.path))}:` },
    ]),
  )

/** A row's values by the names of their columns, as ClickHouse reads them in JSON; `own` are columns of ours. */
export function printRow(
  { time, values }: NewRow,
  columns: Columns,
  own: { readonly row: number; readonly batch: number },
): string {
  let text = `{"_time":"${toClock(time)}","_row":${own.row},"_batch":${own.batch}`
  for (const [path, given] of Object.entries(values)) {
    if (given === undefined || given === null) continue
    const column = columns.get(path)
    if (column === undefined) throw new Error(`the dataset has no field ${path}`)
    text += `,${column.label}${JSON.stringify(toValue(column.field, given))}`
  }
  return `${text}}`
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
function toClock(time: number | string): string {
  const iso = typeof time === 'string' && isIso(time) ? time : new Date(time).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, -1)}`
}

/** As it would be printed: in UTC, to the millisecond. */
const isIso = (text: string): boolean => text.length === 24 && text[10] === 'T' && text[23] === 'Z'
