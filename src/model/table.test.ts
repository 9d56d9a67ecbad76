import fc from 'fast-check'
import { expect, it } from 'vitest'
import { printCsv, writeNumber } from './table.ts'

it.each([
  [0.1 + 0.2, '0.3'],
  [2 / 3, '0.666666666666667'],
  [1.1 * 3, '3.3'],
  [-(0.1 + 0.7), '-0.8'],
  [123456789.12, '123456789.12'],
  [9007199254740991, '9007199254740991'],
  [1e21, '1e+21'],
  [5e-324, '5e-324'],
  [0, '0'],
])('writes %d as %s', (number, text) => {
  expect(writeNumber(number)).toBe(text)
})

it('keeps every decimal of up to 15 digits', () => {
  const decimal = fc.record({
    digits: fc.maxSafeInteger(),
    places: fc.integer({ min: 0, max: 12 }),
  })
  fc.assert(
    fc.property(decimal, ({ digits, places }) => {
      const text = (digits % 1e15).toString()
      const number = Number(`${text}e-${places}`)
      expect(Number(writeNumber(number))).toBe(number)
    }),
  )
})

it('writes sums without what doubles add to them', () => {
  const rows = [
    ['a', 0.1 + 0.2],
    ['b, "c"', null],
  ]
  expect(printCsv({ columns: ['item', 'sum'], rows })).toBe('item,sum\r\na,0.3\r\n"b, ""c""",\r\n')
})
