import { ThroughlineError } from '../../model/errors.ts'
import type { LayoutOptions } from '../../model/import-options.ts'
import type { Quote } from './quote.ts'
import { splitRow } from './split-row.ts'
import { scanLine } from './unclosed-quotes.ts'

/** How a delimited text is laid out. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: Quote
  /** Lines before the first row of data: blank ones, comments, the header. */
  readonly linesBefore: number
  /** The same as rows: a header may go over several lines. */
  readonly rowsBefore: number
  readonly hasHeader: boolean
  /** None in a text without a row. */
  readonly names: readonly string[]
}

/** Tried in this order; the later ones only where none of the others separates anything. */
const usualDelimiters = [',', ';', '\t', '|']
const unusualDelimiters = [':', '^', '~', '\x01', '\x1f']

/**
 * The dialect of a delimited text by its first lines, as far as it is not given.
 *
 * @throws ThroughlineError `import/unreadable`, `import/invalid-option`
 */
export function findDialect(
  source: string,
  text: string,
  isWhole: boolean,
  given: LayoutOptions,
): Dialect {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  if (!isWhole) lines.pop()
  if (lines.length === 0) throw unreadable(source, 'its first line does not end')
  if (lines.length === 0) throw unreadable(source, 'its first line does not end')
  const quote = readQuote(given.quote) ?? guessQuote(lines)
  const { skipped, delimiter: declared } = skipPreamble(lines)
  const rest = lines.slice(skipped)
  const delimiter = readDelimiter(given.delimiter) ?? declared ?? guessDelimiter(rest, quote)
  const [first = '', ...rows] = takeRows(rest, delimiter, quote)
  const cells = splitRow(first, delimiter, quote)
  if (cells === undefined) throw unreadable(source, 'a quote of its header is not closed')
  const next = rows.map((row) => splitRow(row, delimiter, quote)).filter((row) => row !== undefined)
  const hasHeader = given.header ?? !looksLikeData(cells)
  const linesBefore = skipped + (hasHeader ? first.split('\n').length : 0)
  const rowsBefore = skipped + (hasHeader ? 1 : 0)
  const names = hasHeader ? nameColumns(source, cells, next) : cells.map((_, n) => columnName(n))
  return { delimiter, quote, linesBefore, rowsBefore, hasHeader, names }
}

/** Blank lines, comments before a header, and `sep=;`, with which Excel is told of a delimiter. */
function skipPreamble(lines: readonly string[]) {
  let skipped = lines.findIndex((line) => line.trim() !== '')
  if (skipped === -1) return { skipped: lines.length, delimiter: undefined }
  const declared = /^"?sep=(.)"?$/i.exec(lines[skipped]!)?.[1]
  if (declared !== undefined) return { skipped: skipped + 1, delimiter: declared }
  const isComment = (line = '') => line.startsWith('#')
  // A single line may be a header whose first name has a # in it.
  if (isComment(lines[skipped]) && isComment(lines[skipped + 1])) {
    while (isComment(lines[skipped]) || lines[skipped] === '') skipped += 1
  }
  return { skipped, delimiter: undefined }
}

const LOOKED_AT = 50

/** The first rows, as text: lines, and what follows them where a quote goes on. */
function takeRows(lines: readonly string[], delimiter: string, quote: Quote): readonly string[] {
  const rows: string[] = []
  let open: string[] = []
  for (const line of lines) {
    if (open.length === 0 && line.trim() === '') continue
    open.push(line)
    const end = quote === 'none' ? 'whole' : scanLine(line, open.length > 1, delimiter, quote)
    if (end === 'open') continue
    rows.push(open.join('\n'))
    open = []
    if (rows.length === LOOKED_AT) return rows
  }
  return rows.length === 0 && open.length > 0 ? [open.join('\n')] : rows
}

/** The delimiter that splits the first rows into the most columns, and equally many. */
function guessDelimiter(lines: readonly string[], quote: Quote): string {
  const find = (candidates: readonly string[]) => {
    const scored = candidates.map((delimiter) => ({
      delimiter,
      score: score(lines, delimiter, quote),
    }))
    return scored.reduce((best, each) => (each.score > best.score ? each : best))
  }
  const usual = find(usualDelimiters)
  if (usual.score > 0) return usual.delimiter
  const unusual = find(unusualDelimiters)
  return unusual.score > 1 ? unusual.delimiter : ','
}

const MOSTLY = 0.7
const UNLIKELY = 0.01

function score(lines: readonly string[], delimiter: string, quote: Quote): number {
  const widths = takeRows(lines, delimiter, quote).map((row) =>
    countDelimiters(row, delimiter, quote),
  )
  const [width = 0, ...others] = widths
  const same = others.filter((other) => other === width || other === width + 1).length
  const share = others.length === 0 ? 1 : same / others.length
  return width * (share >= MOSTLY ? 1 : UNLIKELY)
}

/** Whether a text has the same number of columns in its first rows, two at least. */
export function looksDelimited(text: string): boolean {
  const lines = text.split('\n', LOOKED_AT)
  const isMore = (delimiter: string) => score(lines, delimiter, '"') >= 1
  return lines.length > 2 && [...usualDelimiters, ...unusualDelimiters].some(isMore)
}

function countDelimiters(row: string, delimiter: string, quote: Quote): number {
  let isQuoted = false
  let count = 0
  for (const character of row) {
    if (character === quote) isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) count += 1
  }
  return count
}

/** Single quotes where every name of the header stands in them. */
function guessQuote(lines: readonly string[]): Quote {
  const first = lines.find((line) => line.trim() !== '') ?? ''
  return /^'[^']*'([^\w']'[^']*')*$/.test(first.trim()) ? "'" : '"'
}

const time = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/
const number = /^[-+]?\d+([.,]\d+)?$/

/** Names of columns are no times, and most of them no numbers. */
function looksLikeData(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => number.test(cell)).length
  return cells.some((cell) => time.test(cell)) || (numbers > 0 && numbers * 2 >= cells.length)
}

const columnName = (index: number): string => `c${index + 1}`

/** Columns without a name, such as the index that pandas writes, are numbered. */
function nameColumns(
  source: string,
  cells: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (cells.length === 1 && cells[0] === '') return []
  const named = withMissingColumn(cells, rows).map((name, index) => name || columnName(index))
  const repeated = named.find((name, index) => named.indexOf(name) !== index)
  if (repeated !== undefined) throw unreadable(source, `the column "${repeated}" is there twice`)
  return named
}

/** Rows with one cell more than the header: R's names of rows at the start, or a delimiter at the end. */
function withMissingColumn(
  cells: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0 || rows.some((row) => row.length !== cells.length + 1)) return cells
  return rows.every((row) => row.at(-1) === '') ? [...cells, ''] : ['', ...cells]
}

const words: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['space', ' '],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|'],
])

function readDelimiter(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const delimiter = words.get(given) ?? given
  const isAscii = delimiter.length === 1 && delimiter > '\0' && delimiter < '\x7f'
  if (isAscii && !'"\'\n\r'.includes(delimiter)) return delimiter
  const allowed = ['one character', ...words.keys()]
  throw new ThroughlineError(
    'import/invalid-option',
    { option: 'delimiter', value: given, allowed },
    ['delimiter'],
  )
}

function readQuote(given: string | undefined): Quote | undefined {
  if (given === undefined || given === '"' || given === "'" || given === 'none') return given
  const allowed = ['"', "'", 'none']
  throw new ThroughlineError('import/invalid-option', { option: 'quote', value: given, allowed }, [
    'quote',
  ])
}

function unreadable(source: string, reason: string): ThroughlineError {
  return new ThroughlineError('import/unreadable', { source, reason })
}
