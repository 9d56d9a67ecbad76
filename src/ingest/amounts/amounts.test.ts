import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import { readRecord } from '../../lake/datasets/index.ts'
import type { FileOptions } from '../../model/import-options.ts'
import { importFiles, planRecord, previewFiles } from '../index.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const lookup = { kind: 'lookup' } as const
const csv = (texts: readonly string[]) =>
  ['k;Betrag', ...texts.map((text, k) => `${k};"${text}"`)].join('\n')

/** What becomes of a column. */
async function read(texts: readonly string[], options: FileOptions = {}) {
  const { rows, report } = await importing.load('a.csv', csv(texts), { ...lookup, ...options })
  const { used, warnings } = report.batches[0]!
  return { values: rows.map(({ Betrag }) => Betrag), decimals: used.decimals, warnings, report }
}

describe('a column of amounts', () => {
  it.each<[string, readonly string[], readonly (number | null)[], 'comma' | 'point' | undefined]>([
    [
      'points and a comma',
      ['2.002,68', '529,75', '12', '-3,5'],
      [2002.68, 529.75, 12, -3.5],
      'comma',
    ],
    ['a comma, and thousands', ['1.234', '12,5'], [1234, 12.5], 'comma'],
    ['blanks and a comma', ['1 234,50', '12,5', '7'], [1234.5, 12.5, 7], 'comma'],
    ['narrow blanks', ['1\u202f012,50', '1\u00a0012,25'], [1012.5, 1012.25], 'comma'],
    ['commas and a point', ['3,860.28', '5', '-12.50'], [3860.28, 5, -12.5], 'point'],
    ['commas, and points in others', ['1,234', '12.50'], [1234, 12.5], 'point'],
    ['apostrophes', ["1'234.5", '12.5', '1’000'], [1234.5, 12.5, 1000], 'point'],
    ['a minus of typographers', ['−3,5', '1,25'], [-3.5, 1.25], 'comma'],
    ['hyphens for no amount', ['3,5', '-', '1,25', ''], [3.5, null, 1.25, null], 'comma'],
    ['plain numbers', ['1.234', '5.678'], [1.234, 5.678], undefined],
  ])('with %s holds numbers', async (_, texts, values, sign) => {
    const found = await read(texts)
    expect(found.values).toEqual(values)
    expect(found.decimals).toEqual(sign && { Betrag: sign })
    expect(found.warnings).toEqual([])
  })

  it.each([
    ['codes', ['007', '12,5']],
    ['words', ['2.002,68', 'free', '12,5']],
    ['both signs', ['1,5', '1.5']],
    ['versions', ['1.2.3', '1.10.0']],
    ['thousands alone', ['123.456.789', '100.200.300']],
    ['lists', ['1,2,3', '4,5']],
    ['telephone numbers', ['+4930123', '+49,5']],
    ['currencies', ['€ 1012,50', '€ 5,00']],
  ])('with %s stays text', async (_, texts) => {
    expect(await read(texts)).toMatchObject({ values: texts, decimals: undefined })
  })

  it('stays text where its name is an id’s', async () => {
    const { rows } = await importing.load('a.csv', 'product_id;n\n1,5;1\n2,25;2\n', lookup)
    expect(rows.map((row) => row['product_id'])).toEqual(['1,5', '2,25'])
  })
})

describe('amounts that can be read in two ways', () => {
  it('are texts until somebody says which is meant', async () => {
    const open = await read(['12,345', '1,234'])
    expect(open.values).toEqual(['12,345', '1,234'])
    expect(open.warnings).toEqual([
      'Betrag holds amounts as text: "12,345" means 12345 (locale en) or 12.345 (locale de); say which with --decimal point or --decimal comma, and they are numbers',
    ])
    expect((await read(['12,345', '1,234'], { decimal: 'comma' })).values).toEqual([12.345, 1.234])
    expect((await read(['12,345', '1,234'], { decimal: 'point' })).values).toEqual([12345, 1234])
  })

  it('are plain numbers with points, unless a comma is told', async () => {
    expect((await read(['1.234', '12'])).values).toEqual([1.234, 12])
    expect((await read(['1.234', '12'], { decimal: 'comma' })).values).toEqual([1234, 12])
    expect((await read(['1.5', '12'], { decimal: 'comma' })).values).toEqual([1.5, 12])
  })

  it('are asked about where they are known to be numbers', async () => {
    const types = { Betrag: 'number' } as const
    await expect(read(['12,345'], { types })).rejects.toMatchObject({
      code: 'import/ambiguous',
      path: ['decimal'],
    })
    expect((await read(['12,345'], { types, decimal: 'comma' })).values).toEqual([12.345])
    const path = join(importing.dir, 'asked.csv')
    await writeFile(path, csv(['12,345']))
    const plan = planRecord(undefined, 'new', lookup)
    const [preview] = await previewFiles(importing.lake, plan, [path], { types })
    expect(preview?.questions).toEqual([
      {
        field: 'Betrag',
        option: 'decimal',
        question: 'in Betrag, a sign stands before the decimals or between thousands, as in 12,345',
        readings: [
          { assume: 'comma', means: '12.345' },
          { assume: 'point', means: '12345' },
        ],
      },
    ])
  })

  it('are warned of beside amounts that are clear', async () => {
    const text = 'k;price;weight\n1;2,5;1.234\n2;3,75;2.345\n'
    const { rows, report } = await importing.load('a.csv', text, lookup)
    expect(rows).toMatchObject([
      { price: 2.5, weight: 1.234 },
      { price: 3.75, weight: 2.345 },
    ])
    expect(report.batches[0]!.warnings).toEqual([
      'weight is read as it stands, beside amounts with a comma before their decimals: "2.345" is 2.345, and 2345 with --decimal comma',
    ])
  })
})

it('decides by all values of a column, not by its first', async () => {
  const plain = Array.from({ length: 20_500 }, () => '1.234')
  expect((await read([...plain, '12,50'])).values.slice(-2)).toEqual([1234, 12.5])
  const open = Array.from({ length: 20_500 }, () => '1,234')
  expect((await read([...open, '12,5'])).values.slice(-2)).toEqual([1.234, 12.5])
  const whole = Array.from({ length: 20_500 }, () => '12')
  expect((await read([...whole, '2.012,5'])).values.slice(-2)).toEqual([12, 2012.5])
})

it('reads a later file that can be read in two ways as the ones before', async () => {
  const { lake, dir } = importing
  const load = async (name: string, texts: readonly string[]) => {
    await writeFile(join(dir, name), csv(texts))
    await importFiles(lake, 'later', [join(dir, name)], lookup)
  }
  await load('first.csv', ['2.002,68'])
  await load('second.csv', ['1.234'])
  await load('third.csv', ['1.5', '12.25'])
  expect((await readRecord(lake, 'later')).decimals).toEqual({ Betrag: 'comma' })
  const rows = await lake.query<{ Betrag: number }>({
    kind: 'sql',
    parts: ['SELECT Betrag FROM dataset_later ORDER BY _row'],
  })
  expect(rows.map(({ Betrag }) => Betrag)).toEqual([2002.68, 1234, 1.5, 12.25])
})

it('agrees with plain arithmetic on random amounts', async () => {
  const amount = fc.record({ cents: fc.integer({ min: -1e9, max: 1e9 }), isGrouped: fc.boolean() })
  const style = fc.constantFrom(
    { group: '.', decimal: ',' },
    { group: ' ', decimal: ',' },
    { group: ',', decimal: '.' },
    { group: "'", decimal: '.' },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(amount, { minLength: 1, maxLength: 8 }),
      style,
      async (amounts, { group, decimal }) => {
        const texts = amounts.map(({ cents, isGrouped }) => {
          const [whole = '', fraction = ''] = (Math.abs(cents) / 100).toFixed(2).split('.')
          const digits = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole
          return `${cents < 0 ? '-' : ''}${digits}${decimal}${fraction}`
        })
        expect((await read(texts)).values).toEqual(amounts.map(({ cents }) => cents / 100))
      },
    ),
    { numRuns: 25 },
  )
})
