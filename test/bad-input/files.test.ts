import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { literal, sql } from '../../src/lake/sql.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
})
afterAll(() => workspace.close())

const csv = 'who,ts,page\nann,2026-01-01T10:00:00Z,Home\nbob,2026-01-01T11:00:00Z,Cart\n'
const event = (extra: object = {}) =>
  JSON.stringify({ who: 'ann', ts: '2026-01-01T10:00:00Z', ...extra })
const lines = (...rows: string[]) => rows.join('\n')
const garbage = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255)
const unreadable = { code: 'import/unreadable' }
const names = Array.from({ length: 300 }, (_, i) => `c${i}`)
const odd = [
  'it`s',
  'q"q',
  "s's",
  'ünï',
  ' ',
  'a\\b',
  '{x}',
  'a,b',
  'x.',
  'a..b',
  '{p0:String}',
  '$x',
  '日本',
]

interface Accounts {
  readonly read: number
  readonly added: number
  readonly skipped?: Readonly<Record<string, number>>
}

const files: readonly (readonly [string, string, string | Uint8Array, object])[] = [
  ['garbage', 'a.csv', garbage, { ...unreadable, reason: 'it is not text' }],
  ['UTF-16', 'a.csv', Buffer.from(`\ufeff${csv}`, 'utf16le'), { read: 2, added: 2 }],
  ['a gzip that is cut off', 'a.csv.gz', gzipSync(csv.repeat(3000)).subarray(0, 150), unreadable],
  ['a gzip that is none', 'a.csv.gz', csv, { read: 2, added: 2 }],
  ['a gzip that does not say so', 'a.csv', gzipSync(csv), { read: 2, added: 2 }],
  ['a zip', 'a.csv', 'PK\x03\x04abc', { ...unreadable, reason: 'zip' }],
  ['no Parquet', 'a.parquet', 'PAR1 nothing', unreadable],
  ['an unknown format', 'a.xyz', 'x', { code: 'import/unknown-format' }],
  ['a column twice', 'a.csv', 'who,ts,who\na,2026-01-01,b\n', { ...unreadable, reason: '"who"' }],
  ['a column without a name', 'a.csv', 'who,,ts\na,b,2026-01-01\n', { read: 1, added: 1 }],
  ['carriage returns only', 'a.csv', csv.replaceAll('\n', '\r'), { read: 2, added: 2 }],
  ['no time', 'a.csv', 'who,page\nann,Home\n', { code: 'import/missing-field' }],
  ['a number for JSON', 'a.json', '5', unreadable],
  [
    'half an array',
    'a.json',
    `[${event()},`,
    { read: 2, added: 1, skipped: { 'unreadable-row': 1 } },
  ],
  [
    '5,000 levels',
    'a.json',
    `{"ts":"2026-01-01","d":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    unreadable,
  ],
  ['nothing', 'a.csv', '', { read: 0, added: 0 }],
  ['a header only', 'a.csv', 'who,ts,page', { read: 0, added: 0 }],
  ['empty lines', 'a.csv', '\n\n\n', { read: 0, added: 0 }],
  ['an empty array', 'a.json', '[]', { read: 0, added: 0 }],
  ['a byte order mark', 'a.csv', `\ufeff${csv}`, { read: 2, added: 2 }],
  ['a line of 10 MB', 'a.csv', `${csv}c,2026-01-01,${'x'.repeat(1e7)}\n`, { read: 3, added: 3 }],
  [
    'rows of other lengths',
    'a.csv',
    `${csv}cat,2026-01-01\ndan,2026-01-01,x,y\neve,2026-01-01,Help\n`,
    { read: 5, added: 3, skipped: { 'unreadable-row': 2 } },
  ],
  [
    'broken quotes',
    'a.csv',
    `${csv}cat,2026-01-01,"He said "hi" to"\neve,2026-01-01,Help\n`,
    { read: 4, added: 3, skipped: { 'unreadable-row': 1 } },
  ],
  [
    'broken lines of JSON',
    'a.json',
    lines(event(), '{"who":', event(), 'garbage', '[]', '5', 'null'),
    { read: 7, added: 2, skipped: { 'unreadable-row': 5 } },
  ],
  [
    'values of many types',
    'a.json',
    lines(
      event({ v: [1, 'a', { b: 1 }, null, [2]] }),
      event({ v: 5 }),
      event({ v: { a: 1 } }),
      event({ v: null }),
    ),
    { read: 4, added: 4 },
  ],
  [
    'lists of different lengths under one name',
    'a.json',
    lines(event({ a: { x: [1, 2], y: [1] } }), event({ 'a.x': [], 'a.y': [1, 2, 3] })),
    { read: 2, added: 2 },
  ],
  ['the same path twice', 'a.json', event({ a: { x: 1 }, 'a.x': 2 }), { read: 1, added: 1 }],
  [
    'odd names',
    'a.json',
    event(Object.fromEntries([...odd, '', '.x'].map((name, index) => [name, index]))),
    { read: 1, added: 1 },
  ],
  ['300 columns', 'a.csv', `who,ts,${names}\nann,2026-01-01,${names}\n`, { read: 1, added: 1 }],
  [
    'numbers that are none',
    'a.json',
    lines(
      event({ n: 1 }),
      ...['1e400', 'NaN', 'Infinity'].map((n) => `{"ts":"2026-01-01","n":${n}}`),
    ),
    { read: 4, added: 4, skipped: {} },
  ],
  [
    'times that are none',
    'a.csv',
    `who,ts\n${['2026-01-01', '1899-12-31', '0001-01-01', '2026-02-30', 'soon', '', '1e400', '2026-01-01T25:00:00Z'].map((time) => `ann,${time}`).join('\n')}\n`,
    {
      read: 8,
      added: 1,
      skipped: { 'missing-time': 1, 'time-out-of-range': 2, 'unreadable-time': 4 },
    },
  ],
  [
    'odd persons',
    'a.json',
    lines(...['x'.repeat(1_000_000), 'a\0b', '', ' ', null, '💥'].map((who) => event({ who }))),
    { read: 6, added: 6 },
  ],
]

describe('a file with', () => {
  it.each(files)('%s', async (what, name, bytes, expected) => {
    const id = `f${files.findIndex(([each]) => each === what)}`
    const { status, body } = await workspace.upload(id, name, bytes)
    if ('code' in expected) {
      const { code, reason = '' } = expected as { code: string; reason?: string }
      expect(body).toMatchObject({ code })
      expect(body['detail']).toContain(reason)
      expect(body['detail']).not.toMatch(/\n|scratch|SELECT/)
      const list = (await workspace.call('GET', 'datasets')).body as unknown as { id: string }[]
      return expect(list.map((dataset) => dataset.id)).not.toContain(id)
    }
    expect(status).toBe(200)
    expect(body).toMatchObject(expected)
    const { read, added, skipped = {} } = body as unknown as Accounts
    const aside = Object.values(skipped).reduce((sum, count) => sum + count, 0)
    expect(read).toBe(added + aside + Number(body['duplicates']))
    const listed = await workspace.call('GET', `datasets/${id}/skipped`)
    expect(listed.body).toHaveLength(aside)
  })
})

describe('fields called like anything', () => {
  const own = ['_row', '_batch', '_time', '_ingested_at', '_row_number', '_path', '_file', '_raw']
  const all = [...own, 'person', 'dataset', 'row', 'v', 'code', 'value', ...odd]

  it.each(['csv', 'json'])('reach the reports (%s)', async (format) => {
    const id = `own-${format}`
    const cells = all.map((name) => [name, `of ${name}`] as const)
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const text =
      format === 'csv'
        ? `time,who,${cells.map(([name]) => quoted(name === ' ' ? '_' : name))}\n2026-01-01,ann,${cells.map(([, value]) => quoted(value))}\n`
        : JSON.stringify({ time: '2026-01-01', who: 'ann', ...Object.fromEntries(cells) })
    expect((await workspace.upload(id, `a.${format}`, text)).body).toMatchObject({ added: 1 })
    const applied = await workspace.call('POST', 'apply', [
      { kind: 'connection', id, datasets: [{ dataset: id, personId: 'who' }] },
      { kind: 'data-view', id, connection: id },
    ])
    expect(applied.body).toMatchObject({ refreshed: [{ events: 1, persons: 1 }] })
    for (const name of all.filter((each) => each !== ' ')) {
      const report = await workspace.call('POST', 'reports', {
        kind: 'freeform',
        dataView: id,
        dateRange: { start: '2025-01-01', end: '2027-01-01' },
        rows: { dimension: name },
        columns: [{ metric: 'events' }],
      })
      expect(report.body['rows']).toMatchObject([{ item: `of ${name}`, values: [1] }])
    }
  })
})

describe('a failed import', () => {
  it('loses nothing that was there before', async () => {
    await workspace.upload('kept', 'a.csv', csv)
    const before = (await workspace.call('GET', 'datasets/kept')).body
    const broken = gzipSync(csv.repeat(3000)).subarray(0, 150)
    expect((await workspace.upload('kept', 'b.csv.gz', broken)).status).toBe(400)
    expect((await workspace.call('GET', 'datasets/kept')).body).toMatchObject({
      rows: before['rows'],
      fields: before['fields'],
    })
  })
})

describe('rows that were put aside', () => {
  const skipped = async (id: string) => (await workspace.call('GET', `datasets/${id}/skipped`)).body

  it('are imported after all, as they are or corrected', async () => {
    const first = lines(event(), event({ ts: 'soon' }), event({ ts: 'later' }))
    await workspace.upload('again', 'a.json', first)
    expect(await skipped('again')).toHaveLength(2)
    const same = await workspace.call('POST', 'datasets/again/skipped/replay', {})
    expect(same.body).toMatchObject({ read: 2, added: 0, skipped: { 'unreadable-time': 2 } })
    expect(await skipped('again')).toHaveLength(2)
    const rows = [JSON.parse(event()), JSON.parse(event({ who: 'bob' }))]
    const fixed = await workspace.call('POST', 'datasets/again/skipped/replay', { rows })
    expect(fixed.body).toMatchObject({ read: 2, added: 2 })
    expect(await skipped('again')).toEqual([])
    expect((await workspace.call('GET', 'datasets/again')).body).toMatchObject({ rows: 3 })
  })

  it('of delimited text know their header, and take another one', async () => {
    await workspace.upload('cells', 'a.csv', `${csv}cat,,Help\n`)
    const same = await workspace.call('POST', 'datasets/cells/skipped/replay', {})
    expect(same.body).toMatchObject({ read: 1, added: 0, skipped: { 'missing-time': 1 } })
    const columns = ['who', 'page', 'ts']
    const turned = await workspace.call('POST', 'datasets/cells/skipped/replay', { columns })
    expect(turned.body).toMatchObject({ read: 1, added: 0 })
  })

  it.each(['\t', ';', '|'])('are read with the delimiter that they have: %j', async (delimiter) => {
    const id = `cells-${delimiter.charCodeAt(0)}`
    const rows = ['who,page,ts', 'ann,Home,2026-01-01T10:00:00Z', 'bob,Cart,2026-01-02T10:00:00Z']
    const bad = ['cat,Help,soon', 'dan,Help,later']
    const text = [...rows, ...bad].map((row) => row.replaceAll(',', delimiter)).join('\n')
    await workspace.upload(id, 'a.txt', `${text}\n`)
    expect(await skipped(id)).toHaveLength(2)
    const settings = { columns: ['who', 'page', 'ts'] }
    const same = await workspace.call('POST', `datasets/${id}/skipped/replay`, settings)
    expect(same.body).toMatchObject({ read: 2, added: 0, skipped: { 'unreadable-time': 2 } })
  })
})

describe('an import by address', () => {
  let server: Server
  let address: string
  const parquet = async () => {
    const path = `${workspace.folder}/made.parquet`
    await workspace.throughline.lake.command(sql`
      INSERT INTO FUNCTION file(${literal(path)}, 'Parquet')
      SELECT 'ann' AS who, toDateTime('2026-01-01 10:00:00', 'UTC') AS ts, number AS n FROM numbers(3)`)
    const { readFile } = await import('node:fs/promises')
    return readFile(path)
  }

  beforeAll(async () => {
    const pages = new Map<string, Uint8Array>([
      ['/web.csv.gz', gzipSync(csv)],
      ['/web.parquet', await parquet()],
    ])
    server = createServer(({ url = '' }, response) => {
      const found = pages.get(url)
      if (url === '/moved.csv') response.writeHead(302, { location: '/elsewhere' }).end()
      else if (found) response.writeHead(200, { 'content-length': found.length }).end(found)
      else response.writeHead(404).end('nothing here')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  const byAddress = (id: string, url: string) =>
    workspace.call('POST', `datasets/${id}/import`, { url })

  it.each([
    ['web.csv.gz', 2],
    ['web.parquet', 3],
  ])('reads %s', async (name, added) => {
    expect((await byAddress(`url-${added}`, `${address}/${name}`)).body).toMatchObject({ added })
  })

  it.each([
    ['nowhere.csv', 'import/unreadable'],
    ['moved.csv', 'import/unreadable'],
    ['web', 'import/unreadable'],
  ])('of %s gives one clear error', async (name, code) => {
    const { body } = await byAddress('url', `${address}/${name}`)
    expect(body).toMatchObject({ code })
    expect(body['detail']).not.toContain('\n')
  })

  it('never reads files of the server', async () => {
    const { body } = await byAddress('url', 'file:///etc/passwd')
    expect(body).toMatchObject({ code: 'request/invalid', path: 'url' })
  })
})
