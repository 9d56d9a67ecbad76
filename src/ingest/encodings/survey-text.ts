import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { LakeClient } from '../../lake/client.ts'
import { literal, sql } from '../../lake/sql.ts'
import type { SourceFile, TextSurvey } from '../source.ts'
import { byteParity } from './byte-parity.ts'

/** Looks at all bytes of a text, once. */
export async function surveyText(
  lake: LakeClient,
  file: SourceFile,
  character: string,
): Promise<TextSurvey> {
  if (file.compression === undefined)
    return { ...(await surveyBytes(file.path, character.charCodeAt(0))), character }
  const [found] = await lake.query<{ odd: number; broken: number }>(sql`
    SELECT toUInt8(sum(countSubstrings(line, ${literal(character)})) % 2) AS odd,
      max(NOT isValidUTF8(line)) AS broken FROM ${file.table('LineAsString')}`)
  return { isUtf8: found?.broken !== 1, isOdd: found?.odd === 1, character }
}

const CHUNK_BYTES = 1 << 20
/** Room for the bytes of a character that began in the chunk before. */
const CARRY_BYTES = 4

async function surveyBytes(path: string, byte: number) {
  const file = await open(path)
  const bytes = Buffer.alloc(CARRY_BYTES + CHUNK_BYTES)
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + CARRY_BYTES, CHUNK_BYTES / 4)
  let isSound = true
  let parity = 0
  let carried = 0
  try {
    for (;;) {
      const { bytesRead } = await file.read(bytes, CARRY_BYTES, CHUNK_BYTES)
      const end = CARRY_BYTES + bytesRead
      const start = CARRY_BYTES - carried
      const rest = bytesRead === 0 ? 0 : countUnfinished(bytes.subarray(start, end))
      isSound &&= isUtf8(bytes.subarray(start, end - rest))
      if (bytesRead === 0) return { isUtf8: isSound, isOdd: parity === 1 }
      bytes.fill(0, end)
      parity ^= byteParity(words, byte)
      bytes.copy(bytes, CARRY_BYTES - rest, end - rest, end)
      carried = rest
    }
  } finally {
    await file.close()
  }
}

/** How many bytes at the end are the start of a character that goes on: up to three. */
function countUnfinished(bytes: Uint8Array): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count++) {
    const byte = bytes[bytes.length - count]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return lengthOf(byte) > count ? count : 0
  }
  return 0
}

const lengthOf = (first: number): number => {
  if (first >= 0xf0) return 4
  return first >= 0xe0 ? 3 : 2
}
