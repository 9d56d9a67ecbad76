import { ThroughlineError } from '../../model/errors.ts'
import type { LayoutOptions } from '../../model/import-options.ts'
import { looksLikeData } from './looks-like-data.ts'
import { looksPadded } from './padding.ts'
import type { Quote } from './quote.ts'
import { splitRow } from './split-row.ts'
import { countTitleRows, MOST_TITLES } from './title-rows.ts'
import { scanLine } from './unclosed-quotes.ts'

/** How a delimited text is laid out. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: Quote
  /** Lines before the first row of data: blank ones, comments, titles, the header. */
  readonly linesBefore: number
  /** The same as rows: a header may go over several lines. */
  readonly rowsBefore: number
  readonly hasHeader: boolean
  /** The header's first line, from 1. */
  readonly headerRow?: number
  /** Whether blanks beside delimiters are no parts of values. */
  readonly trim: boolean
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
  const quote = readQuote(given.quote) ?? guessQuote(lines)
  const preamble = skipPreamble(lines)
  const told = readDelimiter(given.delimiter) ?? preamble.delimiter
  const skipped = given.headerRow === undefined ? preamble.skipped : skipTo(given, lines.length)
  const { delimiter, rows, titles } = divide(lines.slice(skipped), quote, told, given)
  const [first, ...others] = rows.slice(titles)
  const cells = splitRow(first?.text ?? '', delimiter, quote)
  if (cells === undefined) throw unreadable(source, 'a quote of its header is not closed')
  const next = others
    .map(({ text: row }) => splitRow(row, delimiter, quote))
    .filter((row) => row !== undefined)
  const below = rows.slice(titles).map(({ text: row }) => row)
  const trim = given.trim ?? looksPadded(below, delimiter, quote)
  const isTold = given.headerRow !== undefined || titles > 0
  const hasHeader = given.header ?? (isTold || !looksLikeData(cells))
  if (!hasHeader) {
    const names = cells.map((_, n) => columnName(n))
    return { delimiter, quote, linesBefore: skipped, rowsBefore: skipped, hasHeader, trim, names }
  }
  const headerLine = skipped + (first?.line ?? 0)
  const above = rows.slice(0, titles).reduce((sum, { text: row }) => sum + countMoreLines(row), 0)
  return {
    delimiter,
    quote,
    linesBefore: headerLine + 1 + countMoreLines(first?.text ?? ''),
    rowsBefore: headerLine + 1 - above,
    hasHeader,
    trim,
    ...(first && { headerRow: headerLine + 1 }),
    names: nameColumns(source, cells, next),
  }
}

/** Lines of a row behind its first. */
const countMoreLines = (row: string): number => row.split('\n').length - 1

/** The lines before the header that is told. @throws ThroughlineError `import/invalid-option` */
export function skipTo({ header, headerRow = 1 }: LayoutOptions, rows: number): number {
  if (header !== false && headerRow <= rows) return headerRow - 1
  const allowed = header === false ? ['no number where no row names the columns'] : [`1 to ${rows}`]
  const params = { option: 'headerRow', value: headerRow, allowed }
  throw new ThroughlineError('import/invalid-option', params, ['headerRow'])
}

/** Texts of one column may have a semicolon each: what divides them into two is none. */
const FEW_COLUMNS = 2

interface Divided {
  readonly delimiter: string
  readonly rows: readonly TextRow[]
  /** Rows above the header. */
  readonly titles: number
}

/**
 * Divides lines into rows. Titles above the header do not have its delimiters: what divides the rows below
 * them is tried where the first row does not tell.
 */
function divide(
  lines: readonly string[],
  quote: Quote,
  told: string | undefined,
  { header, headerRow }: LayoutOptions,
): Divided {
  const delimiter = told ?? guessDelimiter(lines, quote)
  const rows = takeRows(lines, delimiter, quote)
  if (header === false || headerRow !== undefined) return { delimiter, rows, titles: 0 }
  const isTold = told !== undefined || score(lines, delimiter, quote) >= FEW_COLUMNS
  const tried = isTold ? [delimiter] : [delimiter, ...guessBelow(lines, quote)]
  const divided = tried.map((each) => {
    const found = takeRows(lines, each, quote)
    const cells = found.map(({ text }) => splitRow(text, each, quote) ?? [])
    const titles = countTitleRows(cells)
    const isClear = each === delimiter || (cells[titles]?.length ?? 0) > FEW_COLUMNS
    return { delimiter: each, rows: found, titles: isClear ? titles : 0 }
  })
  return divided.find(({ titles }) => titles > 0) ?? { delimiter, rows, titles: 0 }
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

interface TextRow {
  readonly text: string
  /** The index of its first line. */
  readonly line: number
}

/** The first rows: lines, and what follows them where a quote goes on; blank lines are none. */
function takeRows(lines: readonly string[], delimiter: string, quote: Quote): readonly TextRow[] {
  const rows: TextRow[] = []
  let open: string[] = []
  const take = (index: number) => {
    rows.push({ text: open.join('\n'), line: index + 1 - open.length })
    open = []
  }
  for (const [index, line] of lines.entries()) {
    if (open.length === 0 && line.trim() === '') continue
    open.push(line)
    const end = quote === 'none' ? 'whole' : scanLine(line, open.length > 1, delimiter, quote)
    if (end === 'open') continue
    take(index)
    if (rows.length === LOOKED_AT) return rows
  }
  if (rows.length === 0 && open.length > 0) take(lines.length - 1)
  return rows
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

/** The delimiters that divide the rows below each of the first lines, where these say nothing. */
function guessBelow(lines: readonly string[], quote: Quote): readonly string[] {
  const found = lines.slice(0, MOST_TITLES).flatMap((_, skipped) => {
    const below = lines.slice(skipped + 1, skipped + 1 + LOOKED_AT)
    return usualDelimiters.filter((delimiter) => score(below, delimiter, quote) >= 1)
  })
  return [...new Set(found)]
}

const MOSTLY = 0.7
const UNLIKELY = 0.01

function score(lines: readonly string[], delimiter: string, quote: Quote): number {
  const widths = takeRows(lines, delimiter, quote).map(({ text }) =>
    countDelimiters(text, delimiter, quote),
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

const columnName = (index: number): string => `c${index + 1}`

/** Columns without a name, such as the index that pandas writes, are numbered. */
function nameColumns(
  source: string,
  cells: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (cells.length === 1 && cells[0] === '') return []
  const named = withMissingColumn(cells, rows).map((name, index) => name || columnName(index))
  const seen = new Set<string>()
  const repeated = named.find((name) => seen.size === seen.add(name).size)
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
