/** Lines of cells with tabs between; numbers are neither rounded nor grouped, and nothing is an empty cell. */
export const writeTsv = (
  lines: readonly (readonly (string | number | null | undefined)[])[],
): string => lines.map((cells) => cells.map(writeCell).join('\t')).join('\n')

/** Spreadsheets take a cell in quotes as one, whatever it holds. */
function writeCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
