import type { Item } from '../../../model/result.ts'
import type { Cell, Table } from '../../../model/table.ts'

/** The tables that stand for a result, the main one first; their names differ. */
export type TabulateReport<Result> = (result: Result) => readonly [Table, ...Table[]]

/** A column: its heading, and its cell of a row. */
export type ReportColumn<Row> = readonly [heading: string, cell: (row: Row) => Cell]

/** A table of rows; headings that come again are numbered. */
export function buildTable<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly ReportColumn<Row>[],
): Table {
  return {
    name,
    columns: differ(columns.map(([heading]) => heading)),
    rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
  }
}

function differ(headings: readonly string[]): string[] {
  const taken = new Set<string>()
  return headings.map((heading) => {
    let own = heading
    for (let n = 2; taken.has(own); n++) own = `${heading} ${n}`
    taken.add(own)
    return own
  })
}

/** Single figures of a result as a table of one row. */
export function buildSummary(figures: Readonly<Record<string, Cell>>): Table {
  return { name: 'summary', columns: Object.keys(figures), rows: [Object.values(figures)] }
}

/** A column per place of the lists of rows, named by the place from 1: `Step 1`, `Step 2`. */
export function spreadColumns<Row>(
  heading: string,
  rows: readonly Row[],
  listOf: (row: Row) => readonly Cell[],
): ReportColumn<Row>[] {
  const width = Math.max(1, ...rows.map((row) => listOf(row).length))
  return Array.from({ length: width }, (_, k) => [
    width === 1 ? heading : `${heading} ${k + 1}`,
    (row) => listOf(row)[k],
  ])
}

/** An item as it is shown: no value by its label. */
export const itemCell = (row: {
  readonly item?: Item | undefined
  readonly label?: string | undefined
}): Cell => row.item ?? row.label

/** Several values in one cell. */
export const joinCells = (items: readonly Cell[]): string =>
  items.map((each) => each ?? '–').join(' | ')
