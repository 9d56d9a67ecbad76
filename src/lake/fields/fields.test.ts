import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { createDataset, readRecord } from '../datasets/index.ts'
import { chooseBounds } from './choose-bounds.ts'
import { measureFields, readFieldValues } from './index.ts'

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

const fields = {
  page: 'string',
  price: 'number',
  ok: 'boolean',
  at: 'timestamp',
  day: 'date',
  tags: { list: 'string' },
  products: { list: { sku: 'string', sizes: { list: 'number' } } },
} as const

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const text = fc.constantFrom('', 'a', 'b', 'é')
const instant = fc
  .integer({ min: Date.UTC(1999, 0), max: Date.UTC(2031, 0) })
  .map((ms) => new Date(ms).toISOString())
const row = fc.record({
  page: maybe(text),
  price: maybe(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -9, max: 9, noNaN: true })),
  ),
  ok: maybe(fc.boolean()),
  at: maybe(instant),
  day: maybe(instant.map((at) => `${at.slice(0, 10)}T00:00:00.000Z`)),
  tags: fc.array(maybe(text), { maxLength: 3 }),
  products: fc.array(
    fc.record({
      sku: maybe(text),
      sizes: fc.array(maybe(fc.integer({ min: 1, max: 4 })), { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
})

type Row = typeof row extends fc.Arbitrary<infer T> ? T : never
type Cell = string | number | boolean | null

const valuesOf: Readonly<Record<string, (row: Row) => readonly Cell[]>> = {
  page: (each) => [each.page],
  price: (each) => [each.price],
  ok: (each) => [each.ok],
  at: (each) => [each.at],
  day: (each) => [each.day],
  tags: (each) => each.tags,
  'products.sku': (each) => each.products.map(({ sku }) => sku),
  'products.sizes': (each) => each.products.flatMap(({ sizes }) => sizes),
}

const isThere = (cell: Cell): cell is Exclude<Cell, null> => cell !== null && cell !== ''

/** The same rows asked one by one. */
function slowly(rows: readonly Row[], path: string) {
  const byRow = rows.map((each) => valuesOf[path]!(each).filter(isThere))
  const values = byRow.flat()
  const texts = values.map((each) => (path === 'day' ? String(each).slice(0, 10) : String(each)))
  const counts = new Map<string, number>()
  for (const each of texts) counts.set(each, (counts.get(each) ?? 0) + 1)
  const top = [...counts].map(([value, count]) => ({ value, count }))
  return {
    filled: byRow.filter(({ length }) => length > 0).length,
    values: values.length,
    distinct: counts.size,
    top: top
      .toSorted(
        (a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)),
      )
      .slice(0, 10),
    numbers: values.map((each) => (typeof each === 'string' ? Date.parse(each) : Number(each))),
  }
}

it('fields are measured as rows asked one by one say', async () => {
  let made = 0
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
      const id = `made${++made}`
      await createDataset(test.lake, { id, type: 'lookup', fields })
      await addBatch(test.lake, id, rows)
      const record = await readRecord(test.lake, id)
      const figures = await measureFields(test.lake, record)
      expect(figures.map(({ path }) => path)).toEqual(Object.keys(valuesOf))
      for (const { path, type, ...figure } of figures) {
        const { filled, values, distinct, top, numbers } = slowly(rows, path)
        expect(figure).toMatchObject({ rows: rows.length, filled, values, distinct, isExact: true })
        const told = await readFieldValues(test.lake, record, path)
        expect([path, told.top]).toEqual([path, top])
        if (type === 'string' || type === 'boolean' || numbers.length === 0) {
          expect(told.spread).toBeNull()
          continue
        }
        const { least, most, mean, median, buckets } = told.spread!
        expect([least, most]).toEqual([Math.min(...numbers), Math.max(...numbers)])
        const sorted = numbers.toSorted((a, b) => a - b)
        const middle = (sorted.length - 1) / 2
        expect(median).toBeCloseTo(
          (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
          6,
        )
        expect(
          mean / numbers.reduce((sum, each) => sum + each / numbers.length, 0) || 1,
        ).toBeCloseTo(1, 6)
        for (const { from, to, count } of buckets)
          expect(count).toBe(numbers.filter((each) => from <= each && each < to).length)
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length)
      }
    }),
    { numRuns: 15 },
  )
})

it('a field that is not there is refused with those that are', async () => {
  await createDataset(test.lake, { id: 'some', type: 'lookup', fields: { sku: 'string' } })
  const record = await readRecord(test.lake, 'some')
  const refusal = { code: 'definition/unknown-field', params: { field: 'skew', allowed: ['sku'] } }
  await expect(measureFields(test.lake, record, ['skew'])).rejects.toMatchObject(refusal)
  await expect(readFieldValues(test.lake, record, 'skew')).rejects.toMatchObject(refusal)
})

describe('bounds of buckets', () => {
  const day = (text: string) => Date.parse(text)
  it.each([
    ['number', 0, 10, true, 0, 11, 11],
    ['number', 3, 3, true, 3, 4, 1],
    ['number', 0.1, 0.4, false, 0.1, 0.41, 31],
    ['number', -250, 900, true, -250, 950, 24],
    [
      'timestamp',
      day('2026-01-05'),
      day('2026-01-05'),
      true,
      day('2026-01-05'),
      day('2026-01-05') + 1,
      1,
    ],
    ['date', day('2025-11-03'), day('2026-02-03'), true, day('2025-11-03'), day('2026-02-09'), 14],
    [
      'timestamp',
      day('2024-02-10'),
      day('2026-01-31T23:00:00Z'),
      true,
      day('2024-02-01'),
      day('2026-02-01'),
      24,
    ],
    [
      'timestamp',
      day('1950-05-05'),
      day('2026-05-05'),
      true,
      day('1950-01-01'),
      day('2030-01-01'),
      16,
    ],
  ] as const)('%s from %d to %d', (type, least, most, isWhole, first, last, buckets) => {
    const bounds = chooseBounds(type, least, most, isWhole)
    expect([bounds[0], bounds.at(-1), bounds.length - 1]).toEqual([first, last, buckets])
  })

  it('ascend, and hold what they are for', () => {
    const ends = fc.tuple(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }),
      fc.double({ noNaN: true, min: -1e200, max: 1e200 }),
    )
    fc.assert(
      fc.property(ends, ([a, b]) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)]
        const bounds = chooseBounds(
          'number',
          least,
          most,
          Number.isInteger(a) && Number.isInteger(b),
        )
        expect(bounds.length).toBeLessThan(40)
        expect(bounds[0]!).toBeLessThanOrEqual(least)
        expect(bounds.at(-1)!).toBeGreaterThan(most)
        expect(bounds.toSorted((x, y) => x - y)).toEqual(bounds)
        expect(new Set(bounds).size).toBe(bounds.length)
      }),
    )
  })
})
