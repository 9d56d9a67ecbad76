import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { LakeClient } from '../lake/client.ts'
import type { RepairedFile, SourceFile } from './source.ts'
import { tableFunction } from './table-function.ts'

/** What is different in a copy. */
type Changes = Pick<SourceFile, 'head'> &
  Partial<Pick<SourceFile, 'takenOut' | 'settled' | 'original'>>

/** Writes a copy of a file from pieces, UTF-8 where they are texts; what it is adds to what is known. */
export async function writeCopy(
  lake: LakeClient,
  file: SourceFile,
  pieces: AsyncIterable<Uint8Array | string>,
  changes: Changes,
): Promise<RepairedFile> {
  const path = join(lake.scratchDir, `${randomUUID()}.copy`)
  const remove = () => rm(path, { force: true })
  try {
    await pipeline(Readable.from(pieces), createWriteStream(path))
  } catch (error) {
    await remove()
    throw error
  }
  const { compression: _, survey: __, ...rest } = file
  const copy = {
    ...rest,
    ...changes,
    path,
    table: tableFunction(path, 'none'),
    settled: { ...file.settled, ...changes.settled },
    original: { ...changes.original, ...file.original },
  }
  return { file: copy, remove }
}
