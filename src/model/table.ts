export type Cell = string | number | boolean | null | undefined

/** What an answer looks like as rows below their headings; every row has a cell per column. */
export interface Table {
  /** What its rows are, in one or two words: `steps`, `after-exit`. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** RFC 4180; no value is an empty cell. */
export function printCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  return `${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

function quoted(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
