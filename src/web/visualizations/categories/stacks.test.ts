import { expect, it } from 'vitest'
import { stackPairs } from './stacks.ts'

const pair = (stack: string | null, part: string | null, value: number) => ({
  items: [stack, part],
  values: [value],
})

it('makes stacks of pairs, the largest of both first', () => {
  const rows = [
    pair('a', 'x', 5),
    pair('b', 'y', 4),
    pair('b', 'x', 3),
    pair('c', 'z', 1),
    pair(null, 'x', 1),
  ]
  expect(stackPairs({ rows }, 3, 2)).toMatchObject({
    parts: [{ item: 'x' }, { item: 'y' }],
    stacks: [
      { item: 'b', values: [3, 4] },
      { item: 'a', values: [5, null] },
      { item: 'c', values: [null, null] },
    ],
    allStacks: 4,
    allParts: 3,
  })
})
