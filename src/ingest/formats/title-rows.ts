import { isValue } from './looks-like-data.ts'

/** As far as a header is looked for. */
export const MOST_TITLES = 20

/**
 * How many rows of a table stand above the one that names its columns: titles, what a report is of. 0
 * unless it is plain: rows with fewer values, then one that is full and has nothing but different names,
 * then rows that are no wider, with numbers or times among them.
 */
export function countTitleRows(rows: readonly (readonly string[])[]): number {
  const width = Math.max(0, ...rows.map(widthOf))
  const at = rows.findIndex((row) => countFilled(row) === width)
  if (at < 1 || at > MOST_TITLES || width < 2) return 0
  const header = rows[at]!.slice(0, width)
  const isNames = new Set(header).size === width && !header.some(isValue)
  const hasValues = rows.slice(at + 1).some((row) => row.some(isValue))
  return isNames && hasValues && rows.slice(0, at).every((row) => isTitle(row, width)) ? at : 0
}

/** A header may lack one name, that of the first column as a rule; then it is no title. */
function isTitle(row: readonly string[], width: number): boolean {
  const filled = countFilled(row)
  return filled <= width - 2 || (filled === 1 && row[0] !== '')
}

const countFilled = (row: readonly string[]): number => row.filter((cell) => cell !== '').length

/** Up to the last value. */
const widthOf = (row: readonly string[]): number => row.findLastIndex((cell) => cell !== '') + 1
