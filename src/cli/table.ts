import { showControls } from '../model/show-controls.ts'
import type { Cell, Table } from '../model/table.ts'

/** What people see: a table, or just its rows below their headings. */
export type TextTable = Pick<Table, 'columns' | 'rows'> & { readonly title?: string }

/** Columns side by side, numbers to the right, – for no value. */
export function printTable({ title, rows, ...table }: TextTable): string {
  const columns = table.columns.map(showControls)
  const texts = rows.map((row) => row.map(shown))
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...texts.map((row) => row[i]?.length ?? 0)),
  )
  const isNumeric = columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  const heading = title === undefined ? '' : `${showControls(title)}\n`
  return `${heading}${[line(columns), rule, ...texts.map(line)].join('\n')}\n`
}

function shown(cell: Cell): string {
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'number') return cell.toLocaleString('en', { maximumFractionDigits: 4 })
  return showControls(String(cell))
}
