import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allPlaces, printIntegers } from './print-integers.ts'

const integer = fc.oneof(
  fc.nat({ max: 0xffff_ffff }),
  fc.constantFrom(0, 9, 10, 99, 100, 4_294_967_290, 0xffff_ffff),
)

test('integers are printed as JavaScript prints them', () => {
  const rows = fc.array(fc.tuple(integer, integer, integer), { maxLength: 50 })
  fc.assert(
    fc.property(rows, (all) => {
      const columns = [0, 1, 2].map((at) => Uint32Array.from(all, (row) => row[at]!))
      const text = Buffer.from(printIntegers(columns, allPlaces(all.length))).toString()
      expect(text).toBe(all.map((row) => `${row.join('\t')}\n`).join(''))
    }),
  )
})

test('of the rows at some places only these are printed', () => {
  const printed = printIntegers([Uint32Array.of(5, 6, 7)], Uint32Array.of(2, 0))
  expect(Buffer.from(printed).toString()).toBe('7\n5\n')
})
