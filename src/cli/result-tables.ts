import type { ReportResult } from '../query/reports/index.ts'
import type { FreeformResult } from '../query/reports/freeform/request.ts'
import type { Cell, TextTable } from './table.ts'

/** A report's result as tables: the freeform table as it is, other kinds list by list. */
export function buildResultTables(result: ReportResult): readonly TextTable[] {
  if ('filteredTotals' in result && 'columns' in result) return [freeformTable(result)]
  return listTables(result)
}

function freeformTable({ columns, rows, totals }: FreeformResult): TextTable {
  const width = Math.max(1, ...rows.map(({ items }) => items?.length ?? 1))
  const names = Array.from({ length: width }, (_, i) => (width === 1 ? 'Item' : `Item ${i + 1}`))
  const labels = (row: FreeformResult['rows'][number]): Cell[] =>
    (row.items ?? [row.item ?? null]).map((item) => item ?? row.label ?? null)
  const total: Cell[] = ['Total', ...new Array<Cell>(width - 1).fill('')]
  return {
    columns: [...names, ...columns.map(({ name }) => name)],
    rows: [...rows.map((row) => [...labels(row), ...row.values]), [...total, ...totals]],
  }
}

/** Every list of objects in a result as a table, lists within lists too; the rest as one table. */
function listTables(result: object): readonly TextTable[] {
  const tables: TextTable[] = []
  const collect = (name: string, value: unknown): void => {
    if (Array.isArray(value) && value.some(isObject)) tables.push(objectTable(name, value))
    for (const [key, inner] of nested(value)) collect(name === '' ? key : `${name}.${key}`, inner)
  }
  const { meta: _, ...rest } = result as { readonly meta?: unknown }
  collect('', rest)
  const single = scalars(rest)
  if (single.length === 0) return tables
  const rows = single.map(([key, value]) => [key, value])
  return [{ columns: ['', 'Value'], rows }, ...tables]
}

function nested(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) {
    return value.flatMap((each) => nested(each).filter(([, inner]) => Array.isArray(inner)))
  }
  return isObject(value) ? Object.entries(value) : []
}

function objectTable(title: string, values: readonly unknown[]): TextTable {
  const rows = values.filter(isObject).map((value) => new Map(scalars(value)))
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  // An object that is null in some rows has a column per value in others.
  const columns = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)))
  return { title, columns, rows: rows.map((row) => columns.map((column) => row.get(column))) }
}

/** The plain values of an object by dotted path; lists of plain values as one text. */
function scalars(value: object, prefix = ''): [string, Cell][] {
  return Object.entries(value).flatMap(([key, inner]): [string, Cell][] => {
    const path = `${prefix}${key}`
    if (Array.isArray(inner)) {
      return inner.some(isObject) ? [] : [[path, inner.map((each) => each ?? '–').join(' ')]]
    }
    return isObject(inner) ? scalars(inner, `${path}.`) : [[path, inner as Cell]]
  })
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
