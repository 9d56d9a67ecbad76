import { join as joinPath } from 'node:path'
import { randomUUID } from 'node:crypto'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ident, join, literal, type Sql, sql } from '../../lake/sql.ts'
import { isCompressed } from '../compression.ts'
import { readPath } from '../copy/read-path.ts'
import type { OpenFile, Reading, ReadingEnd, SourceFile, SourceRows } from '../source.ts'
import type { DelimitedText } from './delimited-text.ts'
import { guessTextFields } from './guess-fields.ts'
import { hasOddQuotes, hasOddQuotesInLines } from './odd-quotes.ts'
import { completeLastRow, readRejectedRows, readsOn, type RejectedRow } from './rejected-rows.ts'
import { splitHeader } from './split-header.ts'
import { cutUnclosedQuotes } from './cut-unclosed-quotes.ts'

/** How a kind of delimited text differs from the others. */
export interface Dialect {
  readonly format: string
  readonly clickHouseFormat: 'CSVWithNames' | 'TSVWithNames'
  /** Whether values can stand in quotes, and a row so go on behind the end of its line. */
  readonly hasQuotes: boolean
  readonly delimiter: (header: string) => string
  readonly settings: (header: string, delimiter: string) => Sql
}

/** A text file with a header line: every column is read as text, converted later. */
export async function openDelimited(
  lake: LakeClient,
  file: SourceFile,
  dialect: Dialect,
): Promise<OpenFile> {
  const header = await readHeader(lake, file)
  const delimiter = dialect.delimiter(header)
  const names = splitNames(file, header, delimiter)
  const { format, hasQuotes } = dialect
  const layout = {
    format,
    delimiter,
    quote: hasQuotes ? '"' : 'none',
    encoding: 'utf-8',
    header: true,
  }
  if (names.length === 0) return { layout, ...noRows }
  const structure = literal(names.map((_, index) => `c${index} Nullable(String)`).join(', '))
  const settings = dialect.settings(header, delimiter)
  const text: DelimitedText = {
    lake,
    file,
    delimiter,
    columns: new Map(names.map((name, index) => [name, ident(`c${index}`)])),
    from: file.table(dialect.clickHouseFormat, structure),
    settings: sql`${settings}, input_format_allow_errors_ratio = 1, input_format_with_names_use_header = 0`,
    lines: file.table('LineAsString'),
    mayHaveUnclosedQuotes: hasQuotes && file.takenOut === undefined,
  }
  return { layout, sample: () => sampleText(text), rows: () => readRows(text, { isWhole: true }) }
}

/** A file without a header has nothing to read. */
const noRows: Omit<OpenFile, 'layout'> = {
  sample: async () => ({ fields: [] }),
  rows: () => ({
    from: sql`(SELECT 0 AS number WHERE 0)`,
    settings: sql`max_threads = 1`,
    position: sql`toUInt64(number)`,
    problem: sql`''`,
    raw: sql`''`,
    reading: () => undefined,
    finish: async () => ({ unreadable: [] }),
  }),
}

async function readHeader(lake: LakeClient, file: SourceFile): Promise<string> {
  if (file.isEmpty) return ''
  const lines = await lake.query<{ line: string }>(
    sql`SELECT line FROM ${file.table('LineAsString')} LIMIT 1 SETTINGS max_threads = 1, input_format_parallel_parsing = 0`,
  )
  const header = (lines[0]?.line ?? '').replace(/^\uFEFF/, '')
  if (/[\0\uFFFD]/.test(header)) throw unreadable(file, 'it is not text')
  if (/\r./.test(header)) throw unreadable(file, 'its lines end with carriage returns only')
  return header
}

function splitNames(file: SourceFile, header: string, delimiter: string): readonly string[] {
  const names = splitHeader(header.replace(/\r$/, ''), delimiter)
  if (names === undefined) throw unreadable(file, 'a quote of its header is not closed')
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) throw unreadable(file, `the column "${repeated}" is there twice`)
  if (names.length > 1 && names.includes('')) throw unreadable(file, 'a column has no name')
  return names
}

function unreadable(file: SourceFile, reason: string): ThroughlineError {
  return new ThroughlineError('import/unreadable', { source: file.name, reason })
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
  const { lake, columns, settings } = text
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
    finish: async () => finish(text, await readRejectedRows(lake, rejectedPath), isWhole),
  }
}

const readCell = (cell: Sql): Reading => ({
  expression: sql`nullIf(${cell}, '')`,
  shape: { kind: 'text' },
})

async function finish(
  text: DelimitedText,
  rejected: readonly RejectedRow[],
  isWhole: boolean,
): Promise<ReadingEnd> {
  const { lake, file, delimiter, mayHaveUnclosedQuotes } = text
  const isSuspect =
    mayHaveUnclosedQuotes &&
    (rejected.some((row) => readsOn(row, delimiter)) || (isWhole && (await endsInQuotes(text))))
  if (isSuspect) return { unreadable: [], repair: () => cutUnclosedQuotes(lake, file, delimiter) }
  return { unreadable: await completeLastRow(text, rejected) }
}

/**
 * Whether the last quoted value may never be closed: ClickHouse then takes the rest of the file as that
 * value and finds nothing wrong. An odd number of quotes says so, or that one stands within a value.
 */
function endsInQuotes({ lake, file, lines }: DelimitedText): Promise<boolean> {
  const isPlain = file.path !== undefined && !isCompressed(file.name)
  return isPlain ? hasOddQuotes(file.path) : hasOddQuotesInLines(lake, lines)
}
