import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codes,
  holds,
  kernels,
  masks,
  memory,
  narrow,
  u8,
  u32,
} from '../../../test/support/kernels.ts'

describe('codes', () => {
  it('toBytes', () => {
    holds([codes], (values) => {
      const bytes = memory.bytes(values.length)
      kernels.toBytes(u32(values.map((code) => code * 12)), bytes, values.length)
      expect([...bytes]).toEqual(values.map((code) => code * 12))
    })
  })

  it.each([8, 16, 32] as const)('widen, mapCodes, testCodes, hasCode of %i bits', (bits) => {
    holds([codes, fc.constantFrom(21, 16, 129, 40)], (values, size) => {
      const n = values.length
      const known = values.map((code) => code % size)
      const a = narrow(known, bits)
      const table = Array.from({ length: size }, (_, code) => code * 7)
      const [wide, mapped] = [memory.codes(n), memory.codes(n)]
      const [tested, has] = [memory.bytes(n), memory.bytes(n)]
      kernels.widen(a, wide, n)
      kernels.mapCodes(a, u32(table), mapped, n)
      kernels.testCodes(a, u8(table.map((x) => x & 5)), size, tested, n)
      kernels.hasCode(a, has, n)
      expect([...wide]).toEqual(known)
      expect([...mapped]).toEqual(known.map((code) => code * 7))
      expect([...tested]).toEqual(known.map((code) => (code * 7) & 5))
      expect([...has]).toEqual(known.map((code) => Number(code !== 0)))
    })
  })

  it('combineCodes, combineBytes, keepCodes, addBit', () => {
    holds([codes, masks], (values, bits) => {
      const n = Math.min(values.length, bits.length)
      const a = u32(values.slice(0, n))
      const mask = u8(bits.slice(0, n))
      const [combined, shorts, kept] = [memory.codes(n), memory.shorts(n), memory.codes(n)]
      kernels.combineCodes(a, a, 200, combined, n)
      kernels.combineBytes(u8([...a]), u8([...a]), 200, shorts, n)
      kernels.keepCodes(a, mask, kept, n)
      expect([...combined]).toEqual([...a].map((code) => code * 201))
      expect([...shorts]).toEqual([...a].map((code) => code * 201))
      expect([...kept]).toEqual([...a].map((code, i) => (bits[i] ? code : 0)))
      for (const width of [8, 16, 32] as const) {
        const stepped = narrow([...mask], width)
        kernels.addBit(mask, 3, stepped, n)
        expect([...stepped]).toEqual([...mask].map((bit) => bit * 9))
      }
    })
  })
})
