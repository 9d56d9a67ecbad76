import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../../test/support/importing.ts'
import { writeDate } from './dates.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

interface Given {
  readonly sheets: Readonly<Record<string, string>>
  readonly texts?: readonly string[]
  readonly hidden?: readonly string[]
  readonly isFrom1904?: boolean
}

/** A workbook as Excel writes it; sheets are the XML of their rows. */
function workbook({ sheets, texts = [], hidden = [], isFrom1904 = false }: Given): Uint8Array {
  const names = Object.keys(sheets)
  const listed = names.map(
    (name, k) =>
      `<sheet name="${name}" sheetId="${k + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${k + 1}"/>`,
  )
  const targets = names.map(
    (_, k) =>
      `<Relationship Id="rId${k + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${k + 1}.xml"/>`,
  )
  const parts = {
    '[Content_Types].xml': `${xml}<Types/>`,
    'xl/workbook.xml': `${xml}<workbook ${main} xmlns:r="${relations}"><workbookPr${isFrom1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships>${targets.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `${xml}<sst ${main}>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `${xml}<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, k) => [
        `xl/worksheets/sheet${k + 1}.xml`,
        `${xml}<worksheet ${main}><sheetData>${sheets[name]!}</sheetData></worksheet>`,
      ]),
    ),
  }
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  )
}

const shared = (index: number) => `<c t="s"><v>${index}</v></c>`
const number = (value: number | string, style = 0) => `<c s="${style}"><v>${value}</v></c>`
const row = (...cells: readonly string[]) => `<row>${cells.join('')}</row>`

const texts = [
  '<t>ts</t>',
  '<t>city</t>',
  '<t>amount</t>',
  '<r><t>Mün</t></r><r><t xml:space="preserve">chen, </t></r><rPh><t>ignored</t></rPh>',
  '<t>a "b"&#10;&lt;c&gt;</t>',
]

it('reads the first sheet that is shown: texts, numbers, dates, empty cells', async () => {
  const rows = [
    row(shared(0), shared(1), shared(2), '<c t="inlineStr"><is><t>ok</t></is></c>'),
    row(number(45351.5, 2), shared(3), number('1234.5'), '<c t="b"><v>1</v></c>'),
    '<row r="3"/>',
    `<row r="4"><c r="A4" s="1"><v>45352</v></c><c r="C4"><v>-7</v></c><c r="D4" t="e"><v>#N/A</v></c></row>`,
    row(number(45353, 1), shared(4), number(0.25), '<c t="b"><v>0</v></c>'),
  ]
  const book = workbook({
    sheets: { Notes: row(shared(4)), Events: rows.join('') },
    texts,
    hidden: ['Notes'],
  })
  for (const name of ['a.xlsx', 'a.zip', 'a']) {
    const { report, rows: read } = await importing.load(name, book)
    expect(report.batches[0]!.used).toMatchObject({ format: 'xlsx', sheet: 'Events' })
    expect(read).toEqual([
      { ts: '2024-02-29 12:00:00.000', city: 'München, ', amount: 1234.5, ok: true },
      { ts: '2024-03-01 00:00:00.000', city: null, amount: -7, ok: null },
      { ts: '2024-03-02 00:00:00.000', city: 'a "b"\n<c>', amount: 0.25, ok: false },
    ])
  }
})

it('reads the sheet that is named', async () => {
  const sheet = (city: number) => row(shared(0), shared(1)) + row(number(45351, 1), shared(city))
  const book = workbook({ sheets: { One: sheet(3), 'Two &amp; more': sheet(4) }, texts })
  const { rows } = await importing.load('a.xlsx', book, { sheet: 'Two & more' })
  expect(rows).toMatchObject([{ city: 'a "b"\n<c>' }])
  await expect(importing.load('a.xlsx', book, { sheet: 'Three' })).rejects.toMatchObject({
    code: 'import/invalid-option',
    params: { allowed: ['One', 'Two & more'] },
    path: ['sheet'],
  })
})

it('counts days from 1904 where the workbook does; durations are numbers', async () => {
  const head = row(shared(0), shared(2))
  const book = workbook({
    sheets: {
      A: head + row(number(43889, 1), number(1.5, 3)) + row(number(43890, 1), number(2, 4)),
    },
    texts,
    isFrom1904: true,
  })
  expect((await importing.load('a.xlsx', book)).rows).toEqual([
    { ts: '2024-02-29 00:00:00.000', amount: 1.5 },
    { ts: '2024-03-01 00:00:00.000', amount: 2 },
  ])
})

it.each([
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [61, false, '1900-03-01'],
  [45351.000011574, false, '2024-02-29T00:00:01.000'],
  [0.75, false, '18:00:00.000'],
  [0, true, '00:00:00.000'],
  [1e12, false, '1000000000000'],
])('writes day %d (from 1904: %j) as %s', (days, isFrom1904, text) => {
  expect(writeDate(days, isFrom1904)).toBe(text)
})

it('says what other documents are', async () => {
  const document = zipSync({
    '[Content_Types].xml': strToU8('x'),
    'word/document.xml': strToU8('x'),
  })
  const broken = zipSync({
    '[Content_Types].xml': strToU8('x'),
    'xl/workbook.xml': strToU8('<workbook>'),
  })
  for (const [bytes, reason] of [
    [document, 'it is a document, not a workbook of Excel'],
    [broken, 'it is a workbook that is broken'],
    [workbook({ sheets: {} }), 'it has no sheet'],
  ] as const) {
    await expect(importing.load('a.xlsx', bytes)).rejects.toMatchObject({
      code: 'import/unreadable',
      params: { reason },
    })
  }
})

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;')

it('reads every table as it was written', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '<', '&', '"', ',', '\n', ' x'),
    maxLength: 6,
  })
  const cells = fc.record({ v: text, n: fc.integer(), isShared: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 5 }), async (table) => {
      const all = [
        ...table.map(({ v }) => `<t xml:space="preserve">${escape(v)}</t>`),
        '<t>ts</t>',
        '<t>v</t>',
        '<t>n</t>',
      ]
      const head = row(...[0, 1, 2].map((k) => shared(table.length + k)))
      const body = table.map(({ v, n, isShared }, k) => {
        const inline = `<c t="inlineStr"><is><t xml:space="preserve">${escape(v)}</t></is></c>`
        return row(number(45351, 1), isShared ? shared(k) : inline, number(n))
      })
      const book = workbook({ sheets: { A: head + body.join('') }, texts: all })
      const { rows } = await importing.load('a.xlsx', book, { types: { v: 'string' } })
      expect(rows.map(({ v, n }) => ({ v, n }))).toEqual(
        table.map(({ v, n }) => ({ v: v || null, n })),
      )
    }),
    { numRuns: 15 },
  )
})
