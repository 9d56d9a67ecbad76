import { expect, it } from 'vitest'
import { sparkPath } from './spark-path.ts'

const size = { width: 104, height: 36 }

it('draws from edge to edge on the scale of all series', () => {
  const own = [0, 5, 10]
  expect(sparkPath(own, [own, [0, 20]], size)).toBe('M2 33L52 25.5L102 18')
})

it('keeps gaps, draws a value alone as a dot and equal ones in the middle', () => {
  expect(sparkPath([1, null, 3], [[1, null, 3]], size)).toBe('M2 33h0.01M102 3h0.01')
  expect(sparkPath([4, 4], [[4, 4]], size)).toBe('M2 18L102 18')
})
