import { expect, it } from 'vitest'
import { drawLines } from './line-path.ts'

const size = { width: 10, height: 10 }

it('draws lines on one scale and leaves gaps', () => {
  expect(
    drawLines(
      [
        [0, 10, null, 5],
        [5, 5],
      ],
      size,
    ),
  ).toEqual(['M0 10L3.3 0M10 5', 'M0 5L10 5'])
  expect(drawLines([[7]], size)).toEqual(['M5 5'])
  expect(drawLines([[]], size)).toEqual([''])
})
