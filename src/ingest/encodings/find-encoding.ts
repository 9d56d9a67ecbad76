import iconv from 'iconv-lite'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import type { SourceFile } from '../source.ts'
import { readMark } from './byte-order-mark.ts'
import { type EncodingReading, guessEncodings } from './guess-encoding.ts'
import { guessUtf16 } from './zero-bytes.ts'

/**
 * The encoding that a text was said to have.
 *
 * @throws ThroughlineError `import/unknown-encoding`
 */
export function checkEncoding(name: string): string {
  if (iconv.encodingExists(name)) return name.toLowerCase()
  const allowed = [
    'utf-8',
    'utf-16le',
    'utf-16be',
    'windows-1252',
    'iso-8859-1',
    'shift_jis',
    'gb18030',
    'koi8-r',
  ]
  throw new ThroughlineError('import/unknown-encoding', { encoding: name, allowed }, ['encoding'])
}

/**
 * The encoding that the first bytes of a text tell of: by a byte order mark, zero bytes or XML's declaration. Undefined
 * where it looks like UTF-8 so far, or like one of those with a byte per character.
 *
 * @throws ThroughlineError `import/unreadable` when it is no text
 */
export function findWideEncoding({ name, head }: SourceFile): string | undefined {
  const found = readMark(head) ?? guessUtf16(head) ?? readDeclaration(head)
  if (found !== undefined) return found
  if (!hasControls(head)) return undefined
  throw new ThroughlineError('import/unreadable', { source: name, reason: 'it is not text' })
}

/** What XML says of itself. */
function readDeclaration(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.subarray(0, 200)).toString('latin1')
  const name = /^\s*<\?xml[^>]*\sencoding=["']([\w-]+)["']/.exec(start)?.[1]?.toLowerCase()
  return name !== undefined && iconv.encodingExists(name) ? name : undefined
}

/** Characters that texts don't have, but for those that separate columns or color terminals. */
function hasControls(head: Uint8Array): boolean {
  let others = 0
  for (let i = 0; i < head.length; i++) others += isControl[head[i]!]!
  return head.includes(0) || others > head.length * FEW
}

const FEW = 0.02
const separators = [0x01, 0x02, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f]
/** By byte: 1 or 0. */
const isControl = Uint8Array.from({ length: 0x100 }, (_, code) =>
  Number(code < 0x20 && !separators.includes(code)),
)

interface BrokenLines {
  /** Lines of UTF-8 with more than ASCII in them. */
  readonly sound: number
  readonly broken: number
  readonly samples: readonly string[]
}

/**
 * The encoding of a text that is not all UTF-8, by its lines that are none. `utf-8` when few of its
 * characters are broken.
 *
 * @throws ThroughlineError `import/ambiguous-encoding` when it can be read in several ways
 */
export async function guessEncoding(lake: LakeClient, file: SourceFile): Promise<string> {
  const { sound, broken, samples } = await findBrokenLines(lake, file)
  if (sound > broken * MANY) return 'utf-8'
  const bytes = Buffer.concat(samples.map((line) => Buffer.from(`${line}0A`, 'hex')))
  const [first, ...others] = guessEncodings(bytes)
  if (first !== undefined && others.length === 0) return first.encoding
  const readings = [first, ...others].filter((reading) => reading !== undefined)
  throw new ThroughlineError('import/ambiguous-encoding', {
    source: file.name,
    readings: readings.map((reading) => ({
      encoding: reading.encoding,
      text: firstForeign(reading),
    })),
  })
}

const MANY = 4

async function findBrokenLines(lake: LakeClient, file: SourceFile): Promise<BrokenLines> {
  const [found] = await lake.query<BrokenLines>(sql`
    SELECT toFloat64(countIf(isValidUTF8(line) AND lengthUTF8(line) < length(line))) AS sound,
      toFloat64(countIf(NOT isValidUTF8(line))) AS broken,
      groupArrayIf(1000)(hex(substring(line, 1, 2000)), NOT isValidUTF8(line)) AS samples
    FROM ${file.table('LineAsString')} SETTINGS max_threads = ${value(1, 'UInt8')}`)
  return found ?? { sound: 0, broken: 0, samples: [] }
}

/** The first word that the readings differ in, or may. */
function firstForeign({ text }: EncodingReading): string {
  return /[\p{L}\p{M}]*[^\0-\x7f][\p{L}\p{M}]*/u.exec(text)?.[0] ?? ''
}
