import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../../test/support/importing.ts'
import { listSkipped } from '../../../lake/datasets/index.ts'
import type { FileOptions } from '../../../model/import-options.ts'
import { findRows } from './find-rows.ts'
import { ListSplitter } from './list-splitter.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const a = '{"ts":"2026-01-01","v":"a"}'
const b = '{"ts":"2026-01-01","v":"b, [\\"{"}'
const two = [{ v: 'a' }, { v: 'b, ["{' }]

it.each([
  ['lines', `${a}\n${b}\n`],
  ['lines with blank ones', `\n${a}\r\n\r\n${b}`],
  ['a list', `[${a}, ${b}]`],
  ['a list on several lines', `[\n  ${a},\n  ${b}\n]\n`],
  [
    'values over several lines',
    `${JSON.stringify(JSON.parse(a), null, 2)}\n${JSON.stringify(JSON.parse(b), null, 2)}\n`,
  ],
  ['values one after the other', `${a} ${b}`],
  ['a list in a document', `{"total":2,"items":[${a},${b}],"next":null}`],
  [
    'a list deep in a document',
    `{\n"meta":{"generated_at":"2026-01-02","n":[1,2]},\n"data":{"rows":[\n${a},\n${b}]}}`,
  ],
  ['a list of a feature collection', `{"type":"FeatureCollection","features":[${a},${b}]}`],
])('reads %s', async (_, text) => {
  for (const name of ['a.json', 'a.txt', 'a']) {
    const { report, rows } = await importing.load(name, text)
    expect(report).toMatchObject({ read: 2, added: 2, skipped: {} })
    expect(rows).toMatchObject(two)
  }
})

it('judges rows one by one, the first as well', async () => {
  const texts: readonly (readonly [string, readonly (readonly [number, string])[]])[] = [
    [`oops\n${a}\n${b}\n`, [[1, 'oops']]],
    [`{"ts":\n${a}\n${b}\n`, [[1, '{"ts":']]],
    [
      `[1]\n${a}\n${b}\nnull`,
      [
        [1, '[1]'],
        [4, 'null'],
      ],
    ],
    [`[${a}, null, ${b}]`, [[2, 'null']]],
    [`[null, ${a}, ${b}]`, [[1, 'null']]],
    [
      `[${a}, "x", {"ts": }, ${b}, [${a}]]`,
      [
        [2, '"x"'],
        [3, '{"ts": }'],
        [5, `[${a}]`],
      ],
    ],
    [`{"items":[${a}, 5, ${b}]}`, [[2, '5']]],
    [`[${a},${b},{"ts":"2026`, [[3, '{"ts":"2026']]],
    [`[${a},${b},`, [[3, '']]],
  ]
  for (const [text, aside] of texts) {
    const { report, rows } = await importing.load('a.json', text)
    expect(rows).toMatchObject(two)
    expect(report).toMatchObject({ added: 2, skipped: { 'unreadable-row': aside.length } })
    const skipped = await listSkipped(importing.lake, report.dataset)
    expect(skipped.map(({ rowNumber, raw }) => [rowNumber, raw])).toEqual(aside)
  }
})

it('reads rows whatever their numbers are', async () => {
  const numbers = [
    '123456789012345678901234567890',
    '-98765432109876543210',
    '1e400',
    'NaN',
    '-Infinity',
    '18446744073709551615',
  ]
  const text = numbers
    .map(
      (n, k) =>
        `{"ts":"2026-01-01","v":"row ${k}, \\" 123456789012345678901","n":${n},"list":[${n},1]}`,
    )
    .join('\n')
  const { report, rows } = await importing.load('a.json', text)
  expect(report).toMatchObject({ read: 6, added: 6, skipped: {} })
  expect(rows.map(({ v }) => v)).toEqual(numbers.map((_, k) => `row ${k}, " 123456789012345678901`))
  expect(rows.map(({ n }) => n)).toEqual([numbers[0], numbers[1], '1e400', null, null, numbers[5]])
})

it('takes a document for a row when its list is a part of it, or when that is said', async () => {
  const row = '{"ts":"2026-01-01","v":"a","products":[{"sku":"x"},{"sku":"y"}]}'
  const { rows } = await importing.load('a.json', row)
  expect(rows).toMatchObject([{ v: 'a' }])
  const text = `{"ts":"2026-01-01","v":"a","items":[${a},${b}]}`
  expect((await importing.load('a.json', text, { rowsAt: '.' })).rows).toMatchObject([{ v: 'a' }])
  expect((await importing.load('a.json', text, { rowsAt: 'items' })).rows).toMatchObject(two)
  const lines = `{"items":[${a}]}\n{"items":[${b}]}\n`
  expect((await importing.load('a.json', lines, { rowsAt: 'items' })).rows).toMatchObject(two)
})

it('takes a line for a row where the name says so, however many there are', async () => {
  const [one, other] = [a, b].map((row) => `{"items":[${row}]}\n`)
  for (const text of [one!, `${one}${other}`]) {
    const { rows } = await importing.load('day.jsonl', text, { kind: 'lookup' })
    expect(rows).toHaveLength(text.split('\n').length - 1)
  }
})

it('says of a document what was taken for its rows, and what else could be', async () => {
  const order = `{"id":"o1","ts":"2026-01-01T10:00:00Z","items":[${a},${b}]}`
  const said = async (text: string, options: FileOptions = {}) => {
    const { report } = await importing.load('a.json', text, options)
    return [report.batches[0]!.used.rowsAt, report.batches[0]!.warnings]
  }
  expect(await said(order)).toEqual([
    '.',
    ['it is one JSON document, and was taken for one row; if that is wrong, say --rows-at items'],
  ])
  expect(await said(`{"total":2,"items":[${a},${b}]}`)).toEqual([
    'items',
    [
      'its rows were taken from the list items of one JSON document; if that is wrong, say --rows-at .',
    ],
  ])
  expect(await said(order, { rowsAt: '.' })).toEqual(['.', []])
  expect(await said(order, { rowsAt: 'items' })).toEqual(['items', []])
  expect(await said('{"id":"o1","ts":"2026-01-01","tags":["x","y"]}')).toEqual([undefined, []])
})

it('says what it went by, and asks where several lists may be the rows', async () => {
  const { report } = await importing.load('a.json', `{"data":{"rows":[${a}]}}`)
  expect(report.batches[0]!.used).toMatchObject({ format: 'json', rowsAt: 'data.rows' })
  await expect(importing.load('a.json', `{"clicks":[${a}],"views":[${b}]}`)).rejects.toMatchObject({
    code: 'import/ambiguous-rows',
    params: { allowed: ['clicks', 'views'] },
    path: ['rowsAt'],
  })
})

it.each([
  ['{"items":[{"sku":"a"}]}', 'items'],
  ['{"count":1,"next":null,"results":[{"sku":"a"}]}', 'results'],
  ['{"sku":"a","sizes":[{"n":1}]}', '.'],
  ['{"country":"DE","sizes":[{"n":1}]}', '.'],
  ['{"id":"a","name":"shirt","sizes":[{"n":1}]}', '.'],
  ['{"type":"FeatureCollection","name":"shops","features":[{"n":1}]}', 'features'],
  ['{"user":{"id":"a"},"items":[{"sku":"a"}]}', '.'],
  ['{"data":{"list":[{"created_at":"x"}]},"included":[{"id":1}]}', 'data.list'],
  ['{"id":"a","ts":"2026-01-01T10:00:00Z","tags":["x","y"]}', undefined],
  ['{"id":"a","ts":"2026-01-01T10:00:00Z","items":[{"due_date":"2026-01-05"}]}', '.'],
  ['{"user":"a","ctx":{"ts":"2026-01-01T10:00:00Z"},"items":[{"date":"2026-01-05"}]}', '.'],
  ['{"order_id":7,"date":"2026-01-01","lines":[{"sent_at":1}],"payments":[{"paid_at":1}]}', '.'],
  ['{"order_id":7,"date":"2026-01-01","orders":[{"ts":1}', 'orders'],
  ['{"shop":"a","day":"2026-01-01","orders":[{"ts":1}]}', 'orders'],
  [`{"id":7,"ts":"2026-01-01T10:00","lines":[${Array(51).fill('{"ts":1}').join()}]}`, 'lines'],
  ['{"status":"ok","timestamp":"2026-01-01T10:00:00Z","items":[{"ts":1}]}', 'items'],
  ['{"id":"r1","timestamp":"2026-01-01T10:00:00Z","data":[{"ts":1}]}', 'data'],
  ['{"report":{"generatedAt":"2026-01-01T10:00:00Z"},"visits":[{"ts":1}]}', 'visits'],
  ['{x:1,"items":[{"ts":1}]}', 'items'],
  ['{"a":[[{"ts":1}]]}', undefined],
  ['{"a":[1,2,{"ts":1}]}', undefined],
  ['{"items":[{"ts":1,"parts":[{"ts":2', 'items'],
])('finds the rows of %s', (text, path) => {
  expect(findRows('a.json', text)).toBe(path)
})

it('takes values for numbers that GA4’s export writes as texts', async () => {
  const params = (...values: object[]) =>
    JSON.stringify({
      ts: '2026-01-01',
      event_params: values.map((value, k) => ({ key: `k${k}`, value })),
      items: [{ item_id: '007', quantity: '2' }],
      ecommerce: { total_item_quantity: '2', unique_items: '1' },
    })
  const text = [
    params({ int_value: '123' }, { string_value: '007' }, { double_value: '1.5' }),
    params({ int_value: '-4' }, { float_value: 2 }),
  ].join('\n')
  const { rows } = await importing.load('a.json', text)
  const value = (row: number) =>
    (rows[row]!['event_params'] as Record<string, unknown>[]).map((each) => each['value.int_value'])
  expect([value(0), value(1)]).toEqual([
    [123, null, null],
    [-4, null],
  ])
  expect(rows[0]!['event_params']).toMatchObject([
    { key: 'k0' },
    { 'value.string_value': '007' },
    { 'value.double_value': 1.5 },
  ])
  expect(rows[0]).toMatchObject({
    items: [{ item_id: '007', quantity: 2 }],
    'ecommerce.total_item_quantity': 2,
    'ecommerce.unique_items': 1,
  })
  const long = params({ int_value: '9007199254740993' })
  const { rows: kept } = await importing.load('a.json', long)
  expect(kept[0]!['event_params']).toMatchObject([{ 'value.int_value': '9007199254740993' }])
})

it('splits a list into its elements wherever the text is cut', () => {
  const element = fc.json({ maxDepth: 2 })
  const list = fc.record({
    elements: fc.array(element, { maxLength: 5 }),
    cut: fc.nat(40),
    isDeep: fc.boolean(),
  })
  fc.assert(
    fc.property(list, ({ elements, cut, isDeep }) => {
      const text = isDeep
        ? `{"x":[1,{"rows":[0]}],"a":{"rows":[${elements.join(' ,\n')}]}}`
        : `[${elements.join()}]`
      const splitter = new ListSplitter(isDeep ? 'a.rows' : '')
      const found = [splitter.feed(text.slice(0, cut)), splitter.feed(text.slice(cut))].flat()
      expect(found.map((each) => JSON.parse(each))).toEqual(
        elements.map((each) => JSON.parse(each)),
      )
      expect(splitter.end()).toBeUndefined()
    }),
  )
})
