import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDistance, layOutVenn, overlapArea, pointIn } from './venn-layout.ts'

const room = { x: 0, y: 0, width: 400, height: 300 }

describe('a Venn diagram', () => {
  it('puts circles as far apart as the area that they share demands', () => {
    const radius = fc.double({ min: 1, max: 100, noNaN: true })
    fc.assert(
      fc.property(
        radius,
        radius,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, share) => {
          const overlap = share * Math.PI * Math.min(a, b) ** 2
          expect(overlapArea(a, b, findDistance(a, b, overlap)) / overlap).toBeCloseTo(1, 3)
        },
      ),
    )
  })

  it('keeps areas in proportion and inside of its room', () => {
    const { circles, isExact } = layOutVenn(
      { sizes: [400, 100, 100], overlaps: [40, 30, 10] },
      room,
    )
    expect(isExact).toBe(true)
    expect(circles[0]!.r / circles[1]!.r).toBeCloseTo(2)
    for (const { x, y, r } of circles) {
      expect(x - r).toBeGreaterThanOrEqual(-1e-6)
      expect(y + r).toBeLessThanOrEqual(room.height + 1e-6)
    }
  })

  it('says where no circles can have these areas', () => {
    // Both of the others lie inside of the first, and share nothing although they fill it.
    expect(layOutVenn({ sizes: [100, 90, 90], overlaps: [90, 90, 0] }, room).isExact).toBe(false)
  })

  it('finds where a part can be named, and that a part has no place', () => {
    const { circles } = layOutVenn({ sizes: [100, 100], overlaps: [30] }, room)
    const both = pointIn(circles, [0, 1])!
    expect(both.x).toBeCloseTo((circles[0]!.x + circles[1]!.x) / 2, -1)
    const inner = layOutVenn({ sizes: [100, 20], overlaps: [20] }, room).circles
    expect(pointIn(inner, [1])).toBeNull()
  })
})
