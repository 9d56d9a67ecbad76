export type Cell = string | number | boolean | null | undefined

/** What an answer looks like as rows below their headings; every row has a cell per column. */
export interface Table {
  /** What its rows are, in one or two words: `steps`, `after-exit`. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** RFC 4180; no value is an empty cell, and numbers are written as `writeNumber` says. */
export function printCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  return `${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

const SIGNIFICANT = 15

/**
 * The shortest digits of a number that are exact to 15 significant ones, as many as a double keeps of any
 * decimal: the sum of 0.1 and 0.2 is `0.3`. Whole numbers have all their digits.
 */
export const writeNumber = (number: number): string =>
  String(Number.isInteger(number) ? number : Number(number.toPrecision(SIGNIFICANT)))

function quoted(cell: Cell): string {
  const text = typeof cell === 'number' ? writeNumber(cell) : String(cell ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
