import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { type Cell, printCsv, writeNumber } from '../../model/table.ts'
import { type ReportKind, type ReportResult, reportKindNames } from './index.ts'
import { chooseTable, tabulateResults } from './result-tables.ts'

const read = (kind: ReportKind, name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, kind, name), 'utf8'))

const resultsOf = (kind: ReportKind) =>
  [read(kind, 'example-result.json')].flat() as unknown as ReportResult[]

const left = new Set(['meta', 'format', 'rowCount', 'marks', 'attribution'])

/** Every number of a result outside of what is said about it, how it was asked, and places of what was asked. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(numbersIn)
  return Object.entries(value).flatMap(([key, inner]) => (left.has(key) ? [] : numbersIn(inner)))
}

describe.each(reportKindNames)('the tables of %s', (kind) => {
  const results = resultsOf(kind)

  it('are rectangular, with headings that differ', () => {
    for (const result of results) {
      const tables = tabulateResults([{ kind }], [result])
      const names = tables.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const { name, columns, rows } of tables) {
        expect(name).toMatch(/^[a-z-]+$/)
        expect([name, new Set(columns).size]).toEqual([name, columns.length])
        expect(columns.every((column) => column.length > 0)).toBe(true)
        expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns.length))
        const cells: readonly Cell[] = rows.flat()
        expect(cells.filter((cell) => typeof cell === 'object' && cell !== null)).toEqual([])
      }
    }
  })

  it('are read back from CSV as they are', () => {
    for (const table of results.flatMap((result) => tabulateResults([{ kind }], [result]))) {
      const read = parse(printCsv(table), { skip_empty_lines: false })
      const written = (cell: Cell) =>
        typeof cell === 'number' ? writeNumber(cell) : String(cell ?? '')
      const texts = table.rows.map((row) => row.map(written))
      expect(read).toEqual([table.columns, ...texts])
    }
  })

  it('hold every number', () => {
    for (const result of results) {
      const cells = tabulateResults([{ kind }], [result]).flatMap(({ rows }) => rows.flat())
      // Areas of a diagram name their sets from 1.
      const ownPlaces = kind === 'venn' ? [0, 1, 2] : []
      const known = new Set<Cell>([...cells, ...ownPlaces])
      expect(numbersIn(result).filter((number) => !known.has(number))).toEqual([])
    }
  })

  it('say something in their main one', () => {
    const [main] = tabulateResults([{ kind }], [results[0]!])
    expect(main!.rows.length).toBeGreaterThan(0)
  })
})

describe('the tables of several results', () => {
  const requests = [{ kind: 'flow' }, { kind: 'cohort' }]
  const flow = resultsOf('flow')[0]!
  const tables = tabulateResults(requests, [flow, resultsOf('cohort')[0]!])

  it('begin with their places', () => {
    const names = tables.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['1.nodes', '1.links', '2.rows']))
    expect(chooseTable(tables, undefined).name).toBe('1.nodes')
    expect(chooseTable(tables, '2.rows').columns.slice(0, 2)).toEqual(['Cohort', 'Included'])
  })

  it('leave failures out', () => {
    const some = tabulateResults(requests, [{ error: {} }, resultsOf('cohort')[0]!])
    expect(some.map(({ name }) => name)).toEqual(['2.rows'])
  })

  it('are named where another is asked for', () => {
    expect(() => chooseTable(tables, '1.link')).toThrow(
      'there is no table "1.link"; allowed: 1.nodes, 1.links',
    )
  })
})
