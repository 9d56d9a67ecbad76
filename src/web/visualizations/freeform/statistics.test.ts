import { expect, it } from 'vitest'
import { summarize } from './statistics.ts'

it('describes the numbers among cells', () => {
  expect(summarize([4, null, 1, 10])).toEqual({
    count: 3,
    sum: 15,
    mean: 5,
    median: 4,
    min: 1,
    max: 10,
  })
  expect(summarize([4, 1])?.median).toBe(2.5)
  expect(summarize([null])).toBeNull()
})
