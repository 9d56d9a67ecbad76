import { rm } from 'node:fs/promises'
import { LakeError, ThroughlineError } from '../model/errors.ts'
import type { LakeClient } from '../lake/client.ts'
import { engineCodeOf } from '../lake/lake-error.ts'
import {
  type BatchOpening,
  type BatchResult,
  beginBatch,
  commitBatch,
  type DatasetRecord,
  failBatch,
  findRecord,
  forgetBatch,
} from '../lake/datasets/index.ts'
import { type Copied, copyRows } from './copy-rows.ts'
import { countReplaced, removeDuplicates } from './duplicates.ts'
import { formatOf, formats, knownExtensions } from './formats/index.ts'
import { OpenQuote, withoutOpenQuotes } from './formats/unclosed-quotes.ts'
import { prepareDataset } from './prepare.ts'
import type { OpenSource, SourceFile, SourceFormat } from './source.ts'
import { watchReading } from './watch-reading.ts'

/** What importing one file came to. */
export interface ImportedFile extends BatchResult {
  readonly batch: number
  readonly source: string
}

export interface ImportWatch {
  readonly signal?: AbortSignal | undefined
  /** The share of the file that has been read, 0 to 1, rising; silent where it is not known. */
  readonly onShare?: (share: number) => void
}

/**
 * Imports one file as one batch: all of it or, when it cannot be read, nothing.
 *
 * @throws ThroughlineError `import/unreadable`, `import/unknown-format`, `import/missing-field`
 */
export async function importFile(
  lake: LakeClient,
  known: DatasetRecord,
  file: SourceFile,
  watch: ImportWatch = {},
): Promise<ImportedFile> {
  try {
    return await importAsItIs(lake, known, file, watch)
  } catch (thrown) {
    if (!(thrown instanceof OpenQuote)) throw thrown
    const { copy, ...sound } = await withoutOpenQuotes(lake, file, thrown.delimiter)
    const record = (await findRecord(lake, known.id)) ?? known
    return importAsItIs(lake, record, sound, watch).finally(() => rm(copy, { force: true }))
  }
}

async function importAsItIs(
  lake: LakeClient,
  known: DatasetRecord,
  file: SourceFile,
  { signal, onShare = () => {} }: ImportWatch,
): Promise<ImportedFile> {
  const source = await readable(file, () => openSource(lake, file))
  const record = await prepareDataset(lake, known, file, source.fields)
  const opening = await beginBatch(lake, record.id, file.name)
  try {
    const stop = file.path === undefined ? () => {} : watchReading(file.path, onShare)
    const result = await readable(file, () =>
      fillBatch(lake, record, source, file, opening).finally(stop),
    )
    signal?.throwIfAborted()
    const nextRow = opening.firstRow + BigInt(result.read) + 1n
    await commitBatch(lake, record.id, opening, file.name, result, nextRow)
    return { batch: opening.batch, source: file.name, ...result }
  } catch (thrown) {
    if (thrown instanceof OpenQuote) await forgetBatch(lake, record.id, opening)
    if (thrown instanceof OpenQuote) throw thrown
    const problem = thrown instanceof Error ? thrown.message : String(thrown)
    await failBatch(lake, record.id, opening, file.name, problem)
    throw thrown
  }
}

async function openSource(lake: LakeClient, file: SourceFile): Promise<OpenSource> {
  const format = formatOf(file.name)
  if (format === undefined) {
    const params = { source: file.name, allowed: knownExtensions() }
    throw new ThroughlineError('import/unknown-format', params)
  }
  checkHead(file, format)
  return format.open(lake, file)
}

/** The first bytes tell some formats apart, whatever the file is called. */
function checkHead(file: SourceFile, format: SourceFormat): void {
  if (file.head === undefined || /\.(gz|zst)$/i.test(file.name)) return
  const head = Buffer.from(file.head).toString('latin1')
  const reason = headProblem(head, file.isEmpty, format)
  if (reason !== '') throw new ThroughlineError('import/unreadable', { source: file.name, reason })
}

function headProblem(head: string, isEmpty: boolean, format: SourceFormat): string {
  const others = formats.filter(({ magic }) => magic !== undefined && head.startsWith(magic))
  if (format.magic !== undefined && !isEmpty && !head.startsWith(format.magic)) {
    return `it is not ${format.label}`
  }
  if (isEmpty && format.magic !== undefined) return 'it is empty'
  if (others[0] !== undefined && others[0] !== format) return `it is ${others[0].label}`
  if (head.startsWith('\x1f\x8b')) return 'it is compressed; its name should end in .gz'
  if (head.startsWith('\x28\xb5\x2f\xfd')) return 'it is compressed; its name should end in .zst'
  return head.startsWith('PK\x03\x04') ? 'it is a zip archive' : ''
}

async function fillBatch(
  lake: LakeClient,
  record: DatasetRecord,
  source: OpenSource,
  file: SourceFile,
  opening: BatchOpening,
): Promise<BatchResult> {
  if (file.isEmpty) return emptyResult
  const copied = await copyRows(lake, record, source.rows(record.fields), opening, file.openQuotes)
  const skipped = Object.values(copied.skipped).reduce((sum, count) => sum + count, 0)
  if (copied.added === 0) refuseIfNothingReadable(file, copied, skipped)
  const duplicates = await removeDuplicates(lake, record, opening.batch)
  const replaced = await countReplaced(lake, record, opening.batch)
  return {
    read: copied.added + skipped,
    added: copied.added - duplicates,
    duplicates,
    replaced,
    skipped: copied.skipped,
    unreadable: copied.unreadable,
  }
}

const emptyResult: BatchResult = {
  read: 0,
  added: 0,
  duplicates: 0,
  replaced: 0,
  skipped: {},
  unreadable: {},
}

/** A file in which no row is what it says is not that kind of file. */
function refuseIfNothingReadable(file: SourceFile, copied: Copied, skipped: number): void {
  const { 'unreadable-row': unreadable = 0, 'unclosed-quote': unclosed = 0 } = copied.skipped
  if (skipped === 0 || unreadable + unclosed !== skipped) return
  const [open] = file.openQuotes ?? []
  const reason =
    open === undefined
      ? (copied.problem ?? 'no row can be read')
      : `the quote opened in line ${open.number} is never closed`
  throw new ThroughlineError('import/unreadable', { source: file.name, reason })
}

/** Runs `work`; what ClickHouse says about a broken file becomes the caller's error. */
async function readable<T>(file: SourceFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof LakeError) || !brokenFile.has(engineCodeOf(thrown) ?? 0)) throw thrown
    throw new ThroughlineError('import/unreadable', { source: file.name, reason: said(thrown) })
  }
}

/** What ClickHouse says, without where it was when it said so. */
function said({ message }: LakeError): string {
  const [line = ''] = message.replace(/^Code: \d+\. DB::Exception: /, '').split('\n', 1)
  return line.split(
    /:? (?:While (?:reading|executing)|while executing|\(in file\/uri)|: In scope |\. You can allow /,
  )[0]!
}

// Codes of ClickHouse/src/Common/ErrorCodes.cpp that reading a broken or absent source ends with.
const brokenFile = new Set([
  6, 8, 25, 26, 27, 32, 33, 36, 38, 41, 53, 72, 79, 86, 107, 117, 198, 210, 271, 354, 432, 483, 499,
  561, 608, 636, 668, 1000, 1001, 1002,
])
