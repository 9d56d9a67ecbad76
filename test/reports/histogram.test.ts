import { expect, it } from 'vitest'
import type { HistogramResult } from '../../src/query/reports/histogram/request.ts'
import { ask } from '../support/ask.ts'

const eventsOf = (amounts: readonly number[]) =>
  amounts.map((amount, i) => ({ person: `p${i}`, time: 0, fields: { amount } }))

const askBuckets = async (amounts: readonly number[], request: object) => {
  const asked = { kind: 'histogram', metric: 'amount', ...request }
  const { buckets } = await ask<HistogramResult>({ events: eventsOf(amounts) }, asked)
  return buckets.map(({ from, to, count }) => [from, to, count])
}

it.each([
  [
    { start: 1, buckets: 5, size: 2 },
    [
      [1, 2, 2],
      [3, 4, 2],
      [5, 6, 0],
      [7, 8, 0],
      [9, 10, 1],
    ],
  ],
  [
    { start: 0, buckets: 3, size: 5 },
    [
      [0, 4, 4],
      [5, 9, 1],
      [10, 14, 1],
    ],
  ],
])('has whole numbers from the first to the last of each bucket: %j', async (request, expected) => {
  expect(await askBuckets([1, 2, 3, 4, 9, 12], request)).toEqual(expected)
})

it('has its borders as they are written, each in the bucket that begins there', async () => {
  const tenths = await askBuckets([0.1, 0.3, 0.3, 0.6, 0.7], { start: 0.1, buckets: 6, size: 0.1 })
  expect(tenths).toEqual([
    [0.1, 0.2, 1],
    [0.2, 0.3, 0],
    [0.3, 0.4, 2],
    [0.4, 0.5, 0],
    [0.5, 0.6, 0],
    [0.6, 0.7, 1],
  ])
  const halves = await askBuckets([0.5, 1, 1.5], { start: 0.5, buckets: 2, size: 1 })
  expect(halves).toEqual([
    [0.5, 1.5, 2],
    [1.5, 2.5, 1],
  ])
})

it('has the people of a bucket behind it', async () => {
  const asked = { kind: 'histogram', metric: 'amount', start: 0.1, buckets: 6, size: 0.1 }
  const { meta } = await ask(
    { events: eventsOf([0.3, 0.3, 0.4]) },
    { ...asked, explain: { row: 0.3 } },
  )
  expect(meta.explanation!.people).toBe(2)
})
