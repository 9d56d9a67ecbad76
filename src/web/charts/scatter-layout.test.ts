import { expect, it } from 'vitest'
import { layOutScatter } from './scatter-layout.ts'

const axes = { x: { name: 'People', format: undefined }, y: { name: 'Orders', format: undefined } }
const size = { width: 500, height: 300 }
const point = (key: string, x: number, y: number, area?: number) => ({
  key,
  name: key,
  x,
  y,
  size: area,
  color: 'red',
})

it('keeps every point inside of the plot', () => {
  const { plot, points } = layOutScatter([point('a', 0, 0), point('b', 97, -3)], axes, size)
  for (const { left, top } of points) {
    expect(left).toBeGreaterThanOrEqual(plot.x)
    expect(left).toBeLessThanOrEqual(plot.x + plot.width)
    expect(top).toBeLessThanOrEqual(plot.y + plot.height + 1e-9)
    expect(top).toBeGreaterThanOrEqual(plot.y)
  }
})

it('makes the areas of bubbles as large as their numbers, the largest at the bottom', () => {
  const { points } = layOutScatter([point('a', 1, 1, 25), point('b', 2, 2, 100)], axes, size)
  expect(points.map(({ key }) => key)).toEqual(['b', 'a'])
  expect(points[0]!.radius / points[1]!.radius).toBeCloseTo(2)
})
