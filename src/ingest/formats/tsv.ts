import { sql } from '../../lake/sql.ts'
import type { FileFormat } from '../source.ts'
import { openDelimited } from './delimited.ts'

/** Tab-separated values with a header; tabs and line feeds inside values are written \t and \n. */
export const tsv: FileFormat = {
  name: 'tsv',
  label: 'TSV',
  extensions: ['tsv', 'tab'],
  open: (lake, file) =>
    openDelimited(lake, file, {
      format: 'tsv',
      clickHouseFormat: 'TSVWithNames',
      hasQuotes: false,
      delimiter: () => '\t',
      settings: (header) =>
        header.endsWith('\r')
          ? sql`input_format_tsv_crlf_end_of_line = 1, input_format_tsv_skip_trailing_empty_lines = 1`
          : sql`input_format_tsv_skip_trailing_empty_lines = 1`,
    }),
}
