import { expect, it } from 'vitest'
import { type BarRow, layOutBarRows } from './bar-rows-layout.ts'

const row = (key: string, ...values: (number | null)[]): BarRow => ({
  key,
  name: key,
  parts: values.map((value, k) => ({
    id: `${k}`,
    name: `${k}`,
    color: 'red',
    value,
    print: `${value}`,
  })),
})
const size = { width: 500, height: 200 }

it('begins all bars at zero, on both sides of it', () => {
  const { rows } = layOutBarRows([row('a', 10), row('b', -5)], 'beside', size)
  const [up, down] = rows.map(({ parts }) => parts[0]!)
  expect(down!.x + down!.width).toBeCloseTo(up!.x)
  expect(up!.width / down!.width).toBeCloseTo(2)
})

it('stacks parts without a gap, and as shares of their own whole', () => {
  const rows = [row('a', 1, 3), row('b', 10, null)]
  const stacked = layOutBarRows(rows, 'stacked', size)
  const [one, two] = stacked.rows[0]!.parts
  expect(two!.x).toBeCloseTo(one!.x + one!.width)
  const percent = layOutBarRows(rows, 'percent', size)
  expect(percent.rows.map(({ parts }) => parts.reduce((sum, { width }) => sum + width, 0))).toEqual(
    [percent.end - percent.start, percent.end - percent.start],
  )
})

it('leaves names no more than a good third, and bars their room where it is narrow', () => {
  const { labelWidth, start, end } = layOutBarRows(
    [row('a very long name of an item '.repeat(4), 3)],
    'beside',
    { width: 300, height: 100 },
  )
  expect(labelWidth).toBeLessThanOrEqual(300 * 0.36)
  expect(end - start).toBeGreaterThan(100)
})

it('draws rows of nothing', () => {
  const { rows } = layOutBarRows([row('a', 0), row('b', null)], 'beside', size)
  expect(rows.map(({ parts }) => parts[0]!.width)).toEqual([0, 0])
})
