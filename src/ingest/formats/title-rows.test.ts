import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import type { FileOptions } from '../../model/import-options.ts'
import { countTitleRows } from './title-rows.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const table = ['ts', 'page', 'n']
const data = ['2026-01-01', 'Home', '1']

describe('title rows', () => {
  it.each<[string, readonly (readonly string[])[], number]>([
    ['none', [table, data], 0],
    ['one', [['Sales'], table, data], 1],
    ['two, as wide as the table', [['Sales', '', ''], ['', '', ''], table, data], 2],
    [
      'groups of columns',
      [
        ['', 'A', '', '', 'B'],
        ['k', 'a', 'b', 'c', 'd'],
        ['x', '1', '2', '3', '4'],
      ],
      1,
    ],
    ['of a table of two columns', [['Sales'], ['page', 'n'], ['Home', '1']], 1],
    [
      'a header without its first name',
      [
        ['', 'page'],
        ['x', 'y'],
        ['z', '5'],
      ],
      0,
    ],
    [
      'a header that lacks a name',
      [
        ['a', 'b'],
        ['r', 'x', 'y'],
        ['s', 'z', '5'],
      ],
      0,
    ],
    [
      'R’s names of rows',
      [
        ['ts', 'v'],
        ['1', '2026-01-01', 'a'],
      ],
      0,
    ],
    ['names that come twice', [['Sales'], ['n', 'n', 'm'], ['1', '2', '3']], 0],
    ['rows of texts alone', [['Sales'], ['a', 'b', 'c'], ['x', 'y', 'z']], 0],
    ['a row below that is wider', [['Sales'], ['a', 'b', 'c'], ['1', '2', '3', '4']], 0],
  ])('%s: %j', (_, rows, titles) => {
    expect(countTitleRows(rows)).toBe(titles)
  })
})

const rows = [
  { page: 'Home', n: 1 },
  { page: 'a, "b"', n: 2 },
]

describe('a delimited text with titles', () => {
  it.each([
    ['one', 'Sales of 2026\nts,page,n\n2026-01-01,Home,1\n2026-01-02,"a, ""b""",2\n', 2],
    [
      'a blank line below',
      'Sales, all\r\n\r\nts;page;n\r\n2026-01-01;Home;1\r\n2026-01-02;"a, ""b""";2\r\n',
      3,
    ],
    ['padding', 'Sales,,\nBerlin,,\nts,page,n\n2026-01-01,Home,1\n2026-01-02,"a, ""b""",2\n', 3],
    [
      'a line feed in them',
      '"Sales\nof 2026",,\nts,page,n\n2026-01-01,Home,1\n2026-01-02,"a, ""b""",2\n',
      3,
    ],
  ])('%s is read below them', async (_, text, headerRow) => {
    const { report, rows: read } = await importing.load('a.csv', text)
    expect(report).toMatchObject({
      read: 2,
      added: 2,
      skipped: {},
      batches: [{ used: { headerRow } }],
    })
    expect(read).toMatchObject(rows)
  })

  it('is read from the row that is told', async () => {
    const text = 'a,b,c\nts,page,n\n2026-01-01,Home,1\n'
    const { report, rows: read } = await importing.load('a.csv', text, { headerRow: 2 })
    expect(report).toMatchObject({ read: 1, added: 1 })
    expect(read).toMatchObject([{ page: 'Home', n: 1 }])
    const titled = 'Sales\nts,page\n2026-01-01,1\n'
    await expect(importing.load('a.csv', titled, { headerRow: 1 })).rejects.toBeDefined()
  })

  it.each<[FileOptions]>([[{ headerRow: 9 }], [{ headerRow: 2, header: false }]])(
    'refuses %j',
    async (options) => {
      const loading = importing.load('a.csv', 'ts,v\n2026-01-01,a\n', options)
      await expect(loading).rejects.toMatchObject({
        code: 'import/invalid-option',
        path: ['headerRow'],
      })
    },
  )

  it('is not seen in texts of one column that have semicolons in them', async () => {
    const text = 'text\nhello; world\nbye; 5\n'
    const { rows: read } = await importing.load('a.csv', text, { kind: 'lookup' })
    expect(read).toEqual([{ text: 'hello; world' }, { text: 'bye; 5' }])
  })

  it('numbers rows that it puts aside from the first below the header', async () => {
    const text = 'Sales\nts,page,n\n2026-01-01,Home,1\nnever,x,2\nbroken\n'
    const { report } = await importing.load('a.csv', text)
    expect(report).toMatchObject({
      read: 3,
      skipped: { 'unreadable-time': 1, 'unreadable-row': 1 },
    })
  })
})

describe('a sheet with titles', () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const number = (value: number) => `<c><v>${value}</v></c>`
  const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.join('')}</row>`
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const book = (sheet: string) =>
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns:r="${relations}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/a.xml"/></Relationships>`,
      ),
      'xl/worksheets/a.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    })
  const head = [cell('ts'), cell('page'), cell('n')]
  const sheet =
    row(1, cell('Sales')) +
    row(4, ...head) +
    row(5, cell('2026-01-01'), cell('Home'), number(1)) +
    row(6, cell('2026-01-02'), cell('Cart'), number(2))

  it('is read below them, and says only what applies to a sheet', async () => {
    const { report, rows: read } = await importing.load('a.xlsx', book(sheet))
    expect(read).toMatchObject([
      { page: 'Home', n: 1 },
      { page: 'Cart', n: 2 },
    ])
    expect(report.batches[0]!.used).toEqual({
      format: 'xlsx',
      sheet: 'A',
      header: true,
      headerRow: 4,
      timeZone: 'UTC',
      timestamp: 'ts',
      timestampFormat: 'iso',
    })
  })

  it('is read from the row that is told, as the sheet numbers it', async () => {
    const told =
      row(1, cell('x'), cell('y'), cell('z')) + row(3, ...head) + row(4, cell('2026-01-01'))
    const { report, rows: read } = await importing.load('a.xlsx', book(told), { headerRow: 3 })
    expect(report.batches[0]!.used.headerRow).toBe(3)
    expect(read).toEqual([{ ts: '2026-01-01 00:00:00.000', page: null, n: null }])
    await expect(importing.load('a.xlsx', book(told), { headerRow: 9 })).rejects.toMatchObject({
      code: 'import/invalid-option',
    })
  })
})
