import { expect, it } from 'vitest'
import { nearestMark } from './nearest-mark.ts'
import { walkMarks } from './walk-marks.ts'

const marks = [
  { column: 0, row: 0 },
  { column: 2, row: 0 },
  { column: 0, row: 1 },
  { column: 1, row: 1 },
  { column: 2, row: 1 },
  { column: 1, row: -1 },
]

it.each([
  ['right, over a column without a mark of the row', 0, 'ArrowRight', 3],
  ['left', 4, 'ArrowLeft', 3],
  ['down', 1, 'ArrowDown', 4],
  ['up to the nearest', 3, 'ArrowUp', 0],
  ['no further than the end', 4, 'ArrowRight', undefined],
  ['up to what stands above', 1, 'ArrowUp', 5],
  ['to the first', 3, 'Home', 0],
  ['to the last', 0, 'End', 4],
  ['nowhere by other keys', 0, 'constructor', undefined],
])('walks %s', (_, from, key, to) => {
  expect(walkMarks(marks, from, key)).toBe(to)
})

it('means the nearest mark whose area is under the pointer', () => {
  const hit = { x: 0, y: 0, width: 10, height: 100 }
  const placed = [
    { id: 'a', hit, x: 5, y: 10 },
    { id: 'b', hit, x: 5, y: 80 },
  ]
  expect(nearestMark(placed, 2, 60)?.id).toBe('b')
  expect(nearestMark(placed, 12, 60)).toBeUndefined()
})
