import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FilePiece } from '../outgoing/index.ts'

/** A file cut into pieces of at most so many bytes; an empty one is one piece. */
export async function cutFile(path: string, mostBytes: number): Promise<readonly FilePiece[]> {
  const { size } = await stat(path)
  const pieces: FilePiece[] = []
  for (let start = 0; start === 0 || start < size; start += mostBytes) {
    const bytes = Math.min(mostBytes, size - start)
    pieces.push({ path, start, bytes, sha256: await hashFile(path, start, bytes) })
  }
  return pieces
}

/** The SHA-256 of some bytes of a file, of all unless told. */
export async function hashFile(
  path: string,
  start = 0,
  bytes = Number.POSITIVE_INFINITY,
): Promise<string> {
  const hash = createHash('sha256')
  const end = start + bytes - 1
  if (bytes > 0)
    for await (const chunk of createReadStream(path, { start, end })) hash.update(chunk)
  return hash.digest('hex')
}
