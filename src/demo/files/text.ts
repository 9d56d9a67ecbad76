/** How a row is written into a file. */
export interface RowFormat {
  readonly extension: string
  /** The first line of a file, with its end. */
  readonly header: string
  /** A row as a line, with its end. */
  print(row: object): string
  /** A line that is no row. */
  break(line: string): string
}

export const jsonLines: RowFormat = {
  extension: 'jsonl.gz',
  header: '',
  print: (row) => `${JSON.stringify(row)}\n`,
  break: (line) => `${line.slice(0, line.length >> 1)}\n`,
}

/** CSV with these columns; lists are written as JSON. */
export const csv = (columns: readonly string[]): RowFormat => ({
  extension: 'csv.gz',
  header: `${columns.join(',')}\n`,
  print(row) {
    const cells = row as Readonly<Record<string, unknown>>
    return `${columns.map((column) => cell(cells[column])).join(',')}\n`
  },
  break: (line) => `${line.slice(0, -1)},surplus,cells\n`,
})

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
