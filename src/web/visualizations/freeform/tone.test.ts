import { expect, it } from 'vitest'
import { toneOf } from './tone.ts'

it('colours from the least to the greatest, and beyond as there', () => {
  expect([0, 19, 20, 50, 99, 100, 500, -3].map((value) => toneOf(value, 0, 100))).toEqual([
    1, 1, 2, 3, 5, 5, 5, 1,
  ])
  expect(toneOf(1, 1, 1)).toBeUndefined()
})
