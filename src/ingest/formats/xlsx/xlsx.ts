import type { ZipFile } from 'yauzl'
import { ThroughlineError } from '../../../model/errors.ts'
import type { LayoutOptions } from '../../../model/import-options.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { isZip, withZip } from '../../containers/zip.ts'
import type { FileFormat, RepairedFile, SourceFile } from '../../source.ts'
import { writeCopy } from '../../write-copy.ts'
import { skipTo } from '../dialect.ts'
import { countTitleRows } from '../title-rows.ts'
import { readRows, type SheetRow } from './cells.ts'
import { listParts, type Parts } from './parts.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

export const xlsx: FileFormat = {
  name: 'xlsx',
  label: 'an Excel workbook',
  description:
    'A sheet of a workbook of Excel (`.xlsx`, `.xlsm`): the first that is shown, or the one that is named. The first row that is full has the names, what stands above it is a title; dates are read as such, in the dataset’s zone.',
  extensions: ['xlsx', 'xlsm'],
  layout: ['sheet', 'header', 'headerRow'],
  isText: false,
  recognises: ({ bytes }) => isZip(bytes),
  async open(lake, file, given) {
    return { repair: () => withZip(lake, file, (archive) => copySheet(lake, file, archive, given)) }
  },
}

async function copySheet(
  lake: LakeClient,
  file: SourceFile,
  archive: ZipFile,
  given: LayoutOptions,
): Promise<RepairedFile> {
  const parts = await listParts(archive, file.name)
  if (!parts.entries.has('xl/workbook.xml'))
    throw unreadable(file, 'it is a document, not a workbook of Excel')
  try {
    const workbook = await readWorkbook(parts, given.sheet)
    const headerRow = await findHeaderRow(parts, workbook, given)
    const start = headerRow ?? 1
    return await writeCopy(lake, file, writeLines(parts, workbook, start), {
      head: await readFirst(parts, workbook, start),
      settled: { ...asCsv, ...(headerRow !== undefined && { headerRow: 1 }) },
      original: { format: 'xlsx', sheet: workbook.sheet.name, ...(start > 1 && { headerRow }) },
    })
  } catch (error) {
    if (error instanceof ThroughlineError || (error instanceof Error && 'syscall' in error))
      throw error
    throw unreadable(file, 'it is a workbook that is broken')
  }
}

const HEAD_CHARACTERS = 1 << 16

const asCsv = { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', trim: false } as const

const LOOKED_AT = 50

/** The row that names the columns, where that is told or titles stand above it; undefined otherwise. */
async function findHeaderRow(
  parts: Parts,
  workbook: Workbook,
  given: LayoutOptions,
): Promise<number | undefined> {
  if (given.headerRow === undefined && given.header === false) return undefined
  const rows: SheetRow[] = []
  let last = 0
  for await (const row of readRows(parts, workbook)) {
    last = row.number
    if (rows.length < LOOKED_AT) rows.push(row)
    if (last >= (given.headerRow ?? 0) && rows.length === LOOKED_AT) break
  }
  if (given.headerRow !== undefined) return skipTo(given, last) + 1
  const titles = countTitleRows(rows.map(({ cells }) => cells.map((cell) => cell.trim())))
  return titles === 0 ? undefined : rows[titles]!.number
}

/** The first lines of the copy. */
async function readFirst(parts: Parts, workbook: Workbook, start: number): Promise<Uint8Array> {
  let text = ''
  for await (const line of writeLines(parts, workbook, start)) {
    text += line
    if (text.length > HEAD_CHARACTERS) break
  }
  return Buffer.from(text)
}

/** Rows from a number on as lines of CSV, as wide as the first one at least. */
async function* writeLines(parts: Parts, workbook: Workbook, start: number): AsyncIterable<string> {
  let width = 0
  for await (const { number, cells: row } of readRows(parts, workbook)) {
    if (number < start) continue
    width ||= row.length
    const cells = Array.from({ length: Math.max(width, row.length) }, (_, k) => row[k] ?? '')
    yield `${cells.map(quote).join()}\n`
  }
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

const unreadable = ({ name }: SourceFile, reason: string) =>
  new ThroughlineError('import/unreadable', { source: name, reason })
