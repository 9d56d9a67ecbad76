import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { LakeError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { literal, sql, value } from '../../lake/sql.ts'
import type { SourceFile } from '../source.ts'

const bytes = literal('b UInt8')

/** The first bytes of a file, unpacked; all of a shorter one. */
export async function readHead(
  lake: LakeClient,
  { table }: Pick<SourceFile, 'table'>,
  length: number,
): Promise<Uint8Array> {
  const [row] = await lake.query<{ head: string }>(sql`
    SELECT arrayStringConcat(groupArray(hex(b))) AS head FROM (
      SELECT b FROM ${table('RowBinary', bytes)} LIMIT ${value(length, 'UInt32')})
    SETTINGS max_threads = 1`)
  return Buffer.from(row?.head ?? '', 'hex')
}

const PIECE_BYTES = 1 << 16
const pieces = literal(`piece FixedString(${PIECE_BYTES})`)

/** Whether more bytes are in a packed file than so many. Unpacks no more than these, and keeps none. */
export async function unpacksBeyond(
  lake: LakeClient,
  { table }: Pick<SourceFile, 'table'>,
  bytes: number,
): Promise<boolean> {
  const most = Math.floor(bytes / PIECE_BYTES) + 1
  try {
    const [found] = await lake.query<{ whole: number }>(sql`
      SELECT toFloat64(count()) AS whole FROM (
        SELECT piece FROM ${table('RowBinary', pieces)} LIMIT ${value(most, 'UInt64')})
      SETTINGS max_threads = 1, max_block_size = 64, allow_suspicious_fixed_string_types = 1`)
    return found!.whole >= most
  } catch (thrown) {
    // The last piece is hardly ever a whole one; of a broken file the reader says more.
    if (thrown instanceof LakeError) return false
    throw thrown
  }
}

/** A file of this machine with the unpacked bytes of another: itself where that is one. */
export interface PlainFile {
  readonly path: string
  remove(): Promise<void>
}

export async function openPlainFile(lake: LakeClient, file: SourceFile): Promise<PlainFile> {
  if (file.compression === undefined) {
    return { path: file.path, remove: async () => {} }
  }
  const path = join(lake.scratchDir, `${randomUUID()}.plain`)
  const remove = () => rm(path, { force: true })
  try {
    await lake.command(sql`
      INSERT INTO FUNCTION file(${value(path, 'String')}, 'RowBinary', ${bytes}, 'none')
      SELECT b FROM ${file.table('RowBinary', bytes)} SETTINGS max_threads = 1, max_insert_threads = 1`)
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}

/** The unpacked bytes of a file, from front to end. */
export async function readPlainBytes(lake: LakeClient, file: SourceFile): Promise<Readable> {
  if (file.compression === 'gz') {
    const packed = createReadStream(file.path)
    const unpacked = packed.pipe(createGunzip())
    packed.on('error', (error) => unpacked.destroy(error))
    return unpacked
  }
  const { path, remove } = await openPlainFile(lake, file)
  return createReadStream(path).once('close', () => void remove())
}
