import { CsvError, parse } from 'csv-parse/sync'
import type { Quote } from './quote.ts'

/** A cell as it stands between its delimiters. */
interface WrittenCell {
  readonly text: string
  readonly isQuoted: boolean
}

/**
 * Whether blanks beside delimiters lay a text out, and are no parts of its values: before quotes, behind
 * every delimiter, around columns of one width, where a cell has nothing else, and tabs anywhere.
 *
 * @param rows the first ones, with the names of the columns
 */
export function looksPadded(rows: readonly string[], delimiter: string, quote: Quote): boolean {
  const written = rows.map((row) => readWritten(row, delimiter, quote))
  const hasLayout = written.flat().some((cell) => isLaidOut(cell, quote))
  return hasLayout || followsDelimiters(written) || isOfOneWidth(written)
}

function readWritten(row: string, delimiter: string, quote: Quote): readonly WrittenCell[] {
  const cells: WrittenCell[] = []
  try {
    parse(row, {
      delimiter,
      quote: quote === 'none' ? null : quote,
      relax_quotes: true,
      record_delimiter: '\0',
      cast: (text, { quoting }) => cells.push({ text, isQuoted: quoting }),
    })
    return cells
  } catch (error) {
    if (error instanceof CsvError) return []
    throw error
  }
}

function isLaidOut({ text, isQuoted }: WrittenCell, quote: Quote): boolean {
  if (isQuoted) return false
  const bare = text.trim()
  if (bare === text) return false
  return bare === '' || bare.startsWith(quote) || /^\t|\t$/.test(text)
}

function followsDelimiters(rows: readonly (readonly WrittenCell[])[]): boolean {
  const behind = rows.map((cells) =>
    cells.slice(1).filter(({ text, isQuoted }) => text !== '' && !isQuoted),
  )
  return (
    rows.length > 1 &&
    behind.every((cells) => cells.length > 0 && cells.every(({ text }) => text.startsWith(' ')))
  )
}

const isPaddedText = (text: string): boolean => text.trim() !== text

const FEW_ROWS = 3

/** The last column may be cut where its texts end. */
function isOfOneWidth(rows: readonly (readonly WrittenCell[])[]): boolean {
  const [first = [], ...others] = rows
  const columns = first.slice(0, -1)
  const isAligned = others.every((cells) =>
    columns.every(({ text }, at) => cells[at]?.text.length === text.length),
  )
  const isPadded = columns.some((_, at) => rows.some((row) => isPaddedText(row[at]?.text ?? '')))
  return rows.length >= FEW_ROWS && isAligned && isPadded
}
