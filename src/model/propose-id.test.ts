import fc from 'fast-check'
import { expect, it } from 'vitest'
import { id } from './ids.ts'
import { freeId, proposeId } from './propose-id.ts'

it.each([
  ['Total revenue', 'total-revenue'],
  [' orders ', 'orders'],
  ['Überblick (neu)', 'uberblick-neu'],
  ['_page', 'page'],
  ['products.sku', 'products-sku'],
  ['a'.repeat(70), 'a'.repeat(64)],
  ['日本', undefined],
  ['', undefined],
] as const)('%j may be called %s', (text, proposed) => {
  expect(proposeId(text)).toBe(proposed)
})

it('proposes ids alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const proposed = proposeId(text)
      return proposed === undefined || id.safeParse(proposed).success
    }),
  )
})

it.each([
  ['Total revenue', /is made of a-z.*: total-revenue is one/],
  ['a'.repeat(65), /at most 64 letters: a{64} is one/],
  ['日本', /starts with a letter or digit$/],
])('says what is wrong with %s and what would be right', (text, message) => {
  expect(id.safeParse(text).error?.issues[0]?.message).toMatch(message)
})

it('an id is free', () => {
  expect(freeId('Big spenders', [])).toBe('big-spenders')
  expect(freeId('Big spenders', ['big-spenders', 'big-spenders-2'])).toBe('big-spenders-3')
  expect(freeId('…', [])).toBeUndefined()
})
