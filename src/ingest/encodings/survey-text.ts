import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { readLimit } from '../../model/budgets/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { readEngineCode } from '../../lake/lake-error.ts'
import { literal, sql } from '../../lake/sql.ts'
import type { SourceFile, TextSurvey } from '../source.ts'
import { byteParity } from './byte-parity.ts'

/**
 * Looks at all bytes of a text, once. A packed text is read line by line; where one is longer than it may
 * be, which would have to be held in memory, all that is known is that.
 */
export async function surveyText(
  lake: LakeClient,
  file: SourceFile,
  character: string,
): Promise<TextSurvey> {
  if (file.compression === undefined)
    return { ...(await surveyBytes(file.path, character.charCodeAt(0))), character }
  try {
    return await surveyLines(lake, file, character)
  } catch (thrown) {
    if (readEngineCode(thrown) !== MEMORY_LIMIT_EXCEEDED) throw thrown
    const longestLineBytes = Number.POSITIVE_INFINITY
    return { isUtf8: false, isOdd: false, character, longestLineBytes, isUnread: true }
  }
}

// ClickHouse/src/Common/ErrorCodes.cpp
const MEMORY_LIMIT_EXCEEDED = 241
const MB = 1_000_000
const BLOCK_BYTES = 8 * MB
/** What reading takes beside a line, which is held up to four times. */
const OTHER_BYTES = 128 * MB

async function surveyLines(
  lake: LakeClient,
  file: SourceFile,
  character: string,
): Promise<TextSurvey> {
  const memory = Math.ceil(4 * readLimit('line-mb') * MB) + OTHER_BYTES
  const [found] = await lake.query<{ odd: number; broken: number; longest: number }>(sql`
    SELECT toUInt8(sum(countSubstrings(line, ${literal(character)})) % 2) AS odd,
      max(NOT isValidUTF8(line)) AS broken, toFloat64(max(length(line))) AS longest
    FROM ${file.table('LineAsString')}
    SETTINGS max_threads = 1, input_format_parallel_parsing = 0, max_memory_usage = ${literal(String(memory))},
      input_format_max_block_size_bytes = ${literal(String(BLOCK_BYTES))}`)
  const { odd = 0, broken = 0, longest = 0 } = found ?? {}
  return { isUtf8: broken !== 1, isOdd: odd === 1, character, longestLineBytes: longest }
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
  const lines = measureLines()
  try {
    for (;;) {
      const { bytesRead } = await file.read(bytes, CARRY_BYTES, CHUNK_BYTES)
      const end = CARRY_BYTES + bytesRead
      const start = CARRY_BYTES - carried
      const rest = bytesRead === 0 ? 0 : countUnfinished(bytes.subarray(start, end))
      isSound &&= isUtf8(bytes.subarray(start, end - rest))
      if (bytesRead === 0)
        return { isUtf8: isSound, isOdd: parity === 1, longestLineBytes: lines.longest() }
      lines.add(bytes.subarray(CARRY_BYTES, end))
      // Most chunks have none, which is seen thirty times faster.
      if (bytes.subarray(CARRY_BYTES, end).includes(byte)) {
        bytes.fill(0, end)
        parity ^= byteParity(words, byte)
      }
      bytes.copy(bytes, CARRY_BYTES - rest, end - rest, end)
      carried = rest
    }
  } finally {
    await file.close()
  }
}

/** The longest of the lines that go over a chunk's border; others are no longer than a chunk. */
function measureLines() {
  let longest = 0
  let current = 0
  return {
    add(chunk: Uint8Array) {
      const first = chunk.indexOf(LINE_FEED)
      current += first < 0 ? chunk.length : first
      longest = Math.max(longest, current)
      if (first >= 0) current = chunk.length - 1 - chunk.lastIndexOf(LINE_FEED)
    },
    longest: () => longest,
  }
}

const LINE_FEED = 0x0a

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
