import { join as joinPath } from 'node:path'
import { open, readFile, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ident, join, literal, type Sql, sql, value } from '../../lake/sql.ts'
import { guessTextFields } from '../guess-fields.ts'
import type { OpenSource, SourceFile, SourceRows, UnreadableRow } from '../source.ts'
import { splitHeader } from './header.ts'
import { endOfLine, OpenQuote } from './unclosed-quotes.ts'

/** How a kind of delimited text differs from the others. */
export interface Delimited {
  readonly clickHouseFormat: 'CSVWithNames' | 'TSVWithNames'
  readonly delimiter: (header: string) => string
  readonly settings: (header: string, delimiter: string) => Sql
}

/** A text file with a header line: every column is read as text, converted later. */
export async function openDelimited(
  lake: LakeClient,
  file: SourceFile,
  dialect: Delimited,
): Promise<OpenSource> {
  const header = await headerLine(lake, file)
  const delimiter = dialect.delimiter(header)
  const names = splitHeader(header.replace(/\r$/, ''), delimiter)
  checkNames(file, names)
  if (names.length === 0) return noRows
  const structure = literal(names.map((_, index) => `c${index} Nullable(String)`).join(', '))
  const from = file.table(dialect.clickHouseFormat, structure)
  const settings = dialect.settings(header, delimiter)
  const tolerant = sql`${settings}, input_format_allow_errors_ratio = 1, input_format_with_names_use_header = 0`
  const columns = { names, from, settings: tolerant, lines: file.table('LineAsString'), delimiter }
  const hasQuotes = file.openQuotes === undefined && delimiter !== '\t'
  const known = { ...columns, hasQuotes, plainPath: plainPathOf(file) }
  const sample = rowsOf(lake, known)
  const cells = names.map(cell)
  const fields = await guessTextFields(lake, names, cells, from, sample.settings, sampleRows)
  await sample.unreadableRows()
  return { fields, rows: () => rowsOf(lake, { ...known, isWhole: true }) }
}

const sampleRows = 20_000

/** A file without a header has nothing to read. */
const noRows: OpenSource = {
  fields: [],
  rows: () => ({
    from: sql`(SELECT 0 AS number WHERE 0)`,
    settings: sql`max_threads = 1`,
    position: sql`toUInt64(number)`,
    problem: sql`''`,
    raw: sql`''`,
    reading: () => undefined,
    unreadableRows: async () => [],
  }),
}

/** Columns are read by position, so that any name will do. */
const cell = (_: string, index: number): Sql => ident(`c${index}`)

async function headerLine(lake: LakeClient, file: SourceFile): Promise<string> {
  if (file.isEmpty) return ''
  const lines = await lake.query<{ line: string }>(
    sql`SELECT line FROM ${file.table('LineAsString')} LIMIT 1 SETTINGS max_threads = 1, input_format_parallel_parsing = 0`,
  )
  const header = (lines[0]?.line ?? '').replace(/^\uFEFF/, '')
  if (/[\0\uFFFD]/.test(header)) throw unreadable(file, 'it is not text')
  if (/\r./.test(header)) throw unreadable(file, 'its lines end with carriage returns only')
  return header
}

function checkNames(file: SourceFile, names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) throw unreadable(file, `the column "${repeated}" is there twice`)
  if (names.length > 1 && names.includes('')) throw unreadable(file, 'a column has no name')
}

function unreadable(file: SourceFile, reason: string): ThroughlineError {
  return new ThroughlineError('import/unreadable', { source: file.name, reason })
}

interface Columns {
  readonly names: readonly string[]
  readonly from: Sql
  readonly settings: Sql
  /** The same source as lines. */
  readonly lines: Sql
  readonly delimiter: string
  /** Whether a row can go on behind the end of its line, and that was not looked into. */
  readonly hasQuotes: boolean
  /** Where the text lies as it is. */
  readonly plainPath: string | undefined
  /** Whether all rows are read, not only the first ones to guess from. */
  readonly isWhole?: boolean
}

function rowsOf(lake: LakeClient, columns: Columns): SourceRows {
  const recordPath = joinPath(lake.scratchDir, `${randomUUID()}.unreadable`)
  const cells = new Map(columns.names.map((name, index) => [name, cell(name, index)]))
  return {
    from: columns.from,
    settings: sql`${columns.settings}, input_format_parallel_parsing = 0, storage_file_read_method = 'read',
      input_format_record_errors_file_path = ${literal(recordPath)}`,
    position: sql`assumeNotNull(_row_number)`,
    problem: sql`''`,
    raw: sql`trimRight(formatRow('CSV', ${join([...cells.values()])}), '\n')`,
    reading: ({ path }) => {
      const found = cells.get(path)
      return found && { expression: sql`nullIf(${found}, '')`, shape: { kind: 'text' } }
    },
    async unreadableRows() {
      const rows = await recordedRows(lake, recordPath, columns)
      if (await endsInQuotes(lake, columns)) throw new OpenQuote(columns.delimiter)
      return rows
    },
  }
}

/**
 * Whether the last quoted value may never be closed: ClickHouse then takes the rest of the file as that
 * value and finds nothing wrong. An odd number of quotes says so, or that one stands within a value.
 */
async function endsInQuotes(lake: LakeClient, columns: Columns): Promise<boolean> {
  if (!columns.isWhole || !columns.hasQuotes) return false
  if (columns.plainPath !== undefined) return hasOddQuotes(columns.plainPath)
  const [found] = await lake.query<{ odd: number }>(
    sql`SELECT toUInt8(sum(countSubstrings(line, '"')) % 2) AS odd FROM ${columns.lines}`,
  )
  return found?.odd === 1
}

const plainPathOf = ({ path, name }: SourceFile): string | undefined =>
  /\.(gz|zst)$/i.test(name) ? undefined : path

/** The same by bytes, which is quicker than by lines. */
async function hasOddQuotes(path: string): Promise<boolean> {
  const file = await open(path)
  const bytes = Buffer.alloc(1 << 20)
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  let odd = 0
  try {
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length)
      if (bytesRead === 0) return odd === 1
      bytes.fill(0, bytesRead)
      odd ^= quoteParity(words)
    }
  } finally {
    await file.close()
  }
}

const QUOTES = 0x22222222
const LOW_BITS = 0x7f7f7f7f

/** 1 where the words have an odd number of quotes in their bytes, four at a time. */
function quoteParity(words: Int32Array): number {
  let parities = 0
  for (let i = 0; i < words.length; i++) {
    // The high bit of each byte that is no quote.
    const x = words[i]! ^ QUOTES
    parities ^= ((x & LOW_BITS) + LOW_BITS) | x
  }
  return bitParity((parities >>> 7) & 0x01010101)
}

/** The bytes’ lowest bits added without carry: of evenly many bytes an odd number are quotes when an odd number are not. */
const bitParity = (bits: number): number =>
  (bits ^ (bits >>> 8) ^ (bits >>> 16) ^ (bits >>> 24)) & 1

/** ClickHouse writes the rows that it could not split into columns to a CSV file. */
async function recordedRows(
  lake: LakeClient,
  path: string,
  columns: Columns,
): Promise<readonly UnreadableRow[]> {
  const recorded = await readFile(path).catch(() => Buffer.alloc(0))
  if (recorded.length === 0) {
    await rm(path, { force: true })
    return []
  }
  const structure = 'time String, db String, tbl String, number UInt64, problem String, raw String'
  const rows = await lake.query<UnreadableRow>(sql`
    SELECT toFloat64(number) AS rowNumber, raw, splitByString('ERROR: ', problem)[-1] AS problem
    FROM file(${value(path, 'String')}, 'CSV', ${literal(structure)}) ORDER BY number`)
  await rm(path, { force: true })
  if (columns.hasQuotes && rows.some(({ raw }) => goesOn(raw, columns.delimiter))) {
    throw new OpenQuote(columns.delimiter)
  }
  const last = rows.at(-1)
  if (last?.raw.startsWith(lost) !== true) return rows.filter(isRow)
  const raw = await lastLines(lake, columns, rows.length)
  return [...rows.slice(0, -1), { ...last, raw, problem: 'the row ends too early' }].filter(isRow)
}

/** Whether a row was read beyond its line; ClickHouse does not say what it took there. */
function goesOn(raw: string, delimiter: string): boolean {
  return raw.startsWith(lost) || endOfLine(raw.split('\n', 1)[0] ?? '', false, delimiter) === 'open'
}

/** A blank line is no row. */
function isRow(row: UnreadableRow): boolean {
  return row.raw.trim() !== ''
}

// ClickHouse 26.7 no longer has the text of a row that ends with the file.
const lost = 'Buffer has gone'

/** The lines that no other row took: the rest of the file after an unclosed quote, or its last line. */
async function lastLines(lake: LakeClient, columns: Columns, linesBefore: number): Promise<string> {
  const newlines = columns.names.map(
    (name, index) => sql`countSubstrings(ifNull(${cell(name, index)}, ''), '\n')`,
  )
  const [taken] = await lake.query<{ lines: number }>(sql`
    SELECT toFloat64(count() + sum(${join(newlines, sql` + `)})) AS lines FROM ${columns.from}
    SETTINGS ${columns.settings}`)
  const [rest] = await lake.query<{ text: string }>(sql`
    SELECT arrayStringConcat(groupArray(line), '\n') AS text FROM (
      SELECT line FROM ${columns.lines} LIMIT ${value(maxLostLines, 'UInt32')}
      OFFSET ${value((taken?.lines ?? 0) + linesBefore, 'UInt64')})
    SETTINGS max_threads = 1, input_format_parallel_parsing = 0`)
  return rest?.text ?? ''
}

const maxLostLines = 10_000
