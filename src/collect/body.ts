import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib'
import { promisify } from 'node:util'
import { ThroughlineError } from '../model/errors.ts'

type Decompress = (bytes: Uint8Array, options: ZlibOptions) => Promise<Buffer>

const decompressions: Readonly<Record<'gzip' | 'deflate' | 'br', Decompress>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress) as Decompress,
}

/**
 * A body without its compression, which gzip says by its first bytes, whatever the headers say.
 * Errors: collect/too-large, of what a small body would unpack to as well; collect/unreadable.
 */
export async function unpackBody(
  bytes: Uint8Array,
  encoding: string | undefined,
  limitBytes: number,
): Promise<Buffer> {
  if (bytes.length > limitBytes) throw new ThroughlineError('collect/too-large', { limitBytes })
  const decompress = findDecompression(bytes, encoding)
  if (decompress === undefined) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    return await decompress(bytes, { maxOutputLength: limitBytes })
  } catch (error) {
    if (isTooLong(error)) throw new ThroughlineError('collect/too-large', { limitBytes })
    throw new ThroughlineError('collect/unreadable', { reason: 'it is compressed, but broken' })
  }
}

function findDecompression(bytes: Uint8Array, encoding: string | undefined) {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return decompressions.gzip
  const named = encoding?.trim().toLowerCase()
  if (named === 'br') return decompressions.br
  if (named === 'deflate' && !isText(bytes)) return decompressions.deflate
  return undefined
}

/** Senders that name a compression and forget it send JSON, which begins so. */
const isText = (bytes: Uint8Array): boolean => [0x7b, 0x5b].includes(bytes[0] ?? 0)

const isTooLong = (error: unknown): boolean =>
  error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
