import type { ZipFile } from 'yauzl'
import { ThroughlineError } from '../../../model/errors.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { isZip, withZip } from '../../containers/zip.ts'
import type { FileFormat, RepairedFile, SourceFile } from '../../source.ts'
import { writeCopy } from '../../write-copy.ts'
import { readRows } from './cells.ts'
import { listParts, type Parts } from './parts.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

export const xlsx: FileFormat = {
  name: 'xlsx',
  label: 'an Excel workbook',
  description:
    'A sheet of a workbook of Excel (`.xlsx`, `.xlsm`): the first that is shown, or the one that is named. Its first row has the names; dates are read as such, in the dataset’s zone.',
  extensions: ['xlsx', 'xlsm'],
  isText: false,
  recognises: ({ bytes }) => isZip(bytes),
  async open(lake, file, { sheet }) {
    return { repair: () => withZip(lake, file, (archive) => copySheet(lake, file, archive, sheet)) }
  },
}

async function copySheet(
  lake: LakeClient,
  file: SourceFile,
  archive: ZipFile,
  wanted: string | undefined,
): Promise<RepairedFile> {
  const parts = await listParts(archive, file.name)
  if (!parts.entries.has('xl/workbook.xml'))
    throw unreadable(file, 'it is a document, not a workbook of Excel')
  try {
    const workbook = await readWorkbook(parts, wanted)
    return await writeCopy(lake, file, writeLines(parts, workbook), {
      head: await readFirst(parts, workbook),
      settled: { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"' },
      original: { format: 'xlsx', sheet: workbook.sheet.name },
    })
  } catch (error) {
    if (error instanceof ThroughlineError || (error instanceof Error && 'syscall' in error))
      throw error
    throw unreadable(file, 'it is a workbook that is broken')
  }
}

const HEAD_CHARACTERS = 1 << 16

/** The first lines of the copy. */
async function readFirst(parts: Parts, workbook: Workbook): Promise<Uint8Array> {
  let text = ''
  for await (const line of writeLines(parts, workbook)) {
    text += line
    if (text.length > HEAD_CHARACTERS) break
  }
  return Buffer.from(text)
}

/** Rows as lines of CSV, as wide as the first one at least. */
async function* writeLines(parts: Parts, workbook: Workbook): AsyncIterable<string> {
  let width = 0
  for await (const row of readRows(parts, workbook)) {
    width ||= row.length
    const cells = Array.from({ length: Math.max(width, row.length) }, (_, k) => row[k] ?? '')
    yield `${cells.map(quote).join()}\n`
  }
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

const unreadable = ({ name }: SourceFile, reason: string) =>
  new ThroughlineError('import/unreadable', { source: name, reason })
