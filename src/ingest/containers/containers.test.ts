import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { packTar } from 'modern-tar'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import { sql, value } from '../../lake/sql.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())
afterEach(() => vi.unstubAllEnvs())

const csv = 'ts,v\n2026-01-01,a\n2026-01-01,b\n'
const json = '{"ts":"2026-01-01","v":"c"}\n{"ts":"2026-01-01","v":"d"}\n'
const valuesOf = ({ rows }: { readonly rows: readonly Readonly<Record<string, unknown>>[] }) =>
  rows.map(({ v }) => v)
const tar = (files: Readonly<Record<string, string | Uint8Array>>) =>
  packTar(
    Object.entries(files).map(([name, body]) => ({
      header: { name, size: Buffer.byteLength(body), type: 'file' as const },
      body,
    })),
  )
const zip = (files: Readonly<Record<string, string | Uint8Array>>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, body]) => [
        name,
        typeof body === 'string' ? strToU8(body) : body,
      ]),
    ),
  )

let packings = 0
const pack = (text: string, compression: string) => packBytes(Buffer.from(text), compression)

/** Packed by ClickHouse. */
async function packBytes(bytes: Uint8Array, compression: string): Promise<Uint8Array> {
  const path = join(importing.dir, `${++packings}.packed`)
  await importing.lake.command(sql`
    INSERT INTO FUNCTION file(${value(path, 'String')}, 'RawBLOB', 's String', ${value(compression, 'String')})
    SELECT unhex(${value(Buffer.from(bytes).toString('hex'), 'String')})`)
  return readFile(path)
}

it.each(['gz', 'zst', 'xz', 'lz4'])(
  'reads text packed as %s, whatever it is called',
  async (kind) => {
    for (const name of [`a.csv.${kind}`, 'a.csv', 'a']) {
      expect(valuesOf(await importing.load(name, await pack(csv, kind)))).toEqual(['a', 'b'])
    }
    expect(valuesOf(await importing.load(`a.${kind}`, await pack(json, kind)))).toEqual(['c', 'd'])
  },
)

// `bzip2` of the CSV, and `tar cj`.
const bzip2 = 'QlpoOTFBWSZTWacAOlYAAA7ZgAAQAAZxADAADQAgADEDQNASpkYNJt5QmEWCEGDDiN8/xdyRThQkKcAOlYA='
const tarBzip2 =
  'QlpoOTFBWSZTWSfXkd4AAID7hMoQAEBAB3+AAAh4AJ8AAACACCAAdBKQjJ6gA0xDIJIo0aAANGg+n7e9CEFcAEjDOI+0YF7JIHGaV0qYTeJ4xMe9QSkEiDJE1brBC/go5GHfWtytUwZiOcTjJtInxGHkK1eUtZuaoiB+LuSKcKEgT68jvA=='

it('reads text packed with bzip2', async () => {
  for (const [name, text] of [
    ['a.csv.bz2', bzip2],
    ['a', bzip2],
    ['a.tar.bz2', tarBzip2],
  ] as const) {
    expect(valuesOf(await importing.load(name, Buffer.from(text, 'base64')))).toEqual(['a', 'b'])
  }
})

it('reads the files of archives one by one, by what they are', async () => {
  const files = {
    'x/one.csv': csv,
    'x/two': json,
    '__MACOSX/x/._one.csv': 'junk',
    'x/.DS_Store': 'junk',
  }
  const archives = [
    ['a.zip', zip(files)],
    ['a.tar', await tar(files)],
    ['a.tar.gz', gzipSync(await tar(files))],
    ['a.tgz', gzipSync(await tar(files))],
    ['a.tar.zst', await packBytes(await tar(files), 'zst')],
    ['a.csv', zip(files)],
    ['a', gzipSync(await tar(files))],
    ['nested.zip', zip({ 'in.tar.gz': gzipSync(await tar(files)) })],
  ] as const
  for (const [name, bytes] of archives) {
    const imported = await importing.load(name, bytes)
    expect([name, valuesOf(imported)]).toEqual([name, ['a', 'b', 'c', 'd']])
    const sources = imported.report.batches.map(({ source }) => source)
    expect(sources).toEqual([
      expect.stringMatching(/\/x\/one\.csv$/),
      expect.stringMatching(/\/x\/two$/),
    ])
  }
})

it('says which files of an archive are no data', async () => {
  const imported = await importing.load(
    'a.zip',
    zip({ 'README.md': 'Data of 2026', 'a.csv.gz': gzipSync(csv), 'logo.png': '\x89PNG' }),
  )
  expect(valuesOf(imported)).toEqual(['a', 'b'])
  expect(imported.report.leftOut).toEqual([
    expect.stringContaining('README.md'),
    expect.stringContaining('logo.png'),
  ])
})

it.each([
  ['an empty zip', 'a.zip', zip({}), 'without files'],
  [
    'a zip that is cut off',
    'a.zip',
    zip({ 'a.csv': csv.repeat(1000) }).subarray(0, 60),
    'zip archive that is broken',
  ],
  [
    'a tar that is cut off',
    'a.tar',
    (await tar({ 'a.csv': csv.repeat(100) })).subarray(0, 1500),
    'tar archive is broken',
  ],
  [
    'a bzip2 that is cut off',
    'a.bz2',
    Buffer.from(bzip2, 'base64').subarray(0, 40),
    'bz2 archive is broken',
  ],
] as const)('says what is wrong with %s', async (_, name, bytes, reason) => {
  await expect(importing.load(name, bytes)).rejects.toMatchObject({
    code: 'import/unreadable',
    params: { reason: expect.stringContaining(reason) },
  })
})

it('unpacks no more than settings allow', async () => {
  vi.stubEnv('THROUGHLINE_ARCHIVE_FILES', '1')
  await expect(importing.load('a.zip', zip({ 'a.csv': csv, 'b.csv': csv }))).rejects.toMatchObject({
    code: 'import/archive-too-large',
    params: { setting: 'THROUGHLINE_ARCHIVE_FILES', limit: 1 },
  })
  vi.stubEnv('THROUGHLINE_ARCHIVE_GB', '0.0000001')
  await expect(importing.load('a.zip', zip({ 'a.csv': csv.repeat(100) }))).rejects.toMatchObject({
    params: { setting: 'THROUGHLINE_ARCHIVE_GB' },
  })
  vi.unstubAllEnvs()
  const bomb = zip({ 'a.csv': new Uint8Array(150_000_000) })
  await expect(importing.load('a.zip', bomb)).rejects.toMatchObject({
    params: { setting: 'THROUGHLINE_ARCHIVE_RATIO' },
  })
  const left = await readdir(importing.lake.scratchDir)
  expect(left.filter((name) => !name.endsWith('.unreadable'))).toEqual([])
})

describe('a file that is only compressed', () => {
  const zeros = Buffer.alloc(150_000_000, 'a\n')
  const tooFar = { code: 'import/archive-too-large', status: 413 }

  // gzip makes at most 1,032 bytes of one.
  it.each(['zst', 'xz', 'gz'])('as %s unpacks no further than settings allow', async (kind) => {
    if (kind === 'gz') vi.stubEnv('THROUGHLINE_ARCHIVE_RATIO', '500')
    const bomb = kind === 'gz' ? gzipSync(zeros) : await packLines(150, 'a'.repeat(999_999), kind)
    await expect(importing.load(`a.csv.${kind}`, bomb)).rejects.toMatchObject({
      ...tooFar,
      params: { setting: 'THROUGHLINE_ARCHIVE_RATIO' },
    })
    vi.stubEnv('THROUGHLINE_ARCHIVE_GB', '0.0000001')
    const small = await pack(csv.repeat(10_000), kind)
    await expect(importing.load(`a.csv.${kind}`, small)).rejects.toMatchObject({
      ...tooFar,
      params: { setting: 'THROUGHLINE_ARCHIVE_GB' },
    })
  })

  it('as bz2, too', async () => {
    vi.stubEnv('THROUGHLINE_ARCHIVE_GB', '0.00000001')
    const bytes = Buffer.from(bzip2, 'base64')
    await expect(importing.load('a.csv.bz2', bytes)).rejects.toMatchObject(tooFar)
  })
})

describe('a line that is longer than it may be', () => {
  const tooLong = { code: 'import/line-too-long', status: 422, params: { limit: 4 } }
  const long = 4_500_000
  beforeEach(() => {
    vi.stubEnv('THROUGHLINE_LINE_MB', '4')
    vi.stubEnv('THROUGHLINE_ARCHIVE_RATIO', '1000000')
  })

  it.each([
    ['csv', `ts,v\n2026-01-01,${'x'.repeat(long)}\n`],
    ['jsonl', `${json}{"ts":"2026-01-01","v":"${'x'.repeat(long)}"}\n`],
  ])('is refused in %s, packed or not', async (format, text) => {
    await expect(importing.load(`a.${format}`, text)).rejects.toMatchObject(tooLong)
    for (const kind of ['gz', 'zst', 'xz', 'lz4']) {
      const packed = await pack(text, kind)
      await expect(importing.load(`a.${format}.${kind}`, packed), kind).rejects.toMatchObject(
        tooLong,
      )
    }
  })

  it('is read in a JSON document, packed or not', async () => {
    const row = JSON.stringify({ ts: '2026-01-01', v: 'x'.repeat(999) })
    const text = `[${Array.from({ length: 5_000 }, () => row).join()}]`
    for (const bytes of [text, gzipSync(text)]) {
      expect((await importing.load('a.json', bytes)).report.added).toBe(5_000)
    }
  })

  it('is not held in memory, however much is packed in it', { timeout: 120_000 }, async () => {
    vi.unstubAllEnvs()
    vi.stubEnv('THROUGHLINE_ARCHIVE_RATIO', '1000000')
    for (const kind of ['gz', 'zst']) {
      const bomb = await packLines(600, 'x'.repeat(1_000_000), kind, '')
      const before = process.memoryUsage().rss
      const watch = watchMemory()
      await expect(importing.load('a.csv', bomb)).rejects.toMatchObject({ ...tooLong, params: {} })
      expect(watch.peak() - before).toBeLessThan(400_000_000)
    }
  })
})

/** As many equal pieces, packed by ClickHouse. */
async function packLines(count: number, piece: string, kind: string, end = '\n') {
  const path = join(importing.dir, `${++packings}.packed`)
  await importing.lake.command(sql`
    INSERT INTO FUNCTION file(${value(path, 'String')}, 'RawBLOB', 's String', ${value(kind, 'String')})
    SELECT ${value(piece + end, 'String')} FROM numbers(${value(count, 'UInt32')})`)
  return readFile(path)
}

/** The most that the process has had since. */
function watchMemory(): { readonly peak: () => number } {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage().rss)
  }
  const timer = setInterval(look, 20)
  return {
    peak() {
      clearInterval(timer)
      look()
      return most
    },
  }
}
