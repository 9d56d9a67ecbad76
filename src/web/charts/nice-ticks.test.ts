import fc from 'fast-check'
import { expect, it } from 'vitest'
import { niceTicks } from './nice-ticks.ts'

it.each([
  [0, 118, 4, undefined, [0, 50, 100, 150]],
  [0, 0.34, 4, undefined, [0, 0.1, 0.2, 0.3, 0.4]],
  [-20, 70, 4, undefined, [-25, 0, 25, 50, 75]],
  [0, 0, 4, undefined, [0, 0.25]],
  [0, 150, 4, 'time' as const, [0, 60, 120, 180]],
])('goes from %s to %s in about %s round steps', (low, high, most, type, ticks) => {
  expect(niceTicks(low, high, most, type)).toEqual(ticks)
})

it('holds every range, in few steps', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(number, number, fc.integer({ min: 2, max: 8 }), (a, b, most) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      // Ticks have twelve digits.
      fc.pre(high - low > 1e-6 * Math.max(1, Math.abs(low), Math.abs(high)))
      const ticks = niceTicks(low, high, most)
      const slack = (high - low) * 1e-6
      expect(ticks[0]).toBeLessThanOrEqual(low + slack)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - slack)
      expect(ticks.length).toBeLessThanOrEqual(most + 3)
    }),
  )
})
