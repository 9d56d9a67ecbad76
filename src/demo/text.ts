type Cell = string | number | boolean | null

/** Objects with the same keys as CSV with a header; empty without rows. */
export function printCsvFile<T extends object>(rows: readonly T[]): string {
  if (rows.length === 0) return ''
  const names = Object.keys(rows[0]!)
  const lines = rows.map((row) => (Object.values(row) as Cell[]).map(cell).join(','))
  return `${[names.join(','), ...lines].join('\n')}\n`
}

function cell(value: Cell): string {
  const text = value === null ? '' : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function printJsonLines(rows: readonly object[]): string {
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
}
