import { type Cell, writeNumber } from '../model/table.ts'
import { escapeHtml } from '../notices/escape-html.ts'
import type { SentTable } from './tables.ts'

interface Summary {
  readonly title: string
  readonly day: string
  readonly text: string | undefined
  readonly tables: readonly SentTable[]
  /** What is to be said of it. */
  readonly notes: readonly string[]
  /** Names of the files that come with it. */
  readonly files: readonly string[]
}

/** Rows of a table that a summary shows. */
const MOST_ROWS = 50

/**
 * Tables as a page of HTML that needs nothing else: no scripts, no pictures, styles in the elements, as mail programs
 * want it.
 */
export const printSummary = ({ title, day, text, tables, notes, files }: Summary): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title></head>
<body style="font-family: system-ui, sans-serif; color: #222; margin: 24px; max-width: 960px">
<h1 style="font-size: 22px; margin: 0">${escapeHtml(title)}</h1>
<p style="color: #666; margin: 4px 0 20px">${escapeHtml(day)}</p>
${text === undefined ? '' : `<p style="white-space: pre-wrap">${escapeHtml(text)}</p>`}
${tables.map(printTable).join('\n')}
${[...notes, ...(files.length > 0 ? [`Attached: ${files.join(', ')}`] : [])].map(printNote).join('\n')}
</body></html>
`

const printNote = (text: string): string =>
  `<p style="color: #666; font-size: 13px">${escapeHtml(text)}</p>`

function printTable({ name, table, range, warnings }: SentTable): string {
  const head = `<h2 style="font-size: 16px; margin: 24px 0 4px">${escapeHtml(name)}</h2>`
  if (table === null) return [head, ...warnings.map(printNote)].join('\n')
  const days = range === null ? [] : [printNote(`${range.start} to ${range.end}`)]
  const rows = table.rows.slice(0, MOST_ROWS)
  const left = table.rows.length - rows.length
  const more = left > 0 ? [printNote(`${left} more rows`)] : []
  const cells = [
    `<tr>${table.columns.map((each) => `<th style="${style(each)}; color: #666">${escapeHtml(each)}</th>`).join('')}</tr>`,
    ...rows.map((row) => `<tr>${row.map(printCell).join('')}</tr>`),
  ]
  const grid = `<table style="border-collapse: collapse; font-size: 13px">\n${cells.join('\n')}\n</table>`
  return [head, ...days, grid, ...more, ...warnings.map(printNote)].join('\n')
}

const printCell = (cell: Cell): string => {
  const text = typeof cell === 'number' ? writeNumber(cell) : String(cell ?? '')
  return `<td style="${style(cell)}">${escapeHtml(text)}</td>`
}

const style = (cell: Cell): string =>
  `border-bottom: 1px solid #ddd; padding: 4px 12px 4px 0; text-align: ${typeof cell === 'number' ? 'right' : 'left'}`
