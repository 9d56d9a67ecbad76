import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeMedian } from './descriptive.ts'
import { findMedian } from './select.ts'

describe('medianOf', () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: 0, max: 2 ** 40 }),
    fc.constantFrom(0, 1e15, 0.5),
  )

  it('is the median of few and of many values', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 50 }),
        fc.constantFrom(1, 2, 900, 901),
        fc.boolean(),
        (few, times, isOdd) => {
          const many = Array.from({ length: times }, (_, k) => few.map((x) => x + k)).flat()
          const values = Float64Array.from(isOdd ? [...many, 3] : many)
          const before = values.slice()
          expect(findMedian(values)).toBe(computeMedian(values))
          expect(values).toEqual(before)
        },
      ),
    )
  })

  it('finds the middle two on either side of a gap', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, i) => (i % 2) * 1e12 + (i >> 1))
    expect(findMedian(values)).toBe((4999 + 1e12) / 2)
  })
})
