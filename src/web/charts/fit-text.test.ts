import { expect, it } from 'vitest'
import { fitText, textWidth } from './fit-text.ts'
import { chooseTicks } from './tick-choice.ts'

it('shortens only what does not fit', () => {
  expect(fitText('Mobile', 60)).toBe('Mobile')
  const short = fitText('Organic search and all the rest', 60)
  expect(short.endsWith('…')).toBe(true)
  expect(textWidth(short)).toBeLessThanOrEqual(60)
})

it('labels as many positions as do not touch', () => {
  expect(chooseTicks(4, 100, 40)).toEqual([0, 1, 2, 3])
  expect(chooseTicks(30, 10, 40)).toEqual([0, 7, 14, 21, 28])
})
