import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codes,
  f64,
  holds,
  kernels,
  masks,
  numbers,
  u8,
  u32,
} from '../../../test/support/kernels.ts'
import { findCombinationSlots } from '../operators/derived-combine.ts'

describe('choices', () => {
  it('chooseCode, chooseCodes, chooseNumber, chooseNumbers', () => {
    holds([codes, masks, numbers], (old, mask, amounts) => {
      const n = Math.min(old.length, mask.length, amounts.length)
      const chosen = (values: readonly number[], value: (i: number) => number) =>
        values.slice(0, n).map((before, i) => (mask[i] ? value(i) : before))
      const [where, others] = [u8(mask), u32(old.map((code) => code + 100))]
      const [a, b, c, d] = [u32(old), u32(old), f64(old), f64(old)]
      kernels.chooseCode(where, 7, a, n)
      kernels.chooseCodes(where, others, b, n)
      kernels.chooseNumber(where, 0.5, c, n)
      kernels.chooseNumbers(where, f64(amounts), d, n)
      expect([...a.subarray(0, n)]).toEqual(chosen(old, () => 7))
      expect([...b.subarray(0, n)]).toEqual(chosen(old, (i) => old[i]! + 100))
      expect([...c.subarray(0, n)]).toEqual(chosen(old, () => 0.5))
      expect([...d.subarray(0, n)]).toEqual(chosen(old, (i) => amounts[i]!))
    })
  })

  it('pairCodes', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom(0, 1, 7, 4e6), fc.constantFrom(0, 2, 3e8)), {
      maxLength: 40,
    })
    holds([pairs, pairs], (known, asked) => {
      const size = 3e8 + 1
      const pack = ([a, b]: readonly [number, number]) => a * size + b
      const packed = [...new Set(known.map(pack))]
      const { slots, codes: own } = findCombinationSlots(packed)
      const [a, b] = [u32(asked.map(([x]) => x)), u32(asked.map(([, y]) => y))]
      const [keys, found] = [f64([...slots]), u32([...own])]
      const out = u32(asked.map(() => 9))
      const last = slots.length - 1
      kernels.pairCodes(a, b, size, keys, found, last, out, out.length)
      expect([...out]).toEqual(asked.map((pair) => packed.indexOf(pack(pair)) + 1))
    })
  })
})
