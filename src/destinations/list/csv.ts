import type { PeopleList } from './people-list.ts'

/**
 * RFC 4180 in UTF-8 with a line of names. Of several ids, or one that begins with `[`, the JSON list; of one,
 * itself. An empty text is `""`, no value nothing.
 *
 * With `isForSpreadsheets`, texts that a spreadsheet would run as a formula begin with `'`, and the file with
 * a byte-order mark.
 */
export function writeCsv({ columns, changes }: PeopleList, isForSpreadsheets: boolean): string {
  const show = (cell: unknown): string => quote(guard(textOf(cell), cell, isForSpreadsheets))
  const lines = [
    columns.map(({ name }) => show(name)),
    ...changes.map((change) => columns.map(({ read }) => show(read(change)))),
  ]
  const text = lines.map((cells) => `${cells.join(',')}\r\n`).join('')
  return isForSpreadsheets ? `\uFEFF${text}` : text
}

function textOf(cell: unknown): string | undefined {
  if (cell === null || cell === undefined) return undefined
  if (typeof cell !== 'object') return String(cell)
  const [first, ...others] = Array.isArray(cell) ? (cell as readonly unknown[]) : []
  if (Array.isArray(cell) && cell.length === 0) return undefined
  const isPlain = typeof first === 'string' && others.length === 0 && !first.startsWith('[')
  return isPlain ? first : JSON.stringify(cell)
}

/** What Excel, LibreOffice and Google Sheets take for a formula, full-width signs included. */
const formula = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

const guard = (text: string | undefined, cell: unknown, isForSpreadsheets: boolean) =>
  isForSpreadsheets && text !== undefined && typeof cell !== 'number' && formula.test(text)
    ? `'${text}`
    : text

function quote(text: string | undefined): string {
  if (text === undefined) return ''
  const isPlain = text !== '' && !/[",\r\n]|^\s|\s$/.test(text)
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`
}
