import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createTarDecoder } from 'modern-tar'
import type { Container, Member } from './container.ts'
import { readPlainBytes } from './plain-bytes.ts'

/** Also of a file that is packed itself: `.tar.gz`, `.tgz`, `.tar.zst`. */
export const tar: Container = {
  name: 'tar',
  extensions: ['tar', 'tgz', 'tbz2', 'txz', 'tzst'],
  recognises: hasHeader,
  async *members(lake, file) {
    const bytes = Readable.toWeb(await readPlainBytes(lake, file)) as ReadableStream<Uint8Array>
    // The decoder reads web streams as browsers declare them.
    const decoder = createTarDecoder({ strict: true }) as unknown as Decoder
    for await (const { header, body } of bytes.pipeThrough(decoder)) {
      if (header.type === 'file')
        yield { name: header.name, open: async () => Readable.fromWeb(body) } satisfies Member
      else await body.cancel()
    }
  },
}

interface Decoder {
  readonly readable: ReadableStream<Entry>
  readonly writable: WritableStream<Uint8Array>
}

interface Entry {
  readonly header: { readonly name: string; readonly type?: string }
  readonly body: ReadableStream<Uint8Array>
}

const HEADER_BYTES = 512
const CHECKSUM_AT = 148
const CHECKSUM_BYTES = 8

/** The first header carries the sum of its bytes, its own place counted as blanks. */
function hasHeader(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES || head[0] === 0) return false
  const written = Buffer.from(head.subarray(CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES))
  const checksum = Number.parseInt(written.toString('latin1').replaceAll('\0', ' ').trim(), 8)
  const sum = head.subarray(0, HEADER_BYTES).reduce((total, byte) => total + byte, 0)
  const blanks = CHECKSUM_BYTES * 0x20
  return sum - written.reduce((total, byte) => total + byte, 0) + blanks === checksum
}
