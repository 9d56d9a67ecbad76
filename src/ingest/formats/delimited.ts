import { randomUUID } from 'node:crypto'
import { join as joinPath } from 'node:path'
import type { LakeClient } from '../../lake/client.ts'
import { ident, join, literal, type Sql, sql } from '../../lake/sql.ts'
import type { LayoutOptions } from '../../model/import-options.ts'
import { checkColumns } from '../check-width.ts'
import { readPath } from '../copy/read-path.ts'
import { surveyText } from '../encodings/survey-text.ts'
import type { OpenFile, Reading, ReadingEnd, SourceFile, SourceRows } from '../source.ts'
import { cutUnclosedQuotes } from './cut-unclosed-quotes.ts'
import type { DelimitedText } from './delimited-text.ts'
import type { Dialect } from './dialect.ts'
import { guessTextFields } from './guess-fields.ts'
import { noRows } from './no-rows.ts'
import { completeLastRow, type RejectedRow, readRejectedRows, readsOn } from './rejected-rows.ts'

/** How ClickHouse reads a kind of delimited text. */
interface Reader {
  readonly clickHouseFormat: 'CSV' | 'TSV'
  readonly settings: Sql
}

/** Values may stand in quotes, and rows so go on behind the end of their line. */
export const quotedReader = ({ delimiter, quote, rowsBefore, trim }: Dialect): Reader => ({
  clickHouseFormat: 'CSV',
  settings: sql`format_csv_delimiter = ${literal(delimiter)},
    format_csv_allow_double_quotes = ${flag(quote === '"')}, format_csv_allow_single_quotes = ${flag(quote === "'")},
    input_format_csv_trim_whitespaces = ${flag(trim)},
    input_format_csv_allow_whitespace_or_tab_as_delimiter = ${flag(/\s/.test(delimiter))},
    input_format_csv_skip_first_lines = ${literal(String(rowsBefore))},
    input_format_csv_skip_trailing_empty_lines = 1, input_format_csv_detect_header = 0`,
})

/** Tabs and line feeds within values are written `\t` and `\n`; there are no quotes. */
export const escapedReader = ({ rowsBefore }: Dialect, hasCarriageReturns: boolean): Reader => ({
  clickHouseFormat: 'TSV',
  settings: sql`input_format_tsv_skip_first_lines = ${literal(String(rowsBefore))},
    input_format_tsv_crlf_end_of_line = ${flag(hasCarriageReturns)},
    input_format_tsv_skip_trailing_empty_lines = 1, input_format_tsv_detect_header = 0`,
})

const flag = (isOn: boolean): Sql => (isOn ? sql`1` : sql`0`)

/** A text in columns: each is read as text, converted later. */
export function openDelimited(
  lake: LakeClient,
  file: SourceFile,
  dialect: Dialect,
  { clickHouseFormat, settings }: Reader,
  readColumn: (name: string, cell: Sql) => Sql = (_, cell) => cell,
): OpenFile {
  const { names } = dialect
  checkColumns(names.length)
  const layout = layoutOf(dialect)
  if (names.length === 0) return { layout, ...noRows }
  const rewritten = clickHouseFormat === 'CSV' ? dialect.delimiter : ','
  const structure = literal(names.map((_, index) => `c${index} Nullable(String)`).join(', '))
  const text: DelimitedText = {
    lake,
    file,
    dialect,
    columns: new Map(names.map((name, index) => [name, readColumn(name, ident(`c${index}`))])),
    from: file.table(clickHouseFormat, structure),
    rewritten,
    settings: sql`${settings}, input_format_allow_errors_ratio = 1`,
    lines: file.table('LineAsString'),
    mayHaveUnclosedQuotes:
      clickHouseFormat === 'CSV' && dialect.quote !== 'none' && file.takenOut === undefined,
  }
  return {
    layout,
    cells: { columns: names, delimiter: dialect.delimiter, quote: dialect.quote, rewritten },
    isUntyped: true,
    sample: () => sampleText(text),
    rows: () => readRows(text, { isWhole: true }),
  }
}

function layoutOf({ delimiter, quote, hasHeader, trim, headerRow = 1 }: Dialect): LayoutOptions {
  return { delimiter, quote, header: hasHeader, trim, ...(headerRow > 1 && { headerRow }) }
}

async function sampleText(text: DelimitedText) {
  const rows = readRows(text, { isWhole: false })
  const cells = [...text.columns.values()]
  const names = [...text.columns.keys()]
  const fields = await guessTextFields(text.lake, names, cells, text.from, rows.settings)
  const { repair } = await rows.finish()
  return { fields, repair }
}

/** All rows, or those that are asked for with a limit. */
function readRows(text: DelimitedText, { isWhole }: { readonly isWhole: boolean }): SourceRows {
  const { lake, columns, settings, rewritten } = text
  const cells = new Map([...columns].map(([name, cell]) => [name, readCell(cell)] as const))
  const rejectedPath = joinPath(lake.scratchDir, `${randomUUID()}.unreadable`)
  return {
    from: text.from,
    settings: sql`${settings}, input_format_parallel_parsing = 0, storage_file_read_method = 'read',
      input_format_record_errors_file_path = ${literal(rejectedPath)}`,
    position: sql`assumeNotNull(_row_number)`,
    problem: sql`''`,
    raw: sql`trimRight(formatRow('CSV', ${join([...columns.values()])}), '\n')`,
    reading: (path) => cells.get(path) ?? readPath(cells, path),
    finish: async () =>
      finish(text, await readRejectedRows(lake, rejectedPath, rewritten), isWhole),
  }
}

const readCell = (cell: Sql): Reading => ({
  expression: sql`nullIf(${cell}, '')`,
  shape: { kind: 'text' },
})

/**
 * The last quoted value may never be closed: ClickHouse then takes the rest of the file as that value
 * and finds nothing wrong. An odd number of quotes says so, or that one stands within a value.
 */
async function finish(
  text: DelimitedText,
  rejected: readonly RejectedRow[],
  isWhole: boolean,
): Promise<ReadingEnd> {
  const { lake, file, dialect, mayHaveUnclosedQuotes } = text
  const isSuspect =
    mayHaveUnclosedQuotes &&
    (rejected.some((row) => readsOn(row, dialect)) || (isWhole && (await endsInQuotes(text))))
  if (isSuspect) return { unreadable: [], repair: () => cutUnclosedQuotes(lake, file, dialect) }
  return { unreadable: await completeLastRow(text, rejected) }
}

async function endsInQuotes({ lake, file, dialect }: DelimitedText): Promise<boolean> {
  const { survey } = file
  if (survey?.character === dialect.quote) return survey.isOdd
  return (await surveyText(lake, file, dialect.quote)).isOdd
}
