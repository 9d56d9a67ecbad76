import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { letOthersIn } from '../../model/let-others-in.ts'

const CHECKSUM_LENGTH = 8

/** A line with its checksum in front: `9a3f01c2 {…}`. */
function sealLine(text: string): Buffer {
  const line = Buffer.from(`00000000 ${text}\n`)
  line.write(printChecksum(line.subarray(CHECKSUM_LENGTH + 1, -1)), 0, 'latin1')
  return line
}

/** Bytes that are sealed at once: some milliseconds. */
const BYTES_AT_ONCE = 1 << 18

/** Lines as bytes, with their checksums. Of many lines others are let in between. */
export async function sealLines(lines: readonly string[]): Promise<readonly Buffer[]> {
  const sealed: Buffer[] = []
  let bytes = 0
  for (const text of lines) {
    const line = sealLine(text)
    sealed.push(line)
    bytes += line.length
    if (bytes < BYTES_AT_ONCE) continue
    bytes = 0
    await letOthersIn()
  }
  return sealed
}

const printChecksum = (of: string | Buffer): string =>
  crc32(of).toString(16).padStart(CHECKSUM_LENGTH, '0')

/**
 * The lines of a file of which the checksums say that they are whole. What is not was never acknowledged: the
 * end of a group that was being written when the process was killed.
 */
export async function readLines(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8')
  const whole: string[] = []
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(start + CHECKSUM_LENGTH + 1, end)
    if (text.startsWith(`${printChecksum(line)} `, start)) whole.push(line)
    start = end + 1
    await letOthersIn()
  }
  return whole
}
