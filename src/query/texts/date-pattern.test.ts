import { expect, it } from 'vitest'
import { findUnknownPart, formatByPattern } from './date-pattern.ts'

const wall = Date.parse('2022-08-03T20:05:09Z')

it.each([
  ['MMMM D, YYYY', 'August 3, 2022'],
  ['DD.MM.YY', '03.08.22'],
  ['dddd, MMM D', 'Wednesday, Aug 3'],
  ['ddd M/D', 'Wed 8/3'],
  ['HH:mm', '20:05'],
  ['h:mm A', '8:05 PM'],
  ['hh:mm:ss a', '08:05:09 pm'],
  ['[Q]Q YYYY', 'Q3 2022'],
  ['H [o’clock]', '20 o’clock'],
])('%s', (pattern, text) => {
  expect(formatByPattern(wall, pattern)).toBe(text)
  expect(findUnknownPart(pattern)).toBeUndefined()
})

it('knows what stands for nothing', () => {
  expect(findUnknownPart('Month D')).toBe('o')
  expect(findUnknownPart('YYYYY')).toBe('YYYYY')
})
