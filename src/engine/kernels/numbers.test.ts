import { describe, expect, it } from 'vitest'
import { f64, holds, kernels, masks, memory, numbers, u8 } from '../../../test/support/kernels.ts'

describe('numbers', () => {
  it('inRange, compareNumbers, hasNumber', () => {
    const tests = [
      (x: number) => x === 2,
      (x: number) => x !== 2,
      (x: number) => x < 2,
      (x: number) => x <= 2,
      (x: number) => x > 2,
      (x: number) => x >= 2,
    ]
    holds([numbers], (values) => {
      const [array, out] = [f64(values), memory.bytes(values.length)]
      kernels.inRange(array, -2, 3, out, values.length)
      expect([...out]).toEqual(values.map((x) => Number(x >= -2 && x < 3)))
      kernels.hasNumber(array, out, values.length)
      expect([...out]).toEqual(values.map((x) => Number(!Number.isNaN(x))))
      for (const [op, test] of tests.entries()) {
        kernels.compareNumbers(op, array, 2, out, values.length)
        expect([...out]).toEqual(values.map((x) => Number(test(x))))
      }
    })
  })

  it('sumMasked', () => {
    holds([numbers, masks], (values, bits) => {
      const n = Math.min(values.length, bits.length)
      const sumOf = (amounts: number[]) => amounts.reduce((sum, x) => sum + (x || 0), 0)
      const [array, mask] = [f64(values.slice(0, n)), u8(bits.slice(0, n))]
      const masked = values.slice(0, n).filter((_, i) => bits[i])
      expect(kernels.sumMasked(array, mask, n)).toBe(sumOf(masked))
      expect(kernels.sumMasked(array, null, n)).toBe(sumOf(values.slice(0, n)))
    })
  })
})
