import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

/** A line with its checksum in front: `9a3f01c2 {…}`. */
export const sealLine = (text: string): string => `${checksum(text)} ${text}\n`

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

/**
 * The lines of a file of which the checksums say that they are whole. What is not was never acknowledged: the
 * end of a group that was being written when the process was killed.
 */
export async function readLines(path: string): Promise<readonly string[]> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  const whole = lines.filter((line) => line.startsWith(`${checksum(line.slice(9))} `))
  return whole.map((line) => line.slice(9))
}
