import fc from 'fast-check'
import { expect, it } from 'vitest'
import { squarify } from './treemap-layout.ts'

const room = { x: 10, y: 20, width: 600, height: 400 }

it('fills the room in proportion, and nothing outside of it', () => {
  const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(values, (given) => {
      const sorted = given.toSorted((a, b) => b - a)
      const whole = sorted.reduce((sum, value) => sum + value, 0)
      for (const [k, { x, y, width, height }] of squarify(sorted, room).entries()) {
        expect(width * height).toBeCloseTo((sorted[k]! / whole) * room.width * room.height, 4)
        expect(x).toBeGreaterThanOrEqual(room.x - 1e-6)
        expect(y + height).toBeLessThanOrEqual(room.y + room.height + 1e-6)
        expect(x + width).toBeLessThanOrEqual(room.x + room.width + 1e-6)
      }
    }),
  )
})

it('draws the example of its paper', () => {
  const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 })
  expect(boxes.slice(0, 2)).toEqual([
    { x: 0, y: 0, width: 3, height: 2 },
    { x: 0, y: 2, width: 3, height: 2 },
  ])
})
