import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { letOthersIn } from '../../model/let-others-in.ts'

/** A line with its checksum in front: `9a3f01c2 {…}`. */
export const sealLine = (text: string): string => `${checksum(text)} ${text}\n`

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

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
    const line = text.slice(start + 9, end)
    if (text.startsWith(`${checksum(line)} `, start)) whole.push(line)
    start = end + 1
    await letOthersIn()
  }
  return whole
}
