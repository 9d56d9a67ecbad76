import { isRecord, readList, textsOr } from '../read-settings.ts'
import type { RowKey } from '../freeform/settings.ts'

/** Cells of a table: rows by their paths, outermost first, and columns by their ids; all where a list is empty. */
export interface CellChoice {
  readonly rows: readonly (readonly string[])[]
  readonly columns: readonly string[]
}

/** More rows, or series, than a chart shows. */
export const MOST_ROWS = 100
export const MOST_SERIES = 8

/** A row as a choice names it: its item, or its items, segment, date range or metric, as JSON. */
export function textOfKey(key: RowKey): string {
  if ('metric' in key) return JSON.stringify(key.metric)
  if ('segment' in key) return JSON.stringify(key.segment)
  if ('dateRange' in key) return JSON.stringify(key.dateRange)
  const items = key.items.map(({ item }) => item)
  return JSON.stringify(items.length === 1 ? items[0] : items)
}

export function readCellChoice(stored: unknown): CellChoice {
  const given = isRecord(stored) ? stored : {}
  return {
    rows: readList(given['rows'], isPath).slice(0, MOST_ROWS),
    columns: textsOr(given['columns'], []),
  }
}

const isPath = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string')

/** The rows above those that are shown: of the first; rows below others are left out. */
export const parentsOf = ({ rows: [first = []] }: CellChoice): readonly string[] =>
  first.slice(0, -1)

/** What the rows are that have these parents. */
export function rowsBelow({ rows }: CellChoice, parents: readonly string[]): readonly string[] {
  const isBelow = (path: readonly string[]) =>
    path.length === parents.length + 1 && parents.every((parent, k) => path[k] === parent)
  return rows.flatMap((path) => (isBelow(path) ? [path.at(-1) as string] : []))
}
