import { expect, it } from 'vitest'
import { drawLine, fitScale } from './line-path.ts'

const size = { width: 100, height: 10 }
const draw = (figures: readonly (number | null)[], ...others: (readonly (number | null)[])[]) =>
  drawLine(figures, fitScale([figures, ...others], size))

it('goes through all figures, from zero at the lower edge', () => {
  expect(draw([0, 5, 10])).toBe('M0 10L50 5L100 0')
  expect(draw([-10, 10])).toBe('M0 10L100 0')
})

it('leaves gaps where there is no figure, and shows those that stand alone', () => {
  expect(draw([10, null, 5, 10])).toBe('M0 0h0.01M66.67 5L100 0')
  expect(draw([10])).toBe('M50 0h0.01')
})

it('shares its scale with other series', () => {
  expect(draw([5, 5], [10, 0, 0])).toBe('M0 5L50 5')
})

it('is nothing, or flat, where there is nothing', () => {
  expect(draw([])).toBe('')
  expect(draw([0, 0])).toBe('M0 10L100 10')
})
