import iconv from 'iconv-lite'
import type { LakeClient } from '../../lake/client.ts'
import { readPlainBytes } from '../containers/plain-bytes.ts'
import type { RepairedFile, SourceFile } from '../source.ts'
import { writeCopy } from '../write-copy.ts'

/** A copy of a text in UTF-8. Lines that ended with a carriage return alone end with a line feed. */
export async function transcode(
  lake: LakeClient,
  file: SourceFile,
  encoding: string,
): Promise<RepairedFile> {
  const bytes = await readPlainBytes(lake, file)
  return writeCopy(lake, file, decodeAll(bytes, encoding, file.head), {
    head: Buffer.from(createDecoder(encoding, file.head).write(Buffer.from(file.head))),
    settled: { encoding: 'utf-8' },
    original: { encoding },
  })
}

async function* decodeAll(bytes: AsyncIterable<Buffer>, encoding: string, head: Uint8Array) {
  const decoder = createDecoder(encoding, head)
  for await (const piece of bytes) yield decoder.write(piece)
  yield decoder.end()
}

/** Where no line of the first ones ends with a line feed, carriage returns become line feeds. */
function createDecoder(encoding: string, head: Uint8Array) {
  const decoder = iconv.getDecoder(encoding)
  const start = iconv.decode(Buffer.from(head), encoding)
  const hasOldLineEnds = start.includes('\r') && !start.includes('\n')
  const finish = (text: string) => (hasOldLineEnds ? text.replaceAll('\r', '\n') : text)
  return {
    write: (chunk: Buffer) => finish(decoder.write(chunk)),
    end: () => finish(decoder.end() ?? ''),
  }
}
