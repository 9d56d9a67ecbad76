import { sql } from '../../lake/sql.ts'
import { literal } from '../../lake/sql.ts'
import type { SourceFormat } from '../source.ts'
import { openDelimited } from './delimited.ts'

/** Comma-separated values with a header; semicolons where the header has more of them. */
export const csv: SourceFormat = {
  label: 'CSV',
  extensions: ['csv'],
  open: (lake, file) =>
    openDelimited(lake, file, {
      clickHouseFormat: 'CSVWithNames',
      delimiter: (header) => (count(header, ';') > count(header, ',') ? ';' : ','),
      settings: (_, delimiter) =>
        sql`format_csv_delimiter = ${literal(delimiter)}, input_format_csv_skip_trailing_empty_lines = 1,
          input_format_csv_detect_header = 0`,
    }),
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
