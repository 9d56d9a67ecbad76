import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  f64,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  numbers,
  runOf,
  runsOver,
  u8,
  u32,
} from '../../../test/support/kernels.ts'

describe('containers', () => {
  it('anyRuns, eventsIn, countIn, sumIn, firstIn, lastIn', () => {
    holds([masks, numbers, lengths], (bits, values, cuts) => {
      const n = Math.min(bits.length, values.length)
      const runs = runsOver(n, cuts)
      const k = runs.length - 1
      const offsets = u32(runs)
      const [mask, amounts] = [u8(bits.slice(0, n)), f64(values.slice(0, n))]
      const of = (event: number) => {
        const r = runOf(runs.slice(0, -1), event)
        return Array.from({ length: runs[r + 1]! - runs[r]! }, (_, i) => runs[r]! + i)
      }
      const each = <T>(make: (event: number) => T) => Array.from({ length: n }, (_, i) => make(i))
      const [bytes, sums] = [memory.bytes(n), memory.numbers(n)]
      const flags = memory.bytes(k)
      kernels.anyRuns(mask, offsets, k, flags)
      const starts = n > 0 ? runs.slice(0, -1) : []
      expect([...flags]).toEqual(starts.map((i) => Number(of(i).some((j) => bits[j]))))
      const inFlagged = starts.filter((_, r) => flags[r]).flatMap(of)
      expect(kernels.eventsIn(flags, offsets, k)).toBe(inFlagged.length)
      kernels.countIn(mask, offsets, k, sums)
      expect([...sums]).toEqual(each((i) => of(i).filter((j) => bits[j]).length))
      kernels.sumIn(amounts, mask, offsets, k, sums)
      const summed = (i: number) =>
        of(i).reduce((sum, j) => sum + (bits[j] ? values[j]! || 0 : 0), 0)
      expect([...sums]).toEqual(each(summed))
      const hit = runs.slice(0, -1).filter((from) => n > 0 && of(from).some((j) => bits[j]))
      expect(kernels.countRuns(mask, offsets, k)).toBe(n > 0 ? hit.length : 0)
      kernels.firstIn(offsets, k, bytes, n)
      expect([...bytes]).toEqual(each((i) => Number(of(i)[0] === i)))
      kernels.lastIn(offsets, k, bytes, n)
      expect([...bytes]).toEqual(each((i) => Number(of(i).at(-1) === i)))
    })
  })

  it('allRuns', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 })
    holds([steps, lengths, fc.constantFrom(1, 5, 7)], (bits, cuts, all) => {
      const runs = runsOver(bits.length, cuts)
      const flags = memory.bytes(runs.length - 1)
      kernels.allRuns(u8(bits), u32(runs), flags.length, all, flags)
      const union = (r: number) =>
        bits.slice(runs[r], runs[r + 1]).reduce((sum, bit) => sum | bit, 0)
      expect([...flags]).toEqual(Array.from(flags, (_, r) => Number((union(r) & all) === all)))
    })
  })

  it('testOuterRuns, readFirstFlags', () => {
    holds([masks, lengths, lengths], (bits, cuts, wide) => {
      const inner = runsOver(bits.length, cuts)
      const borders = runsOver(inner.length - 1, wide)
      const outer = borders.map((place) => inner[place]!)
      const [m, k] = [inner.length - 1, outer.length - 1]
      const flags = u8(bits.slice(0, m))
      const [within, around] = [memory.bytes(m), memory.bytes(k)]
      const [small, large] = [u32(inner), u32(outer)]
      kernels.testOuterRuns(flags, small, m, large, around)
      const parts = Array.from({ length: k }, (_, r) => flags.slice(borders[r], borders[r + 1]))
      expect([...around]).toEqual(parts.map((part) => Number(part.includes(1))))
      kernels.readFirstFlags(u8(bits), small, m, within)
      expect([...within]).toEqual(Array.from(within, (_, r) => bits[inner[r]!]))
    })
  })

  it('sessionRuns', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 70 })
    holds([gaps, masks, lengths], (steps, bits, cuts) => {
      const n = Math.min(steps.length, bits.length)
      const persons = runsOver(n, cuts)
      let now = 0
      const times = steps.slice(0, n).map((step) => (now += step))
      const out = memory.codes(n + 1)
      const input = [f64(times), u8(bits.slice(0, n)), u32(persons)] as const
      const count = kernels.sessionRuns(...input, persons.length - 1, 2, out)
      const begins = times.flatMap((time, i) => {
        const isFirst = persons.slice(0, -1).includes(i)
        return isFirst || bits[i] || time - times[i - 1]! > 2 ? [i] : []
      })
      expect([...out.subarray(0, count + 1)]).toEqual([...begins, n])
    })
  })
})
