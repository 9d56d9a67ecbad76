import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import type { FileOptions } from '../../model/import-options.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const two = [
  { v: 'a', n: 1 },
  { v: 'b', n: 2 },
]

it.each([
  ['semicolons', 'a.csv', 'ts;v;n\n2026-01-01;a;1\n2026-01-01;b;2\n'],
  ['vertical bars', 'a.csv', 'ts|v|n\n2026-01-01|a|1\n2026-01-01|b|2\n'],
  ['tabs', 'a.csv', 'ts\tv\tn\n2026-01-01\ta\t1\n2026-01-01\tb\t2\n'],
  ['tabs and quotes', 'a.tsv', '"ts"\t"v"\tn\n2026-01-01\t"a"\t1\n2026-01-01\tb\t2\n'],
  ['carets', 'a.txt', 'ts^v^n\n2026-01-01^a^1\n2026-01-01^b^2\n'],
  ['the separator of Hive', 'a.txt', 'ts\x01v\x01n\n2026-01-01\x01a\x011\n2026-01-01\x01b\x012\n'],
  ['the ending .txt', 'a.txt', 'ts,v,n\n2026-01-01,a,1\n2026-01-01,b,2\n'],
  ['no ending', 'a', 'ts,v,n\n2026-01-01,a,1\n2026-01-01,b,2\n'],
  ['single quotes', 'a.csv', "'ts','v','n'\n'2026-01-01','a','1'\n2026-01-01,b,2\n"],
  [
    'a line that names the delimiter',
    'a.csv',
    'sep=;\r\nts;v;n\r\n2026-01-01;a;1\r\n2026-01-01;b;2\r\n',
  ],
  ['comments', 'a.csv', '# Export\n# of today, and more\nts,v,n\n2026-01-01,a,1\n2026-01-01,b,2\n'],
  ['blank lines', 'a.csv', '\n\nts,v,n\n\n2026-01-01,a,1\n  \n2026-01-01,b,2\n\n\n'],
  [
    'blank lines and carriage returns',
    'a.csv',
    'ts,v,n\r\n\r\n2026-01-01,a,1\r\n\r\n2026-01-01,b,2\r\n',
  ],
] as const)('reads text with %s', async (_, name, text) => {
  const { report, rows } = await importing.load(name, text)
  expect(report).toMatchObject({ read: 2, added: 2, skipped: {} })
  expect(rows).toMatchObject(two)
})

it('takes names in quotes with delimiters, quotes and line feeds in them', async () => {
  const text = 'ts,"a, ""b""\nc",n\n2026-01-01,x,1\n2026-01-01,"y\n""z""",2\nbroken\n'
  const { report, rows } = await importing.load('a.csv', text)
  expect(rows).toMatchObject([
    { 'a, "b"\nc': 'x', n: 1 },
    { 'a, "b"\nc': 'y\n"z"', n: 2 },
  ])
  expect(report.skipped).toEqual({ 'unreadable-row': 1 })
})

it.each([
  ['pandas writes', ',ts,v\n0,2026-01-01,a\n1,2026-01-01,b\n', { c1: 0, v: 'a' }],
  ['R writes', '"ts" "v"\n"1" "2026-01-01" "a"\n"2" "2026-01-01" "b"\n', { c1: 1, v: 'a' }],
  ['ends rows with a delimiter', 'ts,v\n2026-01-01,a,\n2026-01-01,b,\n', { v: 'a', c3: null }],
] as const)('names the column without a name that %s', async (what, text, first) => {
  const given = what === 'R writes' ? { delimiter: 'space' } : {}
  const { rows } = await importing.load('a.csv', text, given)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject(first)
})

it('sees that the first row is data, or is told', async () => {
  const data = '2026-01-01,a,1\n2026-01-02,b,2\n'
  const named = [
    { c1: '2026-01-01 00:00:00.000', c2: 'a', c3: 1 },
    { c1: '2026-01-02 00:00:00.000', c2: 'b', c3: 2 },
  ]
  expect((await importing.load('a.csv', data)).rows).toEqual(named)
  expect((await importing.load('a.csv', data, { header: false })).rows).toEqual(named)
  const text = 'x,y,ts\na,b,2026-01-01\n'
  const untitled = await importing.load('a.csv', text, { header: false, timestamp: 'c3' })
  expect(untitled.report).toMatchObject({ read: 2, added: 1, skipped: { 'unreadable-time': 1 } })
  expect((await importing.load('a.csv', '2026,v\n2026-01-01,a\n', { header: true })).rows).toEqual([
    { 2026: '2026-01-01 00:00:00.000', v: 'a' },
  ])
})

it('takes numbers for numbers where some rows say that there is none', async () => {
  const text = 'ts,score,id,note\n2026-01-01,1.5,7,-\n2026-01-02,N/A,007,n/a\n2026-01-03,2,8,-\n'
  const { rows, report } = await importing.load('a.csv', text)
  expect(rows.map(({ score }) => score)).toEqual([1.5, null, 2])
  expect(rows.map(({ id }) => id)).toEqual(['7', '007', '8'])
  expect(rows.map(({ note }) => note)).toEqual(['-', 'n/a', '-'])
  expect(report.unreadable).toEqual({ score: 1 })
})

it('takes months for names of periods beside the times of events', async () => {
  const cohorts = 'ts,cohort\n2026-01-01T10:00:00Z,2025-11\n2026-01-02T10:00:00Z,2025/12\n'
  expect((await importing.load('a.csv', cohorts)).rows).toMatchObject([
    { cohort: '2025-11' },
    { cohort: '2025/12' },
  ])
  expect((await importing.load('a.csv', 'month,spend\n2025-11,1\n2025-12,2\n')).rows).toEqual([
    { month: '2025-11-01 00:00:00.000', spend: 1 },
    { month: '2025-12-01 00:00:00.000', spend: 2 },
  ])
})

it.each([
  [{ delimiter: '||' }, 'delimiter'],
  [{ quote: 'x' }, 'quote'],
] as const)('refuses the option %j', async (given, option) => {
  await expect(importing.load('a.csv', 'ts,v\n2026-01-01,a\n', given)).rejects.toMatchObject({
    code: 'import/invalid-option',
    path: [option],
  })
})

it('lets options say what the text does not', async () => {
  const asked: readonly (readonly [string, string, FileOptions])[] = [
    ['a.json', 'ts,v\n2026-01-01,a\n', { format: 'csv' }],
    ['a.csv', '{"ts":"2026-01-01","v":"a"}\n', { format: 'json' }],
    ['a.csv', 'ts;x,v\n2026-01-01;1,a\n', { delimiter: 'comma', timestamp: 'v' }],
    ['a.csv', 'ts,v\n2026-01-01,"a\n', { quote: 'none' }],
  ]
  for (const [name, text, given] of asked.slice(0, 2)) {
    expect((await importing.load(name, text, given)).rows).toMatchObject([{ v: 'a' }])
  }
  expect((await importing.load(...asked[3]!)).rows).toMatchObject([{ v: '"a' }])
})

it('finds the types of columns in which databases and programs have written that there is nothing', async () => {
  const text = [
    'ts,amount,ended_at,is_paid,word,none',
    ...['NULL', 'nan', 'NaT', '\\N'].map(
      (none) => `2026-01-01,${none},${none},${none},${none},${none}`,
    ),
    '2026-01-02,1.5,2026-01-03T10:00:00Z,true,x,NULL',
    '',
  ].join('\n')
  const { rows } = await importing.load('a.csv', text)
  expect(rows.at(-1)).toMatchObject({ amount: 1.5, is_paid: true, word: 'x', none: 'NULL' })
  expect(String(rows.at(-1)!['ended_at'])).toContain('2026-01-03 10:00')
  expect(rows[0]).toMatchObject({ amount: null, ended_at: null, is_paid: null, word: 'NULL' })
  const { rows: few } = await importing.load(
    'b.csv',
    'ts,x\n2026-01-01,unknown\n2026-01-01,-\n2026-01-01,5',
  )
  expect(few.map(({ x }) => x)).toEqual(['unknown', '-', '5'])
})

it('takes a first row with a time for data, in seconds and milliseconds since 1970, too', async () => {
  for (const time of ['1767225600', '1767225600000', '1767225600000000', '2026-01-01']) {
    const { rows } = await importing.load('a.txt', `ann|${time}|home\nbob|${time}|cart\n`, {
      timestamp: 'c2',
    })
    expect(rows).toMatchObject([
      { c1: 'ann', c3: 'home' },
      { c1: 'bob', c3: 'cart' },
    ])
  }
})

it('finds the time where no column has a name and one has milliseconds since 1970', async () => {
  const { report, rows } = await importing.load(
    'a.txt',
    'ann|1767225600000|home|4006381333931\nbob|1767225600500|cart|4006381333932\n',
  )
  expect(report.batches[0]!.used).toMatchObject({ header: false, timestamp: 'c2' })
  expect(rows).toMatchObject([
    { c1: 'ann', c2: '2026-01-01 00:00:00.000' },
    { c1: 'bob', c2: '2026-01-01 00:00:00.500' },
  ])
  const two = 'ann|1767225600000|1767225700000\nbob|1767225600500|1767225700500\n'
  await expect(importing.load('a.txt', two)).rejects.toMatchObject({ code: 'import/missing-field' })
})

it('makes nested fields of columns of JSON where that is asked for', async () => {
  const json = (value: object) => `"${JSON.stringify(value).replaceAll('"', '""')}"`
  const text = [
    'ts,data,v',
    `2026-01-01,${json({ city: 'Bern', geo: { lat: 46.9 }, tags: ['a', 'b'], items: [{ sku: 'x', n: 1 }] })},1`,
    `2026-01-01,${json({ city: 'Biel', tags: [] })},2`,
    '2026-01-01,{broken,3',
    '2026-01-01,,4',
    '',
  ].join('\n')
  const { rows, report } = await importing.load('a.csv', text, { parseJson: ['data'] })
  expect(report.unreadable).toEqual({ data: 1 })
  const nothing = { 'data.city': null, 'data.geo.lat': null, 'data.tags': [] }
  expect(rows).toMatchObject([
    {
      'data.city': 'Bern',
      'data.geo.lat': 46.9,
      'data.tags': ['a', 'b'],
      'data.items': [{ sku: 'x', n: 1 }],
      v: 1,
    },
    { 'data.city': 'Biel', 'data.geo.lat': null, 'data.tags': [], 'data.items': [], v: 2 },
    { ...nothing, v: 3 },
    { ...nothing, v: 4 },
  ])
  expect((await importing.load('a.csv', text)).rows[1]).toMatchObject({
    data: '{"city":"Biel","tags":[]}',
  })
  await expect(importing.load('a.csv', text, { parseJson: ['dat'] })).rejects.toMatchObject({
    code: 'import/missing-field',
    path: ['parseJson', 0],
  })
})

it('makes lists of columns of JSON lists, in which an object is a list of one', async () => {
  const json = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`
  const text = [
    'ts,tags,ns,items,mixed,none',
    `2026-01-01,${json(['a', 'b, c'])},"[1,2.5]",${json([{ sku: 'x', n: 1, in: ['p'] }, { sku: 'y' }])},${json([{ k: 1 }])},[]`,
    `2026-01-01,[],[],${json([])},${json({ k: 2 })},`,
    '2026-01-01,[a,[1,[{,{broken,',
    `2026-01-01,${json([null, 'd'])},[3],${json([{ sku: '007' }])},${json([{ k: 3 }, { k: 4 }])},[]`,
    '',
  ].join('\n')
  const parseJson = ['tags', 'ns', 'items', 'mixed', 'none']
  const { rows, report } = await importing.load('a.csv', text, { parseJson })
  expect(rows).toMatchObject([
    {
      tags: ['a', 'b, c'],
      ns: [1, 2.5],
      items: [
        { sku: 'x', n: 1, in: ['p'] },
        { sku: 'y', n: null, in: [] },
      ],
      mixed: [{ k: 1 }],
    },
    { tags: [], ns: [], items: [], mixed: [{ k: 2 }] },
    { tags: [], ns: [], items: [], mixed: [] },
    {
      tags: [null, 'd'],
      ns: [3],
      items: [{ sku: '007', n: null, in: [] }],
      mixed: [{ k: 3 }, { k: 4 }],
    },
  ])
  expect(report.unreadable).toEqual({ tags: 1, ns: 1, items: 1, mixed: 1 })
  const { rows: plain } = await importing.load('a.csv', text)
  expect(plain[0]).toMatchObject({ tags: '["a","b, c"]', none: '[]' })
})

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', ',', ';', '\t', '|', '"', '\n', '1'),
})

it('reads every table as it was written', async () => {
  const written = fc.record({
    rows: fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  await fc.assert(
    fc.asyncProperty(written, async ({ rows, delimiter, lineEnd }) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const lines = rows.map((row) => ['2026-01-01', ...row.map(quoted)].join(delimiter))
      const text = [['ts', 'x', 'y'].join(delimiter), ...lines, ''].join(lineEnd)
      const imported = await importing.load('a.csv', text, { schema })
      const expected = rows.map(([x, y]) => ({ x: x || null, y: y || null }))
      expect(imported.rows.map(({ x, y }) => ({ x, y }))).toEqual(expected)
    }),
    { numRuns: 25, examples: [[rowsBelowOtherDelimiters]] },
  )
})

/** Quoted texts that another delimiter divides into more columns than the header has. */
const rowsBelowOtherDelimiters = {
  rows: [
    [',', ',a'],
    [',1\n', ','],
  ] as [string, string][],
  delimiter: ';',
  lineEnd: '\n',
}

const schema = { x: 'string', y: 'string' } as const
