import { expect, it } from 'vitest'
import { linePath } from './line-path.ts'

const size = { width: 100, height: 10 }

it('a line goes from the left to the right, with gaps where there is nothing', () => {
  expect(linePath([0, 10, null, 5], size)).toBe('M0.0 10.0L33.3 0.0M100.0 5.0')
})

it('a line of one number or none is drawn all the same', () => {
  expect(linePath([0], size)).toBe('M0.0 10.0')
  expect(linePath([], size)).toBe('')
})
