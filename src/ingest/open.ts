import { isUtf8 } from 'node:buffer'
import type { FileLayout } from '../model/answers/imports.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions, LayoutOptions } from '../model/import-options.ts'
import type { Path } from '../model/path.ts'
import type { LakeClient } from '../lake/client.ts'
import { reading } from './broken-file.ts'
import { checkLines } from './check-lines.ts'
import { compressions, containers } from './containers/index.ts'
import { readPlainBytes } from './containers/plain-bytes.ts'
import { checkEncoding, findWideEncoding, guessEncoding } from './encodings/find-encoding.ts'
import { surveyText } from './encodings/survey-text.ts'
import { transcode } from './encodings/transcode.ts'
import { findForeign } from './foreign.ts'
import { looksDelimited } from './formats/dialect.ts'
import { formats } from './formats/index.ts'
import { csv } from './formats/csv.ts'
import { parseColumns } from './formats/parse-columns.ts'
import { readTextHead } from './formats/text-head.ts'
import type { FileFormat, Head, OpenFile, Repairable, RepairedFile, SourceFile } from './source.ts'
import { writeCopy } from './write-copy.ts'

/** A file that can be read as it is, and how it is laid out. */
export interface Opened extends OpenFile {
  readonly layout: FileLayout
}

/**
 * Opens a file in the format that is asked for, or else that its first bytes, its name and its text
 * tell of, in this order.
 *
 * @throws ThroughlineError `import/unknown-format`, `import/unreadable`, `import/ambiguous-encoding`,
 *   `import/invalid-option`, `import/unknown-encoding`
 */
export async function open(
  lake: LakeClient,
  file: SourceFile,
  options: FileOptions,
): Promise<Opened | Repairable> {
  const given = { ...options, ...file.settled }
  const asked = given.format === undefined ? undefined : findByName(file, given.format)
  const binary = findBinary(file, asked)
  if (binary !== undefined) return openAs(lake, file, binary, given)
  const encoding = await findEncoding(lake, file, given)
  if (encoding !== undefined) return { repair: () => transcode(lake, file, encoding) }
  if (hasOldLineEnds(file)) return { repair: () => transcode(lake, file, 'utf-8') }
  const format = asked ?? findText(file)
  const survey = await surveyWhole(lake, file, given)
  if (!format.mayBeOneLine) checkLines({ ...file, survey })
  if (survey.isUnread) return { repair: () => copyPlain(lake, file) }
  const isSettled = survey.isUtf8 || given.encoding !== undefined
  const guessed = isSettled ? 'utf-8' : await guessEncoding(lake, file)
  if (guessed === 'utf-8') return openAs(lake, { ...file, survey }, format, given)
  return { repair: () => transcode(lake, file, guessed) }
}

async function openAs(
  lake: LakeClient,
  file: SourceFile,
  format: FileFormat,
  given: FileOptions,
): Promise<Opened | Repairable> {
  const opened = await reading(file, () => format.open(lake, file, given))
  if ('repair' in opened) return opened
  const encoding = format.isText ? { encoding: 'utf-8' } : {}
  const found: LayoutOptions = { ...encoding, ...opened.layout, ...file.original }
  const packed = file.packed.length > 0 && { packed: file.packed }
  const read = parseColumns(lake, opened, given.parseJson ?? [])
  return { ...read, layout: { ...ownLayout(found.format ?? format.name, found), ...packed } }
}

/** What applies to a file's format: not how a copy of it was written. */
function ownLayout(format: string, found: LayoutOptions): FileLayout {
  const own = formats.find(({ name }) => name === format)?.layout ?? []
  const options = Object.entries(found).filter(([option]) => own.some((each) => each === option))
  return { ...Object.fromEntries(options), format }
}

/** Errors: import/unknown-format, at `path`, of a name that no format has. */
export function refuseUnknownFormat(name: string, path: Path): void {
  if (formatOf(name) === undefined) throw unknownFormat(name, name, path)
}

const formatOf = (name: string): FileFormat | undefined => {
  const wanted = name.toLowerCase()
  return formats.find((format) => format.name === wanted || format.extensions.includes(wanted))
}

function unknownFormat(source: string, format: string, path: Path): ThroughlineError {
  const allowed = formats.map(({ name }) => name)
  return new ThroughlineError('import/unknown-format', { source, format, allowed }, path)
}

function findByName({ name: source }: SourceFile, name: string): FileFormat {
  const found = formatOf(name)
  if (found !== undefined) return found
  throw unknownFormat(source, name, ['format'])
}

/** The format of a file that is no text. */
function findBinary(file: SourceFile, asked: FileFormat | undefined): FileFormat | undefined {
  const head = readTextHead(file)
  const found = formats.find((format) => !format.isText && format.recognises?.(head))
  const expected = asked ?? findByExtension(file.name)
  if (found !== undefined && (asked === undefined || asked === found)) return found
  if (found !== undefined) throw unreadable(file, `it is ${found.label}`)
  const foreign = findForeign(file.head, head.text)
  if (foreign !== undefined) throw unreadable(file, foreign)
  if (expected === undefined || expected.isText) return undefined
  throw unreadable(file, file.head.length === 0 ? 'it is empty' : `it is not ${expected.label}`)
}

/**
 * The files of an archive that are data, and those that are none, such as a page that explains them.
 * All are taken for data where none is, so that reading them says what they are.
 */
export function dataOf(files: readonly SourceFile[]) {
  const data = files.filter(isData)
  if (files.length === 1 || data.length === 0) return { files, others: [] }
  return { files: data, others: files.filter((file) => !data.includes(file)) }
}

function isData(file: SourceFile): boolean {
  try {
    return (findBinary(file, undefined) ?? findText(file)) !== undefined
  } catch (error) {
    if (error instanceof ThroughlineError) return false
    throw error
  }
}

/** The encoding that a text has to be brought from; undefined when it is UTF-8 so far. */
async function findEncoding(
  lake: LakeClient,
  file: SourceFile,
  given: FileOptions,
): Promise<string | undefined> {
  const isSettled = file.settled?.encoding !== undefined
  const told = given.encoding === undefined ? undefined : checkEncoding(given.encoding)
  const wide = isSettled ? undefined : findWideEncoding(file)
  const found = told ?? wide ?? (isUtf8Start(file.head) ? 'utf-8' : await guessEncoding(lake, file))
  return isSettled || found === 'utf-8' || found === 'utf8' ? undefined : found
}

/** The last bytes may be the start of a character. */
const isUtf8Start = (head: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))))

/** Carriage returns alone, as Macs once wrote them: a copy ends its lines with line feeds. */
function hasOldLineEnds({ head }: SourceFile): boolean {
  return head.includes(CARRIAGE_RETURN) && !head.includes(LINE_FEED)
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Looks at all of a text. */
function surveyWhole(lake: LakeClient, file: SourceFile, { quote }: FileOptions) {
  return reading(file, () => surveyText(lake, file, quote?.length === 1 ? quote : '"'))
}

/** Unpacked on disk, where a line of any length can be looked at. */
async function copyPlain(lake: LakeClient, file: SourceFile): Promise<RepairedFile> {
  return writeCopy(lake, file, await readPlainBytes(lake, file), { head: file.head })
}

/** @throws ThroughlineError `import/unknown-format` */
function findText(file: SourceFile): FileFormat {
  const head = readTextHead(file)
  const found = recogniseText(head) ?? findByExtension(file.name)
  if (found !== undefined) return found
  if (looksDelimited(head.text)) return csv
  const allowed = formats.flatMap(({ extensions }) => extensions)
  throw new ThroughlineError('import/unknown-format', { source: file.name, allowed })
}

/** The text format that a text begins like; undefined of delimited text, which begins like any. */
export const recogniseText = (head: Head): FileFormat | undefined =>
  formats.find(({ isText, recognises }) => isText && recognises?.(head))

/** `https://host/events.csv.gz?v=1` → CSV */
function findByExtension(name: string): FileFormat | undefined {
  const path = (name.split(/[?#]/, 1)[0] ?? name).toLowerCase()
  const extension = /\.(\w+)$/.exec(withoutPacking(path))?.[1]
  return formats.find(({ extensions }) => extension !== undefined && extensions.includes(extension))
}

const packings = [...compressions, ...containers].flatMap(({ extensions }) => extensions)

/** `events.csv.gz` → `events.csv` */
function withoutPacking(path: string): string {
  const ending = packings.find((extension) => path.endsWith(`.${extension}`))
  return ending === undefined ? path : withoutPacking(path.slice(0, -ending.length - 1))
}

const unreadable = ({ name }: SourceFile, reason: string) =>
  new ThroughlineError('import/unreadable', { source: name, reason })
