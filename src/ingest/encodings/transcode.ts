import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
import type { LakeClient } from '../../lake/client.ts'
import { readPlainBytes } from '../containers/plain-bytes.ts'
import type { RepairedFile, SourceFile } from '../source.ts'
import { tableFunction } from '../table-function.ts'

/** A copy of a text in UTF-8. Lines that ended with a carriage return alone end with a line feed. */
export async function transcode(
  lake: LakeClient,
  file: SourceFile,
  encoding: string,
): Promise<RepairedFile> {
  const path = join(lake.scratchDir, `${randomUUID()}.utf-8`)
  const remove = () => rm(path, { force: true })
  try {
    await pipeline(
      await readPlainBytes(lake, file),
      decoding(encoding, file.head),
      createWriteStream(path),
    )
  } catch (error) {
    await remove()
    throw error
  }
  const { compression: _, ...rest } = file
  const copy = {
    ...rest,
    path,
    table: tableFunction('file', path, 'none'),
    head: decodeHead(file.head, encoding),
    settled: { ...file.settled, encoding: 'utf-8' },
    original: { encoding, ...file.original },
  }
  return { file: copy, remove }
}

/** The first bytes as they are in the copy. */
function decodeHead(head: Uint8Array, encoding: string): Uint8Array {
  return Buffer.from(createDecoder(encoding, head).write(Buffer.from(head)))
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

function decoding(encoding: string, head: Uint8Array): Transform {
  const decoder = createDecoder(encoding, head)
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, Buffer.from(decoder.write(chunk)))
    },
    flush(done) {
      done(null, Buffer.from(decoder.end()))
    },
  })
}
