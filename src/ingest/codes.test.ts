import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../test/support/lake.ts'
import { nameTable, readRecord } from '../lake/datasets/index.ts'
import { selectRows } from '../lake/datasets/rows.ts'
import { ident, literal, sql } from '../lake/sql.ts'
import { type ImportOptions, importFiles, importRows } from './index.ts'

let test: TestLake
let dir: string
let datasets = 0
beforeAll(async () => {
  test = await openTestLake()
  dir = await mkdtemp(join(tmpdir(), 'throughline-codes-'))
})
afterAll(async () => {
  await test.close()
  await rm(dir, { recursive: true })
})

const lookup = { kind: 'lookup' } as const

async function load(name: string, contents: string, options: ImportOptions = lookup, id?: string) {
  const dataset = id ?? `d${++datasets}`
  const path = join(dir, `${dataset}-${name}`)
  await writeFile(path, contents)
  return importFiles(test.lake, dataset, [path], options)
}

/** The type of a field, and its values as texts. */
async function contents(dataset: string, path: string) {
  const { fields } = await readRecord(test.lake, dataset)
  const rows = await test.lake.query<{ v: string | null }>(
    sql`SELECT toString(${ident(path)}) AS v FROM ${selectRows({ id: dataset })} ORDER BY _row`,
  )
  const field = fields.find((each) => each.path === path)
  return { type: field?.type, values: rows.map(({ v }) => v) }
}

describe('a column of text', () => {
  it.each([
    [['007', '12'], 'string', ['007', '12']],
    [['+4912345', '12'], 'string', ['+4912345', '12']],
    [['1E3', '12'], 'string', ['1E3', '12']],
    [['1e5', '12'], 'string', ['1e5', '12']],
    [['1_000', '12'], 'string', ['1_000', '12']],
    [['9007199254740993', '1'], 'string', ['9007199254740993', '1']],
    [['123456789012345678901234567890', '1'], 'string', ['123456789012345678901234567890', '1']],
    [['-0012', '1'], 'string', ['-0012', '1']],
    [['1.5e-3', '1e-05'], 'number', ['0.0015', '0.00001']],
    [['0.5', '-0.25', '0'], 'number', ['0.5', '-0.25', '0']],
    [['1000000000000000', '9007199254740992'], 'number', ['1000000000000000', '9007199254740992']],
    [['12.3400000000000000'], 'number', ['12.34']],
  ])('%j is %s', async (values, type, stored) => {
    const { dataset } = await load('a.csv', ['v,w', ...values.map((v) => `${v},x`)].join('\n'))
    expect(await contents(dataset, 'v')).toEqual({ type, values: stored })
  })
})

describe('an id with blanks around it', () => {
  it('is another one than that without, in texts', async () => {
    const { dataset } = await load('a.csv', 'user_id,n\n" 7"," 7"\n"7","8 "\n')
    expect(await contents(dataset, 'user_id')).toEqual({ type: 'string', values: [' 7', '7'] })
    expect(await contents(dataset, 'n')).toEqual({ type: 'number', values: ['7', '8'] })
  })

  it('is another one in JSON, also where numbers came before', async () => {
    const id = `d${++datasets}`
    await importRows(test.lake, id, [{ user_id: 7, n: 7 }], lookup)
    await importRows(test.lake, id, [{ user_id: ' 7', n: ' 7' }], lookup)
    expect(await contents(id, 'user_id')).toEqual({ type: 'string', values: ['7', ' 7'] })
    expect(await contents(id, 'n')).toEqual({ type: 'number', values: ['7', '7'] })
  })
})

describe('huge numbers of JSON', () => {
  it.each(['jsonl', 'json'])('cost their own value at most (%s)', async (ending) => {
    const rows = [
      '{"a": 123456789012345678901234567890, "b": 1, "s": "say \\"12345678901234567890123\\": 1e400"}',
      '{"a": 18446744073709551616, "b": 1e400, "s": "x"}',
      '{"a": -9999999999999999999, "b": 2.5, "s": "y"}',
    ]
    const text = ending === 'json' ? `[${rows.join(',\n')}]` : rows.join('\n')
    const { dataset, ...report } = await load(`a.${ending}`, text)
    expect(report).toMatchObject({ read: 3, added: 3, unreadable: { b: 1 } })
    expect(await contents(dataset, 'a')).toEqual({
      type: 'string',
      values: ['123456789012345678901234567890', '18446744073709551616', '-9999999999999999999'],
    })
    expect(await contents(dataset, 'b')).toEqual({ type: 'number', values: ['1', null, '2.5'] })
    expect((await contents(dataset, 's')).values[0]).toBe('say "12345678901234567890123": 1e400')
  })

  it('are exact in lists', async () => {
    const { dataset } = await load(
      'a.jsonl',
      '{"l": [1, 9007199254740993], "p": [{"id": 9007199254740993}]}\n{"l": [], "p": []}',
    )
    expect((await readRecord(test.lake, dataset)).fields).toMatchObject([
      { path: 'l', of: 'string' },
      { path: 'p', children: [{ path: 'id', type: 'string' }] },
    ])
    expect((await contents(dataset, 'p')).values).toEqual([`[('9007199254740993')]`, '[]'])
  })
})

it('keeps long integers of files with types, in lists and objects too', async () => {
  const path = join(dir, 'a.parquet')
  await test.lake.command(sql`
    INSERT INTO FUNCTION file(${literal(path)}, 'Parquet',
      'a Int64, b Int64, l Array(Int64), o Tuple(id UInt64), p Array(Tuple(id Int64, n Int64)), d Decimal(38, 0)')
    SELECT 9007199254740993, 9007199254740992, [9007199254740993], tuple(9007199254740993),
      [(9007199254740993, 1)], toDecimal128('12345678901234567890123', 0)`)
  const { dataset } = await importFiles(test.lake, `d${++datasets}`, [path], lookup)
  expect((await readRecord(test.lake, dataset)).fields).toEqual([
    { path: 'a', type: 'string' },
    { path: 'b', type: 'number' },
    { path: 'l', type: 'list', of: 'string' },
    { path: 'o.id', type: 'string' },
    {
      path: 'p',
      type: 'list',
      children: [
        { path: 'id', type: 'string' },
        { path: 'n', type: 'number' },
      ],
    },
    { path: 'd', type: 'string' },
  ])
  expect((await contents(dataset, 'd')).values).toEqual(['12345678901234567890123'])
  expect((await contents(dataset, 'a')).values).toEqual(['9007199254740993'])
})

describe('a number that turns out to need its text', () => {
  const post = (id: string, rows: readonly string[], options: ImportOptions = {}) =>
    importRows(test.lake, id, rows.join('\n'), { kind: 'lookup', ...options })

  it.each([
    ['a code', ['{"v":7}', '{"v":12}'], ['{"v":"007"}'], 'string', ['7', '12', '007']],
    ['words', ['{"v":7}'], ['{"v":"abc"}', '{"v":8}'], 'string', ['7', 'abc', '8']],
    ['long integers', ['{"v":7}'], ['{"v":9007199254740993}'], 'string', ['7', '9007199254740993']],
    [
      'what says that there is none',
      ['{"v":7}'],
      ['{"v":"n/a"}', '{"v":8}'],
      'number',
      ['7', null, '8'],
    ],
    [
      'a word in an amount',
      ['{"v":7.5}'],
      ['{"v":"abc"}', '{"v":"+4"}'],
      'number',
      ['7.5', null, '4'],
    ],
    [
      'large numbers',
      ['{"v":100000000000000000000}', '{"v":1.5}'],
      ['{"v":2}'],
      'string',
      ['100000000000000000000', '1.5', '2'],
    ],
  ])('%s', async (_, first, second, type, values) => {
    const id = `d${++datasets}`
    await post(id, first)
    await post(id, second)
    expect(await contents(id, 'v')).toEqual({ type, values })
  })

  it('few words among many numbers are no values, unless the field is called an id', async () => {
    const numbers = Array.from({ length: 200 }, (_, k) => `${k},${k}`)
    const { dataset } = await load('a.csv', ['score,user_id', ...numbers].join('\n'))
    const report = await load(
      'b.csv',
      ['score,user_id', ...numbers, 'abc,abc'].join('\n'),
      lookup,
      dataset,
    )
    expect(report.unreadable).toEqual({ score: 1 })
    expect((await contents(dataset, 'score')).type).toBe('number')
    expect(await contents(dataset, 'user_id')).toMatchObject({
      type: 'string',
      values: expect.arrayContaining(['0', '199', 'abc']),
    })
  })

  it('is not, where somebody has called it a number or a metric reads it', async () => {
    const declared = `d${++datasets}`
    await post(declared, ['{"v":7}'], { schema: { v: 'number' } })
    await post(declared, ['{"v":"007"}', '{"v":"abc"}'])
    expect(await contents(declared, 'v')).toEqual({ type: 'number', values: ['7', '7', null] })
    const read = `d${++datasets}`
    await post(read, ['{"v":7}'])
    await post(read, ['{"v":"007"}', '{"v":"abc"}'], { amounts: ['v'] })
    expect((await contents(read, 'v')).type).toBe('number')
  })

  it('tells rows apart by their ids', async () => {
    const id = `d${++datasets}`
    await post(id, ['{"v":7}', '{"v":7}'], { rowId: 'v' })
    const report = await post(id, ['{"v":"007"}', '{"v":"7"}', '{"v":"1e1"}'])
    expect(report).toMatchObject({ added: 2, duplicates: 1 })
    expect((await contents(id, 'v')).values).toEqual(['7', '007', '1e1'])
  })

  it('tells rows of a lookup apart by their keys', async () => {
    const id = `d${++datasets}`
    await post(id, ['{"v":7,"n":"a"}'], { key: 'v' })
    await post(id, ['{"v":"007","n":"b"}', '{"v":"7","n":"c"}'])
    const rows = await test.lake.query(
      sql`SELECT v, n FROM ${selectRows({ id, key: 'v' })} ORDER BY v`,
    )
    expect(rows).toEqual([
      { v: '007', n: 'b' },
      { v: '7', n: 'c' },
    ])
  })

  it('lies in lists', async () => {
    const id = `d${++datasets}`
    await post(id, ['{"l":[1,2],"p":[{"sku":7,"n":1,"w":[{"id":5}]}]}'])
    await post(id, ['{"l":["abc"],"p":[{"sku":"007","n":2,"w":[{"id":"05"}]}]}'])
    expect((await contents(id, 'l')).values).toEqual([`['1','2']`, `['abc']`])
    expect((await contents(id, 'p')).values).toEqual([`[(1,'7',[('5')])]`, `[(2,'007',[('05')])]`])
  })

  it('is found behind the rows that types are guessed from', async () => {
    const numbers = Array.from({ length: 20_500 }, (_, k) => String(k))
    const { dataset } = await load('a.csv', ['v', ...numbers, '007'].join('\n'))
    expect((await contents(dataset, 'v')).values.at(-1)).toBe('007')
  })

  it.each(['Parquet', 'Avro'])('in files with types (%s)', async (format) => {
    const id = `d${++datasets}`
    const path = join(dir, `${id}.${format.toLowerCase()}`)
    await post(id, ['{"v":7}'])
    await test.lake.command(sql`
      INSERT INTO FUNCTION file(${literal(path)}, ${literal(format)}, 'v Int64')
      SELECT arrayJoin([9007199254740993, 1])`)
    await importFiles(test.lake, id, [path], lookup)
    expect((await contents(id, 'v')).values).toEqual(['7', '9007199254740993', '1'])
  })

  it('is read and widened after a process has ended between table and record', async () => {
    const id = `d${++datasets}`
    await post(id, ['{"v":7}', '{"v":null}'])
    await test.lake.command(sql`
      ALTER TABLE ${nameTable(id)} MODIFY COLUMN v Nullable(String) SETTINGS mutations_sync = 2`)
    await post(id, ['{"v":8}'])
    expect(await contents(id, 'v')).toEqual({ type: 'number', values: ['7', null, '8'] })
    await post(id, ['{"v":"007"}'])
    expect(await contents(id, 'v')).toEqual({ type: 'string', values: ['7', null, '8', '007'] })
  })
})
