import { literal, sql } from '../../lake/sql.ts'
import type { FileFormat } from '../source.ts'
import { openDelimited } from './delimited.ts'

/** Comma-separated values with a header; semicolons where the header has more of them. */
export const csv: FileFormat = {
  name: 'csv',
  label: 'CSV',
  extensions: ['csv'],
  open: (lake, file) =>
    openDelimited(lake, file, {
      format: 'csv',
      clickHouseFormat: 'CSVWithNames',
      hasQuotes: true,
      delimiter: (header) => (count(header, ';') > count(header, ',') ? ';' : ','),
      settings: (_, delimiter) =>
        sql`format_csv_delimiter = ${literal(delimiter)}, input_format_csv_skip_trailing_empty_lines = 1,
          input_format_csv_detect_header = 0`,
    }),
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
