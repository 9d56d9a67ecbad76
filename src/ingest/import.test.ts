import type { ImportProgress } from '../model/answers/imports.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasShop, shopFile, shopReason } from '../../test/support/shop.ts'
import type { LakeClient } from '../lake/client.ts'
import { openLake } from '../lake/open-lake.ts'
import {
  deleteBatch,
  dropDataset,
  describeDataset,
  listBatches,
  listDatasets,
  listSkipped,
  openDatasets,
} from '../lake/datasets/index.ts'
import { pathOfColumn } from '../lake/datasets/column-name.ts'
import { readRecord } from '../lake/datasets/records.ts'
import { selectRows } from '../lake/datasets/rows.ts'
import { ident, literal, sql } from '../lake/sql.ts'
import { type ImportOptions, importFiles, importRows } from './index.ts'

let lake: LakeClient
let dir: string
let datasets = 0

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  lake = await openLake(join(dir, 'data'))
  await openDatasets(lake)
})
afterAll(async () => {
  await lake.close()
  await rm(dir, { recursive: true, force: true })
})

/** Imports contents under a file name into a dataset of its own, unless one is named. */
async function load(name: string, contents: string | Buffer, options?: ImportOptions, id?: string) {
  const dataset = id ?? `d${++datasets}`
  const path = join(dir, `${datasets}-${name}`)
  await writeFile(path, contents)
  return importFiles(lake, dataset, [path], options)
}

/** The dataset's readable rows, in order of arrival, without the row columns. */
async function rowsIn(dataset: string): Promise<Record<string, unknown>[]> {
  const record = await readRecord(lake, dataset)
  const rows = await lake.query<Record<string, unknown>>(
    sql`SELECT * EXCEPT (_row, _batch, _ingested_at, _time) FROM (SELECT *, 0 AS _time FROM ${selectRows({ id: record.id, key: record.key })}) ORDER BY _row`,
  )
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [pathOfColumn(name), cell])),
  )
}

async function timesIn(dataset: string): Promise<string[]> {
  const rows = await lake.query<{ t: string }>(
    sql`SELECT toString(_time) AS t FROM ${selectRows({ id: dataset })} ORDER BY _row`,
  )
  return rows.map(({ t }) => t)
}

const head = 'ts,user,n,ok\n'

describe('delimited files', () => {
  it('guesses types and reads values', async () => {
    const csv = `${head}2024-01-01 10:00:00,ann,1.5,true\n2024-01-02T10:00:00.25+02:00,"b, ""q""\nx",,false\n`
    const report = await load('a.csv', csv)
    expect(report).toMatchObject({ read: 2, added: 2, skipped: {}, unreadable: {} })
    expect((await readRecord(lake, report.dataset)).fields).toEqual([
      { path: 'ts', type: 'timestamp' },
      { path: 'user', type: 'string' },
      { path: 'n', type: 'number' },
      { path: 'ok', type: 'boolean' },
    ])
    expect(await rowsIn(report.dataset)).toEqual([
      { ts: '2024-01-01 10:00:00.000', user: 'ann', n: 1.5, ok: true },
      { ts: '2024-01-02 08:00:00.250', user: 'b, "q"\nx', n: null, ok: false },
    ])
  })

  it('puts aside what cannot be read, with its reason, number and text', async () => {
    const csv = `${head}2024-01-01,a,1,true\n,b,2,true\nnever,c,3,true\n1850-01-01,d,4,true\nfew,columns\n2024-01-02,e,5,true,more\n2024-01-03,f,6,true\n2024-01-04,unfinished`
    const report = await load('a.csv', csv)
    const skipped = {
      'missing-time': 1,
      'time-out-of-range': 1,
      'unreadable-time': 1,
      'unreadable-row': 3,
    }
    expect(report).toMatchObject({ read: 8, added: 2, skipped })
    const aside = await listSkipped(lake, report.dataset)
    expect(aside.filter(({ reason }) => reason === 'unreadable-row')).toEqual([
      { batch: 1, rowNumber: 5, reason: 'unreadable-row', raw: 'few,columns' },
      { batch: 1, rowNumber: 6, reason: 'unreadable-row', raw: '2024-01-02,e,5,true,more' },
      { batch: 1, rowNumber: 8, reason: 'unreadable-row', raw: '2024-01-04,unfinished' },
    ])
    expect(aside.find(({ reason }) => reason === 'unreadable-time')).toEqual({
      batch: 1,
      rowNumber: 3,
      reason: 'unreadable-time',
      raw: '"never","c","3","true"',
    })
    expect(await listSkipped(lake, report.dataset, { limit: 1, offset: 7 })).toEqual([])
  })

  it.each([
    ['the end of the file', ''],
    ['the next quote', '2024-01-04,"d",4,true\n2024-01-05,e,5,true\n'],
    ['the next quote in another file end', '2024-01-04,"d",4,true\r\n2024-01-05,e,5,true'],
  ])('puts a line aside whose quote is only closed by %s, and reads on', async (_, more) => {
    const report = await load(
      'a.csv',
      `${head}2024-01-01,"a\nb",1,true\n2024-01-02,"open é,2,true\n2024-01-03,c,3,true\n${more}`,
    )
    const added = more === '' ? 2 : 4
    expect(report).toMatchObject({ read: added + 1, added, skipped: { 'unclosed-quote': 1 } })
    expect(report.batches).toMatchObject([{ batch: 1, source: expect.stringContaining('a.csv') }])
    expect(await listSkipped(lake, report.dataset)).toEqual([
      { batch: 1, rowNumber: 3, reason: 'unclosed-quote', raw: '2024-01-02,"open é,2,true' },
    ])
    const users = (await rowsIn(report.dataset)).map(({ user }) => user)
    expect(users).toEqual(['a\nb', 'c', 'd', 'e'].slice(0, added))
  })

  it('finds an unclosed quote behind the rows that types are guessed from', async () => {
    const rows = Array.from({ length: 21_000 }, (_, k) => `2024-01-01,u${k},${k},true\n`)
    const broken = rows.with(20_500, '2024-01-01,"u20500,1,true\n').join('')
    const report = await load('a.csv.gz', gzipSync(head + broken))
    expect(report).toMatchObject({ read: 21_000, skipped: { 'unclosed-quote': 1 } })
    expect(await listBatches(lake, report.dataset)).toMatchObject([{ batch: 1, added: 20_999 }])
  })

  it('finds a quote of the last column that nothing closes, where reading goes wrong nowhere', async () => {
    const body =
      '2024-01-01,a,1,true\n2024-01-02,b,2,"open\n2024-01-03,c,3,true\n2024-01-04,d,4,true\n'
    const report = await load('a.csv', head + body)
    expect(report).toMatchObject({ read: 4, added: 3, skipped: { 'unclosed-quote': 1 } })
    expect(await listSkipped(lake, report.dataset)).toMatchObject([
      { rowNumber: 2, reason: 'unclosed-quote', raw: '2024-01-02,b,2,"open' },
    ])
  })

  it('leaves an odd quote within a value as it is', async () => {
    const report = await load('a.csv', `${head}2024-01-01,5" pipe,1,true\n2024-01-02,b,2,true\n`)
    expect(report).toMatchObject({ read: 2, added: 2, skipped: {} })
    expect((await rowsIn(report.dataset)).map(({ user }) => user)).toEqual(['5" pipe', 'b'])
  })

  it('says in which line the quote is that leaves nothing of a file', async () => {
    const refused = load('a.csv', `${head}2024-01-02,"open,2,true`)
    await expect(refused).rejects.toThrow('the quote opened in line 2 is never closed')
  })

  it('leaves a quoted value with line feeds in one row, whatever else is wrong with it', async () => {
    const report = await load(
      'a.csv',
      `${head}2024-01-01,"a\nb",1,true,more\n2024-01-02,"c\nd",2,true\n`,
    )
    expect(report).toMatchObject({ read: 2, added: 1, skipped: { 'unreadable-row': 1 } })
  })

  it('tells how far it is inside of a file and over all files', async () => {
    const told: ImportProgress[] = []
    const onProgress = (progress: ImportProgress) => void told.push(progress)
    const contents = `${head}${'2024-01-01,a,1,true\n'.repeat(1000)}`
    const { dataset } = await load('a.csv', contents, { onProgress })
    await load('b.csv', contents, { onProgress, again: true }, dataset)
    const last = { done: 1, files: 1, read: 1000, share: 1 }
    expect(told.filter(({ share }) => share === 1)).toMatchObject([last, last])
    expect(told.every(({ share }) => share > 0 && share <= 1)).toBe(true)
  })

  it.each([
    ['a byte order mark', `\uFEFF${head}2024-01-01,a,1,true\n`],
    ['a quoted header with a byte order mark', '\uFEFF"ts","user","n","ok"\n2024-01-01,a,1,true\n'],
    ['CRLF', 'ts,user,n,ok\r\n2024-01-01,a,1,true\r\n'],
    ['no final line feed', `${head}2024-01-01,a,1,true`],
    ['blank lines', `${head}\n2024-01-01,a,1,true\n\n`],
    ['semicolons', 'ts;user;n;ok\n2024-01-01;a;1;true\n'],
  ])('reads CSV with %s', async (_, csv) => {
    const report = await load('a.csv', csv)
    expect(report).toMatchObject({ read: 1, added: 1, skipped: {} })
    const row = { ts: '2024-01-01 00:00:00.000', user: 'a', n: 1, ok: true }
    expect(await rowsIn(report.dataset)).toEqual([row])
  })

  it.each(['\n', '\r\n'])('reads TSV with line end %j', async (end) => {
    const report = await load(
      'a.tsv',
      `ts\tuser${end}2024-01-01\ta\\tb${end}2024-01-02\t${end}bad${end}`,
    )
    expect(report).toMatchObject({ read: 3, added: 2, skipped: { 'unreadable-row': 1 } })
    expect((await rowsIn(report.dataset)).map((row) => row['user'])).toEqual(['a\tb', null])
  })

  it.each([
    ['empty', ''],
    ['header only', 'ts,user\n'],
    ['header only, no line feed', 'ts,user'],
  ])('reads nothing from a file that is %s', async (_, csv) => {
    const report = await load('a.csv', csv)
    expect(report).toMatchObject({ read: 0, added: 0, skipped: {} })
    const again = await load('b.csv', 'ts,user\n2024-01-01,5\n', {}, report.dataset)
    expect(again).toMatchObject({ read: 1, added: 1 })
  })

  it('turns values that do not fit into null and counts them', async () => {
    const first = await load('a.csv', `${head}2024-01-01,a,1.5,true\n`)
    const second = await load(
      'b.csv',
      `${head}2024-01-02,b,one,maybe\n2024-01-03,c,2,no\n`,
      {},
      first.dataset,
    )
    expect(second).toMatchObject({ added: 2, unreadable: { n: 1, ok: 1 } })
    expect((await rowsIn(first.dataset)).map(({ n, ok }) => [n, ok])).toEqual([
      [1.5, true],
      [null, null],
      [2, false],
    ])
    expect((await listBatches(lake, first.dataset))[0]).toMatchObject({
      unreadable: { n: 1, ok: 1 },
    })
  })

  it('keeps codes and long ids as text', async () => {
    const report = await load('a.csv', 'ts,zip,id\n2024-01-01,01234,12345678901234567890\n')
    expect(await rowsIn(report.dataset)).toMatchObject([
      { zip: '01234', id: '12345678901234567890' },
    ])
  })

  it('adds columns that a later file brings and leaves out', async () => {
    const first = await load('a.csv', 'ts,a\n2024-01-01,x\n')
    await load('b.csv', 'b,ts\n5,2024-01-02\n', {}, first.dataset)
    expect(await rowsIn(first.dataset)).toEqual([
      { ts: '2024-01-01 00:00:00.000', a: 'x', b: null },
      { ts: '2024-01-02 00:00:00.000', a: null, b: 5 },
    ])
  })

  it('agrees with plain counting on random files', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'x', '"', ',', '\n', 'é', '\\N', ' '),
      fc.string({ maxLength: 4 }),
    )
    const time = fc.constantFrom('2024-01-01', '', 'soon', '1800-01-01', '1700000000')
    const row = fc.record({ time, cells: fc.array(cell, { minLength: 2, maxLength: 2 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const lines = rows.map(({ time, cells }) => [time, ...cells].map(quoted).join(','))
        const report = await load('r.csv', `ts,a,b\n${lines.join('\n')}`, { timestamp: 'ts' })
        const count = (...times: string[]) =>
          rows.filter((each) => times.includes(each.time)).length
        expect(report.read).toBe(rows.length)
        expect(report.added).toBe(count('2024-01-01', '1700000000'))
        expect(report.skipped['missing-time'] ?? 0).toBe(count(''))
        expect(report.skipped['unreadable-time'] ?? 0).toBe(count('soon'))
        expect(report.skipped['time-out-of-range'] ?? 0).toBe(count('1800-01-01'))
        await dropDataset(lake, report.dataset)
      }),
      { numRuns: 25 },
    )
  })
})

describe('times', () => {
  it.each([
    ['2024-03-13T10:21:14.1239Z', '2024-03-13 10:21:14.123'],
    ['2024-03-13 10:21', '2024-03-13 09:21:00.000'],
    ['2024-07-13', '2024-07-12 22:00:00.000'],
    ['20240313102114', '2024-03-13 09:21:14.000'],
    ['1710325274', '2024-03-13 10:21:14.000'],
    ['1710325274123', '2024-03-13 10:21:14.123'],
    ['1710325274.5', '2024-03-13 10:21:14.500'],
    ['1710325274123456', '2024-03-13 10:21:14.123'],
    ['Wed, 13 Mar 2024 10:21:14 GMT', '2024-03-13 10:21:14.000'],
    ['1969-12-31T23:59:59.500Z', '1969-12-31 23:59:59.500'],
  ])('reads %s', async (text, instant) => {
    const report = await load('t.csv', `ts,a\n"${text}",1\n`, { timeZone: 'Europe/Berlin' })
    expect(await timesIn(report.dataset)).toEqual([instant])
  })

  it.each(['March', '12:30', '2024-02-30', '2024-03-13 25:00:00', 'Q1', '-'])(
    'does not read %s',
    async (text) => {
      const report = await load('t.csv', `ts,a\n${text},1\n`, { timestamp: 'ts' })
      expect(report).toMatchObject({ added: 0, skipped: { 'unreadable-time': 1 } })
    },
  )
})

describe('JSON', () => {
  const rows = [
    {
      ts: '2024-01-01T00:00:00Z',
      user: 'ann',
      n: 1,
      geo: { country: 'DE', point: { lat: 1.5 } },
      tags: ['a', 'b'],
      products: [
        { sku: 's1', price: 2.5, size: { width: 3 }, warranty: [{ years: 1, name: 'w' }] },
        { sku: 's2', price: 'free' },
      ],
    },
    { ts: 1704067200000, user: 'bob', n: '7', 'geo.country': 'FR', products: [] },
  ]
  const expected = [
    {
      ts: '2024-01-01 00:00:00.000',
      user: 'ann',
      n: 1,
      'geo.country': 'DE',
      'geo.point.lat': 1.5,
      tags: ['a', 'b'],
      products: [
        { sku: 's1', price: 2.5, 'size.width': 3, warranty: [{ years: 1, name: 'w' }] },
        { sku: 's2', price: null, 'size.width': null, warranty: [] },
      ],
    },
    {
      ts: '2024-01-01 00:00:00.000',
      user: 'bob',
      n: 7,
      'geo.country': 'FR',
      'geo.point.lat': null,
      tags: [],
      products: [],
    },
  ]
  const schema = {
    n: 'number',
    products: {
      list: {
        sku: 'string',
        price: 'number',
        size: { object: { width: 'number' } },
        warranty: { list: { years: 'number', name: 'string' } },
      },
    },
  } as const

  it.each([
    ['lines', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['an array', JSON.stringify(rows)],
    ['an array on several lines', JSON.stringify(rows, null, 2)],
    ['objects on several lines', rows.map((row) => JSON.stringify(row, null, 1)).join('\n')],
  ])('reads objects written as %s', async (_, text) => {
    const report = await load('a.json', text, { schema })
    expect(report).toMatchObject({ read: 2, added: 2, skipped: {} })
    expect(await rowsIn(report.dataset)).toEqual(expected)
  })

  it('infers objects, lists and lists in lists', async () => {
    const report = await importRows(lake, `d${++datasets}`, rows.slice(0, 1))
    const { fields } = await readRecord(lake, report.dataset)
    expect(fields).toContainEqual({ path: 'geo.point.lat', type: 'number' })
    expect(fields).toContainEqual({ path: 'tags', type: 'list', of: 'string' })
    const products = fields.find(({ path }) => path === 'products')
    expect(products && 'children' in products && products.children).toContainEqual({
      path: 'warranty',
      type: 'list',
      children: [
        { path: 'name', type: 'string' },
        { path: 'years', type: 'number' },
      ],
    })
    const more = [{ ts: 1, products: [{ sku: 'x', color: 'red' }] }]
    await importRows(lake, report.dataset, more)
    const [, second] = await rowsIn(report.dataset)
    expect(second?.['products']).toMatchObject([{ sku: 'x', color: 'red' }])
  })

  it('puts broken lines aside', async () => {
    const text = '{"ts":1,"a":"x"}\n{"ts":2,"a":\nnot json\n\n[1]\n{"ts":3}\n'
    const report = await load('a.ndjson', text)
    expect(report).toMatchObject({ read: 5, added: 2, skipped: { 'unreadable-row': 3 } })
    const aside = await listSkipped(lake, report.dataset)
    expect(aside.map(({ rowNumber, raw }) => [rowNumber, raw])).toEqual([
      [2, '{"ts":2,"a":'],
      [3, 'not json'],
      [5, '[1]'],
    ])
  })
})

describe('files that are not what they say', () => {
  it.each([
    [
      'a.csv',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 1, 2, 0xff]),
      'import/unreadable',
    ],
    ['a.csv', 'PAR1 whatever', 'import/unreadable'],
    ['a.csv', 'ts,a\n1\n2\n3\n', 'import/unreadable'],
    ['a.csv', 'ts,a,a\n1,2,3\n', 'import/unreadable'],
    ['a.json', 'hello', 'import/unreadable'],
    ['a.ndjson', '{"ts":1\n{"ts":2\n', 'import/unreadable'],
    ['a.parquet', 'ts,a\n1,2\n', 'import/unreadable'],
    ['a.parquet', 'PAR1 but nothing else', 'import/unreadable'],
    ['a.avro', '', 'import/unreadable'],
    ['a.xlsx', 'x', 'import/unreadable'],
    ['a', 'x', 'import/unknown-format'],
    ['a.csv', 'user,page\nann,Home\n', 'import/missing-field'],
  ])('refuses %s (%#)', async (name, contents, code) => {
    const loading = load(name, contents)
    await expect(loading).rejects.toMatchObject({ name: 'ThroughlineError', code })
    expect((await describeDataset(lake, `d${datasets}`)).rows).toBe(0)
  })

  it('says what it did not find', async () => {
    const code = 'import/not-found'
    await expect(importFiles(lake, 'none', [join(dir, 'nothing.csv')])).rejects.toMatchObject({
      code,
    })
    await expect(importFiles(lake, 'none', [join(dir, 'nothing*.csv')])).rejects.toMatchObject({
      code,
    })
  })
})

describe('other formats', () => {
  it.each(['csv.gz', 'csv.zst', 'tsv.gz', 'ndjson.zst', 'parquet', 'avro', 'arrow'])(
    'reads back what ClickHouse wrote as %s',
    async (ending) => {
      const format = {
        csv: 'CSVWithNames',
        tsv: 'TSVWithNames',
        ndjson: 'JSONEachRow',
        parquet: 'Parquet',
        avro: 'Avro',
        arrow: 'Arrow',
      }[ending.split('.')[0] as 'csv']
      const path = join(dir, `out.${ending}`)
      await lake.query(sql`
        SELECT toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + toIntervalHour(number) AS ts,
          concat('u', toString(number)) AS user, number / 2 AS n
        FROM numbers(1000) INTO OUTFILE ${literal(path)} TRUNCATE FORMAT ${ident(format)}`)
      const report = await importFiles(lake, `d${++datasets}`, [path])
      expect(report).toMatchObject({ read: 1000, added: 1000, skipped: {}, unreadable: {} })
      const [row] = await lake.query(sql`
        SELECT sum(n) AS n, toString(max(_time)) AS last, uniqExact(user) AS users FROM ${selectRows({ id: report.dataset })}`)
      expect(row).toEqual({ n: 249750, last: '2024-02-11 15:00:00.000', users: '1000' })
    },
  )

  it('reads Parquet with nested and wide columns', async () => {
    const path = join(dir, 'nested.parquet')
    await lake.query(sql`
      SELECT toDate('2024-01-01') AS day, toUInt64(18446744073709551615) AS id, toUInt64(5) AS small,
        tuple('DE', 1.5)::Tuple(country String, lat Float64) AS geo, ['a']::Array(String) AS tags,
        [tuple('s', 2)]::Array(Tuple(sku String, price Int32)) AS products
      INTO OUTFILE ${literal(path)} TRUNCATE FORMAT Parquet`)
    const report = await importFiles(lake, `d${++datasets}`, [path])
    expect(await rowsIn(report.dataset)).toEqual([
      {
        day: '2024-01-01 00:00:00.000',
        id: '18446744073709551615',
        small: 5,
        'geo.country': 'DE',
        'geo.lat': 1.5,
        tags: ['a'],
        products: [{ sku: 's', price: 2 }],
      },
    ])
  })

  it.each(['Parquet', 'Avro', 'Arrow'])(
    'takes what bends in %s as far as it fits',
    async (format) => {
      const dataset = `d${++datasets}`
      const write = async (name: string, s: string) => {
        const path = join(dir, `bend-${name}.${format.toLowerCase()}`)
        const columns = sql`toInt64(1) AS ts, ${{ kind: 'sql', parts: [s] }} AS s`
        await lake.query(
          sql`SELECT ${columns} INTO OUTFILE ${literal(path)} TRUNCATE FORMAT ${{ kind: 'sql', parts: [format] }}`,
        )
        return importFiles(lake, dataset, [path])
      }
      const x = (...values: number[]) =>
        `[${values.map((value) => `tuple(${value})`).join()}]::Array(Tuple(x Int32))`
      await write('object', 'tuple(1)::Tuple(x Int32)')
      await write('one', x(2))
      expect(await write('many', x(3, 4))).toMatchObject({ added: 1, unreadable: { s: 1 } })
      await write('deep', '[tuple([tuple([5])])]::Array(Tuple(y Array(Tuple(z Array(Int32)))))')
      await write('texts', "['a']::Array(String)")
      const rows = await rowsIn(dataset)
      expect(rows.map((row) => row['s.x'])).toEqual([1, 2, null, null, null])
      expect(rows.map((row) => row['s'])).toEqual([[], [], [], [], ['a']])
      expect(rows[3]).toMatchObject({ 's.y': [{ z: [5] }] })
    },
  )

  it('takes the JSON of a list and of an object in the cells of a table', async () => {
    const first = await load('a.jsonl', '{"ts":1,"s":[{"x":1}],"o":{"k":2},"t":["a"]}')
    const cells = '1,"[{""x"":2},{""x"":3}]","{""k"":4}",b\n1,"{""x"":""?""}",,"[""c"",""d""]"'
    const second = await load('a.csv', `ts,s,o,t\n${cells}`, {}, first.dataset)
    expect(second).toMatchObject({ added: 2, unreadable: { 's.x': 1 } })
    expect(await rowsIn(first.dataset)).toMatchObject([
      { s: [{ x: 1 }], 'o.k': 2, t: ['a'] },
      { s: [{ x: 2 }, { x: 3 }], 'o.k': 4, t: ['b'] },
      { s: [{ x: null }], 'o.k': null, t: ['c', 'd'] },
    ])
  })

  it('imports a glob as one batch per file, in order of names', async () => {
    for (const name of ['g-2.csv', 'g-1.csv']) await writeFile(join(dir, name), `ts,a\n1,${name}\n`)
    const seen: number[] = []
    const report = await importFiles(lake, `d${++datasets}`, [join(dir, 'g-*.csv')], {
      onProgress: ({ done, files }) => seen.push(done / files),
    })
    expect(report).toMatchObject({ read: 2, added: 2 })
    expect((await rowsIn(report.dataset)).map(({ a }) => a)).toEqual(['g-1.csv', 'g-2.csv'])
    expect(seen).toEqual([0.5, 1])
  })

  it.skipIf(!hasShop)(`reads the shop file${shopReason}`, async () => {
    const report = await importFiles(lake, `d${++datasets}`, [shopFile])
    expect(report).toMatchObject({ read: 31106, added: 31106, skipped: {} })
    expect(await describeDataset(lake, report.dataset)).toMatchObject({ rows: 31106, batches: 1 })
  })
})

describe('rows that are known already', () => {
  it('drops rows with a known row id', async () => {
    const options = { rowId: 'id' }
    const first = await load('a.csv', 'ts,id\n1,a\n2,b\n3,a\n4,\n5,\n', options)
    expect(first).toMatchObject({ read: 5, added: 4, duplicates: 1 })
    const second = await load('b.csv', 'ts,id\n6,b\n7,c\n8,c\nx,d\n', options, first.dataset)
    expect(second).toMatchObject({
      read: 4,
      added: 1,
      duplicates: 2,
      skipped: { 'unreadable-time': 1 },
    })
    expect((await rowsIn(first.dataset)).map(({ id }) => id)).toEqual(['a', 'b', null, null, 'c'])
  })

  it('keeps the latest row per key, and the earlier one when its batch is deleted', async () => {
    const options = { kind: 'profile', key: 'email' } as const
    const first = await load('a.csv', 'email,tier\na,1\nb,1\na,2\n,9\n', options)
    expect(first).toMatchObject({ read: 4, added: 3, replaced: 1, skipped: { 'missing-key': 1 } })
    const second = await load('b.csv', 'email,tier\nb,5\nc,5\n', options, first.dataset)
    expect(second).toMatchObject({ read: 2, added: 2, replaced: 1 })
    const tiers = async () => (await rowsIn(first.dataset)).map(({ email, tier }) => [email, tier])
    expect(await tiers()).toEqual([
      ['a', 2],
      ['b', 5],
      ['c', 5],
    ])
    expect((await describeDataset(lake, first.dataset)).rows).toBe(3)
    await deleteBatch(lake, first.dataset, 2)
    expect(await tiers()).toEqual([
      ['b', 1],
      ['a', 2],
    ])
  })
})

describe('batches', () => {
  it('are listed, deleted, and never numbered twice', async () => {
    const { dataset } = await load('a.csv', 'ts,a\n1,x\nbad,y\n')
    await load('b.csv', 'ts,a\n2,z\n', {}, dataset)
    await deleteBatch(lake, dataset, 1)
    expect(await rowsIn(dataset)).toMatchObject([{ a: 'z' }])
    expect(await listSkipped(lake, dataset)).toEqual([])
    await expect(deleteBatch(lake, dataset, 1)).rejects.toMatchObject({ code: 'batch/unknown' })
    const third = await load('c.csv', 'ts,a\n3,w\n', {}, dataset)
    expect(third.batches[0]?.batch).toBe(3)
    const statuses = (await listBatches(lake, dataset)).map(({ batch, status }) => [batch, status])
    expect(statuses).toEqual([
      [3, 'committed'],
      [2, 'committed'],
      [1, 'deleted'],
    ])
  })

  it('of which no row was added say nothing of the ones that follow', async () => {
    const first = await load('a.csv', 'time,v,w\nsoon,1,2024-01-01\nlater,2,2024-01-02\n')
    expect(first).toMatchObject({ added: 0, skipped: { 'unreadable-time': 2 } })
    const second = await load('b.csv', 'ts,v,w\n2024-01-01,x,7\n', {}, first.dataset)
    expect(second).toMatchObject({ added: 1, batches: [{ used: { timestamp: 'ts' } }] })
    expect(await rowsIn(first.dataset)).toMatchObject([
      { ts: '2024-01-01 00:00:00.000', v: 'x', w: 7 },
    ])
    expect(await listSkipped(lake, first.dataset)).toHaveLength(2)
    const later = load('c.csv', 'time,v,w\nsoon,1,2\n', {}, first.dataset)
    await expect(later).rejects.toMatchObject({ code: 'import/missing-field' })
  })

  it('of which no row was added leave what was told', async () => {
    const told = { timestamp: 'time', schema: { v: 'string' } } as const
    const first = await load('a.csv', 'time,v\nsoon,1\n', told)
    expect(first).toMatchObject({ added: 0 })
    const { timestamp, fields } = await readRecord(lake, first.dataset)
    expect([timestamp, fields]).toEqual(['time', [{ path: 'v', type: 'string' }]])
  })

  it('that fail leave nothing', async () => {
    const { dataset } = await load('a.csv', 'ts,a\n1,x\n')
    const broken = load('b.csv', 'ts,a\nbroken\n', {}, dataset)
    await expect(broken).rejects.toMatchObject({ code: 'import/unreadable' })
    expect(await rowsIn(dataset)).toHaveLength(1)
    expect((await listBatches(lake, dataset))[0]).toMatchObject({ batch: 2, status: 'failed' })
  })

  it('go with their dataset', async () => {
    const { dataset } = await load('a.csv', 'ts,a\n1,x\n')
    await dropDataset(lake, dataset)
    await expect(describeDataset(lake, dataset)).rejects.toMatchObject({ code: 'dataset/unknown' })
    expect((await listDatasets(lake)).map(({ id }) => id)).not.toContain(dataset)
    const again = await load('b.csv', 'ts,b\n1,x\n', {}, dataset)
    expect(again.batches[0]?.batch).toBe(1)
    expect((await readRecord(lake, dataset)).fields.map(({ path }) => path)).toEqual(['ts', 'b'])
  })

  it('of two imports at once are both there', async () => {
    const id = `d${++datasets}`
    const rows = (from: number) =>
      Array.from({ length: 50 }, (_, n) => ({ ts: from + n, n: from + n }))
    await Promise.all([importRows(lake, id, rows(1)), importRows(lake, id, rows(1001))])
    const [count] = await lake.query(
      sql`SELECT count() AS n, uniqExact(_row) AS rows FROM ${selectRows({ id })}`,
    )
    expect(count).toEqual({ n: '100', rows: '100' })
  })
})
