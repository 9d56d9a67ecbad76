import { CsvError, parse } from 'csv-parse/sync'
import type { Quote } from './quote.ts'

/**
 * The cells of a row. A cell may stand in quotes (twice for a quote itself); spaces around cells are
 * not part of them. Undefined when a quote is not properly closed.
 */
export function splitRow(
  row: string,
  delimiter: string,
  quote: Quote,
): readonly string[] | undefined {
  try {
    const options = { delimiter, trim: true, relax_quotes: true, record_delimiter: '\0' }
    const [cells = []] = parse(row, { ...options, quote: quote === 'none' ? null : quote })
    return cells
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}
