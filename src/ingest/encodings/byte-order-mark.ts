/** Marks that a text may start with, longest first, and the encoding that each tells of. */
const marks: readonly (readonly [string, string])[] = [
  ['\xff\xfe\x00\x00', 'utf-32le'],
  ['\x00\x00\xfe\xff', 'utf-32be'],
  ['\xef\xbb\xbf', 'utf-8'],
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
]

/** The encoding that a byte order mark names. */
export function readMark(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1')
  return marks.find(([mark]) => start.startsWith(mark))?.[1]
}
