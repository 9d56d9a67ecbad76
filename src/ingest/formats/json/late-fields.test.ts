import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../../test/support/importing.ts'
import { importRows, sampleRows } from '../../index.ts'
import { openDatasets, nameSampleTable } from '../../../lake/datasets/index.ts'
import { selectRows } from '../../../lake/datasets/rows.ts'
import { ident, sql } from '../../../lake/sql.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const ROWS = 40_000
const LATE = 30_000

/** What is in a row at a place, beside its time. */
type Rest = (place: number) => Readonly<Record<string, unknown>>

const writeRows = (rest: Rest, count = ROWS): string =>
  Array.from({ length: count }, (_, place) =>
    JSON.stringify({ ts: '2026-01-01', n: place, ...rest(place) }),
  ).join('\n')

/** What all rows but one have, what that one has, and what becomes of it. */
type Late = readonly [first: unknown, late: unknown, stored: Readonly<Record<string, unknown>>]

const cases: Readonly<Record<string, Late>> = {
  field: [undefined, 'late', { field: 'late' }],
  within: [{ a: 1 }, { a: 1, b: { c: 'x' } }, { 'within.b.c': 'x' }],
  element: [[{ a: 1 }], [{ a: 1 }, { b: 'x' }], { element: [{}, { b: 'x' }] }],
  deeper: [
    [{ a: [{ b: 1 }] }],
    [{ a: [{ b: 1 }, { c: 'x' }] }],
    { deeper: [{ a: [{}, { c: 'x' }] }] },
  ],
  none: [null, 'late', { none: 'late' }],
  nones: [{ a: null }, { a: 7 }, { 'nones.a': 7 }],
  object: [null, { a: 'x' }, { 'object.a': 'x' }],
  empty: [{}, { a: 'x' }, { 'empty.a': 'x' }],
  list: [undefined, ['x', 'y'], { list: ['x', 'y'] }],
  listed: [[], [{ a: 'x' }], { listed: [{ a: 'x' }] }],
  swapped: [
    { a: { x: 1 }, b: { y: 1 } },
    { a: { y: 'p' }, b: { x: 'q' } },
    { 'swapped.a.y': 'p', 'swapped.b.x': 'q' },
  ],
  texts: [
    { t: '{"w":1} \\' },
    { t: '{"w":1} \\', '":w': 'x', 'a\\"b': 'y' },
    { 'texts.":w': 'x', 'texts.a\\"b': 'y' },
  ],
  colon: [{ a: 'b' }, { a: 'b', ':w': 'x' }, { 'colon.:w': 'x' }],
}

it('has what a single late row has, by its names, in objects and in lists', async () => {
  const all = Object.entries(cases)
  const rest: Rest = (place) =>
    Object.fromEntries(
      all.map(([name, [first, late]], index) => [name, place === LATE + index ? late : first]),
    )
  const { report, rows } = await importing.load('a.jsonl', writeRows(rest))
  expect(report).toMatchObject({ added: ROWS, skipped: {}, unreadable: {} })
  for (const [index, [, [, , stored]]] of all.entries()) {
    expect(rows[LATE + index]).toMatchObject(stored)
  }
})

const lateField: Rest = (place) => (place < LATE ? {} : { v: 'late' })

it('has late names of a list', async () => {
  const { rows } = await importing.load(
    'a.json',
    `[${writeRows(lateField).replaceAll('\n', ',\n')}]`,
  )
  expect(rows[LATE]).toMatchObject({ v: 'late' })
})

it('has late names of rows that are posted, written with blanks', async () => {
  const text = writeRows(lateField).replaceAll('"v":', '"v"\t : ')
  await importRows(importing.lake, 'posted', text)
  const rows = await importing.lake.query<{ n: number }>(
    sql`SELECT toFloat64(count()) AS n FROM ${selectRows({ id: 'posted' })} WHERE v = 'late'`,
  )
  expect(rows).toEqual([{ n: ROWS - LATE }])
})

it('has each name where no two rows have the same', async () => {
  const rest: Rest = (place) =>
    Object.fromEntries(
      Array.from({ length: 17 }, (_, bit) => [`f${bit}`, 1] as const).filter(
        ([, __], bit) => ((place * 3) >> bit) % 2 === 1,
      ),
    )
  const late: Rest = (place) => ({ ...rest(place), ...(place === ROWS - 1 && { last: 'x' }) })
  const { rows } = await importing.load('a.jsonl', writeRows(late))
  expect(rows.at(-1)).toMatchObject({ last: 'x' })
})

it('has late names in a column of JSON, of objects and of lists', async () => {
  const cell = (json: unknown) =>
    json === undefined ? '' : `"${JSON.stringify(json).replaceAll('"', '""')}"`
  const line = (place: number) => {
    const isLate = place >= LATE
    const o = cell(isLate ? { a: 1, b: 'x' } : { a: 1 })
    const list = cell(isLate ? [{ a: 1 }, { b: 'x' }] : undefined)
    return `2026-01-01,${o},${list}`
  }
  const text = `ts,o,l\n${Array.from({ length: ROWS }, (_, place) => line(place)).join('\n')}\n`
  const { rows } = await importing.load('a.csv', text, { parseJson: ['o', 'l'] })
  expect(rows[LATE]).toMatchObject({ 'o.b': 'x', l: [{ a: 1 }, { b: 'x' }] })
})

it('leaves no table, and drops those of a process that was killed', async () => {
  const { lake } = importing
  const count = async () => {
    const name = nameSampleTable('')
    const found = await lake.query<{ name: string }>(
      sql`SELECT name FROM system.tables WHERE database = currentDatabase()`,
    )
    return found.filter((table) => table.name.startsWith(name)).length
  }
  await importing.load('a.jsonl', writeRows(lateField))
  expect(await count()).toBe(0)
  const width = Array.from({ length: 10_001 }, (_, place) => [`k${place}`, 1] as const)
  const wide = writeRows((place) => (place === LATE ? Object.fromEntries(width) : {}))
  await expect(importing.load('a.jsonl', wide)).rejects.toMatchObject({ code: 'import/too-wide' })
  expect(await count()).toBe(0)
  await lake.command(
    sql`CREATE TABLE ${ident(nameSampleTable('left'))} (object String) ENGINE = StripeLog`,
  )
  expect(await count()).toBe(1)
  await openDatasets(lake)
  expect(await count()).toBe(0)
})

it('asks nothing more of a file that the sample holds', async () => {
  const commands: string[] = []
  const { lake } = importing
  const watched = {
    ...lake,
    queue: lake.queue,
    command: (statement: Parameters<typeof lake.command>[0]) => {
      commands.push(statement.parts.filter((part) => typeof part === 'string').join(''))
      return lake.command(statement)
    },
    query: lake.query.bind(lake),
    bytes: lake.bytes.bind(lake),
    insertBytes: lake.insertBytes.bind(lake),
    close: lake.close.bind(lake),
  }
  await importRows(
    watched,
    'small',
    writeRows(() => ({}), sampleRows - 1),
  )
  expect(commands.some((text) => text.includes('INSERT INTO'))).toBe(true)
  expect(commands.filter((text) => text.includes('StripeLog'))).toEqual([])
})
