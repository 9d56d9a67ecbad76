import { describe, expect, it } from 'vitest'
import { type CartesianInput, layOutCartesian, type Series } from './cartesian-layout.ts'

const size = { width: 400, height: 232 }

const series = (id: string, values: Series['values'], rest: Partial<Series> = {}): Series => ({
  id,
  name: id,
  color: 'red',
  draw: 'line',
  values,
  print: String,
  ...rest,
})

const input = (own: readonly Series[], rest: Partial<CartesianInput> = {}): CartesianInput => ({
  positions: ['a', 'b', 'c'].map((key) => ({ key, name: key, tick: key })),
  series: own,
  stacking: 'none',
  formats: { left: undefined, right: undefined },
  ...rest,
})

describe('a chart with two axes', () => {
  it('puts lines from edge to edge and bars into the middle of their room', () => {
    const lines = layOutCartesian(input([series('x', [1, 2, 3])]), size)
    expect([lines.xOf(0), lines.xOf(2)]).toEqual([lines.plot.x, lines.plot.x + lines.plot.width])
    const bars = layOutCartesian(input([series('x', [1, 2, 3], { draw: 'bar' })]), size)
    expect(bars.xOf(0)).toBeCloseTo(bars.plot.x + bars.room / 2)
  })

  it('begins at zero and holds every value, its band too', () => {
    const bands = [null, { lower: -5, upper: 300 }, null]
    const {
      left,
      plot,
      series: placed,
    } = layOutCartesian(input([series('x', [10, 20, 30], { bands })]), size)
    expect(left.some(({ label }) => label === '0')).toBe(true)
    for (const value of [-5, 300, 10]) {
      const y = placed[0]?.yOf(value) ?? 0
      expect(y).toBeGreaterThanOrEqual(plot.y)
      expect(y).toBeLessThanOrEqual(plot.y + plot.height)
    }
  })

  it('stacks what they are compared with by itself, beside the other', () => {
    const bar = (id: string, values: Series['values'], look?: 'compared') =>
      series(id, values, { draw: 'bar', ...(look && { look }) })
    const own = [bar('x', [1, 2, 3]), bar('y', [4, 5, 6])]
    const compared = [
      bar('x before', [7, 8, null], 'compared'),
      bar('y before', [1, 1, 1], 'compared'),
    ]
    const placed = (stacking: 'stacked' | 'percent') =>
      layOutCartesian(input([...own, ...compared], { stacking }), size).series
    expect(placed('stacked').map(({ slot }) => slot)).toEqual([0, 0, 1, 1])
    const at = (k: number) => placed('stacked').map(({ spans }) => spans[k])
    expect(at(0)).toEqual([
      { low: 0, high: 1 },
      { low: 1, high: 5 },
      { low: 0, high: 7 },
      { low: 7, high: 8 },
    ])
    expect(at(2).slice(2)).toEqual([null, { low: 0, high: 1 }])
    expect(placed('percent')[3]?.spans[0]).toEqual({ low: 7 / 8, high: 1 })
  })

  it('stacks what is above zero and what is below it apart', () => {
    const stacked = layOutCartesian(
      input([series('x', [1, -2, 3]), series('y', [4, -1, null])], { stacking: 'stacked' }),
      size,
    )
    expect(stacked.series[1]?.spans).toEqual([{ low: 1, high: 5 }, { low: -3, high: -2 }, null])
  })

  it('makes every stack a whole', () => {
    const { series: placed } = layOutCartesian(
      input([series('x', [1, 0, 3]), series('y', [3, 0, 1])], { stacking: 'percent' }),
      size,
    )
    expect(placed.map(({ spans }) => spans.map((span) => span?.high))).toEqual([
      [0.25, 0, 0.75],
      [1, 0, 1],
    ])
  })

  it('gives bars beside each other slots, and a second axis its room', () => {
    const both = layOutCartesian(
      input([
        series('x', [1, 2, 3], { draw: 'bar' }),
        series('y', [1, 2, 3], { draw: 'bar' }),
        series('z', [1000, 2000, 3000], { side: 'right' }),
      ]),
      size,
    )
    expect(both.series.map(({ slot }) => slot)).toEqual([0, 1, 0])
    expect(both.right.length).toBeGreaterThan(1)
    expect(both.plot.x + both.plot.width).toBeLessThan(size.width - 20)
  })
})
