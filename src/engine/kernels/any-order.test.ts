import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  f64,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  runsOver,
  u8,
  u32,
} from '../../../test/support/kernels.ts'

describe('steps in any order', () => {
  it('reachAnyOrder', () => {
    const steps = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128), {
      maxLength: 70,
    })
    const windows = fc.constantFrom(Infinity, 0, 3, 12)
    holds([steps, masks, lengths, windows], (all, bit, cuts, ms) => {
      const n = Math.min(all.length, bit.length)
      // Stops only lie on events of no step here: such events are matched elsewhere.
      const bits = all.slice(0, n)
      const stops = bits.map((step, i) => (step === 0 && i % 5 === 0 ? bit[i]! : 0))
      const runs = runsOver(n, cuts)
      const k = runs.length - 1
      const time = bits.map((_, i) => Math.floor((i * 3) / 2))
      const [counts, delays, ambiguous] = [
        memory.codes(8).fill(0),
        memory.numbers(k * 8),
        memory.codes(k),
      ]
      const input = [u8(bits), u8(stops), null, f64(time), u32(runs), k, 8] as const
      const out = [counts, delays, ambiguous] as const
      expect(kernels.reachAnyOrder(...input, ms, false, ...out)).toBe(0)
      const expected: number[][] = Array.from({ length: 8 }, () => [])
      for (let r = 0; r < k; r++) {
        let best: number[] = []
        for (let start = runs[r]!; start < runs[r + 1]!; start++) {
          if (bits[start] === 0) continue
          const path: number[] = []
          for (let i = start; i < runs[r + 1]! && time[i]! <= time[start]! + ms; i++) {
            if (stops[i]) break
            if (bits[i] !== 0 && !path.some((one) => bits[one] === bits[i])) path.push(i)
          }
          if (path.length > best.length) best = path
        }
        best.forEach((i, s) => expected[s]!.push(s === 0 ? 0 : time[i]! - time[best[s - 1]!]!))
      }
      expect([...counts]).toEqual(expected.map((own) => own.length))
      for (let s = 1; s < 8; s++) {
        expect([...delays.subarray(s * k, s * k + counts[s]!)]).toEqual(expected[s])
      }
    })
  })
})
