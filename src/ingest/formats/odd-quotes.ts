import { open } from 'node:fs/promises'
import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql } from '../../lake/sql.ts'

/** Whether lines (a table with a column `line`) have an odd number of quotes. */
export async function hasOddQuotesInLines(lake: LakeClient, lines: Sql): Promise<boolean> {
  const [found] = await lake.query<{ odd: number }>(
    sql`SELECT toUInt8(sum(countSubstrings(line, '"')) % 2) AS odd FROM ${lines}`,
  )
  return found?.odd === 1
}

/** The same of a file of this machine, by bytes, which is quicker than by lines. */
export async function hasOddQuotes(path: string): Promise<boolean> {
  const file = await open(path)
  const bytes = Buffer.alloc(1 << 20)
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  let odd = 0
  try {
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length)
      if (bytesRead === 0) return odd === 1
      bytes.fill(0, bytesRead)
      odd ^= quoteParity(words)
    }
  } finally {
    await file.close()
  }
}

const QUOTES = 0x22222222
const LOW_BITS = 0x7f7f7f7f

/** 1 where the words have an odd number of quotes in their bytes, four at a time. */
function quoteParity(words: Int32Array): number {
  let parities = 0
  for (let i = 0; i < words.length; i++) {
    // The high bit of each byte that is no quote.
    const x = words[i]! ^ QUOTES
    parities ^= ((x & LOW_BITS) + LOW_BITS) | x
  }
  return bitParity((parities >>> 7) & 0x01010101)
}

/** The bytes’ lowest bits added without carry: of evenly many bytes an odd number are quotes when an odd number are not. */
const bitParity = (bits: number): number =>
  (bits ^ (bits >>> 8) ^ (bits >>> 16) ^ (bits >>> 24)) & 1
