import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinDurations, orderDurations } from '../../../engine/aggregations/durations.ts'
import { computeMedian } from '../../../statistics/descriptive.ts'
import { findMedianDuration } from './median-duration.ts'

describe('the median of durations', () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: 0, max: 2 ** 40 }),
    fc.constantFrom(0, 1e15, 0.5),
  )

  it('is that of few and of many values', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 50 }),
        fc.constantFrom(1, 2, 900, 901),
        fc.boolean(),
        (few, times, isOdd) => {
          const many = Array.from({ length: times }, (_, k) => few.map((x) => x + k)).flat()
          const values = Float64Array.from(isOdd ? [...many, 3] : many)
          const third = Math.floor(values.length / 3)
          const [a, b, c] = [values.slice(0, third), values.slice(third), new Float64Array(0)]
          const durations = [a, b, c].map((part) => orderDurations(part)).reduce(joinDurations)
          expect(findMedianDuration(durations)).toBe(computeMedian(values))
          expect(durations.count).toBe(values.length)
          const sum = values.reduce((all, x) => all + x, 0)
          expect(Math.abs(durations.sum - sum)).toBeLessThanOrEqual(Math.abs(sum) * 1e-9)
        },
      ),
    )
  })

  it('finds the middle two on either side of a gap', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, i) => (i % 2) * 1e12 + (i >> 1))
    expect(findMedianDuration(orderDurations(values))).toBe((4999 + 1e12) / 2)
  })
})
