import { expect, it } from 'vitest'
import { boundHeadWidth, boundWidth, scrollToShow, startsOf } from './geometry.ts'

it('columns start where the one before ends', () => {
  expect(startsOf([100, 50], 200)).toEqual([200, 300, 350])
  expect(startsOf([], 200)).toEqual([200])
})

it('scrolls as little as shows an item, beside what stays', () => {
  const view = { start: 100, size: 300 }
  expect(scrollToShow({ start: 200, size: 50 }, view, 60)).toBe(100)
  expect(scrollToShow({ start: 120, size: 50 }, view, 60)).toBe(60)
  expect(scrollToShow({ start: 390, size: 50 }, view, 60)).toBe(140)
  expect(scrollToShow({ start: 10, size: 50 }, view, 60)).toBe(0)
  expect(scrollToShow({ start: 300, size: 400 }, view, 60)).toBe(240)
})

it('keeps widths that can be seen and used', () => {
  expect(boundWidth(3)).toBe(56)
  expect(boundWidth(5000)).toBe(960)
  expect(boundWidth(100.4)).toBe(100)
  expect(boundHeadWidth(240, 390)).toBe(195)
  expect(boundHeadWidth(240, 1200)).toBe(240)
  expect(boundHeadWidth(240, 0)).toBe(240)
})
