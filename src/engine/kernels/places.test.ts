import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codes,
  f64,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  runOf,
  runsOver,
  u8,
  u32,
} from '../../../test/support/kernels.ts'

describe('places', () => {
  const sparse = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -9, max: 9 })),
    { maxLength: 70 },
  )
  const placed = (values: readonly number[]) => {
    const places = values.flatMap((x, i) => (x === 0 ? [] : [i]))
    return { places: u32(places), kept: f64(places.map((i) => values[i]!)), k: places.length }
  }

  it('rebase, spreadValues, markSparseNumbers', () => {
    holds([sparse, fc.constantFrom(0, Number.NaN)], (values, otherwise) => {
      const { places, kept, k } = placed(values)
      const n = values.length
      const [out, has, base] = [memory.numbers(n), memory.bytes(n), memory.codes(k)]
      kernels.spreadValues(otherwise, places, kept, k, out, n)
      expect([...out]).toEqual(values.map((x) => x || otherwise))
      kernels.markSparseNumbers(otherwise, places, kept, k, has, n)
      expect([...has]).toEqual([...out].map((x) => Number(!Number.isNaN(x))))
      kernels.rebase(u32([...places].map((i) => i + 7)), 7, base, k)
      expect([...base]).toEqual([...places])
    })
  })

  it('numbersAt, risesBetween', () => {
    const values = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 70 })
    holds([values, codes, codes], (amounts, some, others) => {
      const n = Math.min(some.length, others.length)
      const placed = (all: number[]) => all.slice(0, n).map((place) => place % amounts.length)
      const [befores, places] = [placed(some), placed(others)]
      const [from, out] = [f64(amounts), memory.numbers(n)]
      kernels.numbersAt(from, u32(places), n, out)
      expect([...out]).toEqual(places.map((place) => amounts[place]))
      kernels.risesBetween(from, u32(befores), u32(places), n, out)
      expect([...out]).toEqual(places.map((place, j) => amounts[place]! - amounts[befores[j]!]!))
    })
  })

  it('placesIn, valuesIn, codesAt, sumValues, countRunsWithPlaces', () => {
    holds([sparse, masks, lengths], (all, bits, cuts) => {
      const values = all.slice(0, bits.length)
      const { places, kept, k } = placed(values)
      const mask = u8(bits)
      const inMask = [...places].filter((i) => bits[i])
      const [out, amounts] = [memory.codes(k), memory.numbers(k)]
      const count = kernels.placesIn(places, k, mask, out)
      expect([...out.subarray(0, count)]).toEqual(inMask)
      const same = kernels.valuesIn(places, kept, k, mask, out, amounts)
      expect([...out.subarray(0, same)]).toEqual(inMask)
      expect([...amounts.subarray(0, same)]).toEqual(inMask.map((i) => values[i]))
      kernels.codesAt(mask, places, k, out)
      expect([...out]).toEqual([...places].map((i) => bits[i]))
      expect(kernels.sumValues(kept, k)).toBe(values.reduce((sum, x) => sum + x, 0))
      const runs = runsOver(values.length, cuts)
      const held = new Set([...places].map((i) => runOf(runs, i)))
      const found = kernels.countRunsWithPlaces(places, k, u32(runs), runs.length - 1)
      expect(found).toBe(held.size)
    })
  })

  it('groupDistinctPlaces', () => {
    holds([sparse, codes, lengths], (all, groups, cuts) => {
      const values = all.slice(0, groups.length)
      const { places, k } = placed(values)
      const keys = u32([...places].map((i) => groups[i]!))
      const runs = runsOver(values.length, cuts)
      const rows = u32(new Array<number>(21 * 3).fill(0))
      kernels.groupDistinctPlaces(keys, places, k, u32(runs), 5, rows, 3, 1)
      const pairs = new Set([...places].map((i) => `${groups[i]}/${runOf(runs, i)}`))
      for (let g = 0; g < 21; g++) {
        const expected = [...pairs].filter((pair) => pair.startsWith(`${g}/`)).length
        expect(rows[g * 3 + 2]).toBe(expected)
      }
    })
  })
})
