import { CsvError, parse } from 'csv-parse/sync'

/**
 * The column names of a header line. A name may stand in double quotes (twice for a quote itself);
 * spaces around names are not part of them. Undefined when a quote is not properly closed.
 */
export function splitHeader(line: string, delimiter: string): readonly string[] | undefined {
  try {
    const [names = []] = parse(line, { delimiter, trim: true, relax_quotes: true })
    return names
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}
