import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../test/support/lake.ts'
import { readRecord } from '../lake/datasets/index.ts'
import { selectRows } from '../lake/datasets/rows.ts'
import { ident, literal, sql } from '../lake/sql.ts'
import { type ImportOptions, importFiles } from './index.ts'

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
