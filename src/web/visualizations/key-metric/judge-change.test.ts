import { expect, it } from 'vitest'
import { judgeChange } from './judge-change.ts'

it.each([
  [5, 'good', { direction: 'up', isGood: true }],
  [5, 'bad', { direction: 'up', isGood: false }],
  [-5, 'good', { direction: 'down', isGood: false }],
  [-5, 'bad', { direction: 'down', isGood: true }],
  [5, undefined, { direction: 'up', isGood: true }],
  [0, 'bad', { direction: 'same', isGood: false }],
  [null, 'good', undefined],
] as const)('a difference of %s where up is %s', (difference, upIs, judged) => {
  expect(judgeChange(difference, upIs)).toEqual(judged)
})
