import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codes, holds, kernels, masks, memory, u8 } from '../../../test/support/kernels.ts'

describe('masks', () => {
  it('fillBytes', () => {
    holds([codes, fc.integer({ min: 0, max: 200 })], (values, n) => {
      const bytes = u8(values)
      kernels.fillBytes(bytes, 7, Math.min(n, values.length))
      expect([...bytes]).toEqual(values.map((value, i) => (i < n ? 7 : value)))
    })
  })

  it('findPlaces', () => {
    holds([masks], (bits) => {
      const out = memory.codes(bits.length)
      const count = kernels.findPlaces(u8(bits), bits.length, out)
      expect([...out.subarray(0, count)]).toEqual(bits.flatMap((bit, i) => (bit ? [i] : [])))
    })
  })

  it('andMasks, orMasks, notMask, countMask', () => {
    holds([masks, masks], (x, y) => {
      const n = Math.min(x.length, y.length)
      const [a, b] = [u8(x.slice(0, n)), u8(y.slice(0, n))]
      const [and, or, not] = [memory.bytes(n), memory.bytes(n), memory.bytes(n)]
      kernels.andMasks(a, b, and, n)
      kernels.orMasks(a, b, or, n)
      kernels.notMask(a, not, n)
      expect([...and]).toEqual([...a].map((bit, i) => bit & b[i]!))
      expect([...or]).toEqual([...a].map((bit, i) => bit | b[i]!))
      expect([...not]).toEqual([...a].map((bit) => 1 - bit))
      expect(kernels.countMask(a, n)).toBe([...a].filter(Boolean).length)
    })
  })
})
