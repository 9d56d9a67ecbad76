import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  holds,
  kernels,
  lengths,
  masks,
  memory,
  runsOver,
  u8,
  u32,
  runsOf,
  stepBits,
} from '../../../test/support/kernels.ts'

describe('steps', () => {
  it('maskBits', () => {
    holds([stepBits, masks], (bits, mask) => {
      const n = Math.min(bits.length, mask.length)
      const masked = memory.bytes(n)
      kernels.maskBits(u8(bits), u8(mask), masked, n)
      expect([...masked]).toEqual(bits.slice(0, n).map((b, i) => (mask[i] ? b : 0)))
    })
  })

  it('firstSteps', () => {
    holds([stepBits, lengths], (bits, cuts) => {
      const runs = runsOver(bits.length, cuts)
      const k = runs.length - 1
      const counts = u32([0, 0, 0])
      const [places, befores] = [memory.codes(3 * k), memory.codes(3 * k)]
      const out = [counts, places, befores] as const
      kernels.firstSteps(u8(bits), u32(runs), k, 3, ...out)
      const expected: number[][][] = [[], [], []]
      for (const events of runsOf(runs)) {
        let before = events[0]! - 1
        for (let s = 0; s < 3; s++) {
          const found = events.find((i) => i > before && (bits[i]! >> s) & 1)
          if (found === undefined) break
          expected[s]!.push([found, s === 0 ? events[0]! : before])
          before = found
        }
      }
      const pairs = (s: number) =>
        Array.from({ length: counts[s]! }, (_, j) => [places[s * k + j]!, befores[s * k + j]!])
      expect([pairs(0), pairs(1), pairs(2)]).toEqual(expected)
    })
  })

  it('gatherSteps', () => {
    holds([stepBits, lengths, fc.constantFrom(1, 3, 7)], (bits, cuts, all) => {
      const runs = runsOver(bits.length, cuts)
      const [k, n] = [runs.length - 1, bits.length]
      const [places, found, starts, which] = [n, n, k + 1, k].map((size) => memory.codes(size))
      const out = [places!, found!, starts!, which!] as const
      const count = kernels.gatherSteps(u8(bits), u32(runs), k, all, ...out)
      const kept = runsOf(runs).flatMap((events, r) => {
        const union = events.reduce((sum, i) => sum | bits[i]!, 0)
        return (union & all) === all ? [{ r, events: events.filter((i) => bits[i]) }] : []
      })
      const events = kept.flatMap((run) => run.events)
      expect([...which!.subarray(0, count)]).toEqual(kept.map(({ r }) => r))
      expect(starts![count]).toBe(events.length)
      expect([...places!.subarray(0, events.length)]).toEqual(events)
      expect([...found!.subarray(0, events.length)]).toEqual(events.map((i) => bits[i]))
      kept.forEach((run, j) => expect(starts![j + 1]! - starts![j]!).toBe(run.events.length))
    })
  })

  it('spreadRuns', () => {
    holds([masks, lengths], (flags, cuts) => {
      const runs = runsOver(flags.length, cuts)
      const out = memory.bytes(flags.length)
      kernels.spreadRuns(u8(flags), u32(runs), runs.length - 1, out)
      expect([...out]).toEqual(runsOf(runs).flatMap((events, r) => events.map(() => flags[r]!)))
    })
  })
})
