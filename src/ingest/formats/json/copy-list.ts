import type { LakeClient } from '../../../lake/client.ts'
import { readPlainBytes } from '../../containers/plain-bytes.ts'
import type { RepairedFile, SourceFile, UnreadableRow } from '../../source.ts'
import { writeCopy } from '../../write-copy.ts'
import { ListSplitter } from './list-splitter.ts'

/** A copy of the elements of a list in a JSON document, one per line; `path` is `.` for the document itself. */
export async function copyList(
  lake: LakeClient,
  file: SourceFile,
  path: string,
): Promise<RepairedFile> {
  const takenOut: UnreadableRow[] = []
  const bytes = await readPlainBytes(lake, file)
  const splitter = new ListSplitter(path === '.' ? '' : Buffer.from(path).toString('latin1'))
  return writeCopy(lake, file, writeLines(bytes, splitter, takenOut), {
    head: Buffer.from('{'),
    takenOut,
    settled: jsonLines,
    ...(path !== '.' && { original: { rowsAt: path } }),
  })
}

/** Said of a copy that has a row on each line. */
export const LINES = 'lines'
export const jsonLines = { format: 'json', encoding: 'utf-8', rowsAt: LINES } as const

/** Bytes go through as they are: each is one character of Latin 1. */
async function* writeLines(
  pieces: AsyncIterable<Buffer>,
  splitter: ListSplitter,
  takenOut: UnreadableRow[],
) {
  let rows = 0
  for await (const piece of pieces) {
    const lines = splitter.feed(piece.toString('latin1'))
    rows += lines.length
    yield Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')
  }
  const rest = splitter.end()
  if (rest === undefined) return
  const raw = Buffer.from(rest, 'latin1').toString()
  const problem = 'the list of rows is not closed: the file has been cut off'
  takenOut.push({ rowNumber: rows + 1, raw, reason: 'unreadable-row', problem })
}
