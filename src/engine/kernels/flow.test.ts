import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codes,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  narrow,
  runOf,
  runsOver,
  u8,
  u32,
} from '../../../test/support/kernels.ts'

/** Codes of which many are equal or 0. */
const few = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 70 })
const runAt = (runs: readonly number[], event: number) => runOf(runs.slice(0, -1), event)

describe('flow', () => {
  it.each([8, 16, 32] as const)('findCode of %i bits, runsAt, dropCode', (bits) => {
    holds([codes, lengths], (values, cuts) => {
      const n = values.length
      const runs = runsOver(n, cuts)
      const [places, runOfEach] = [memory.codes(n), memory.codes(n)]
      const count = kernels.findCode(narrow(values, bits), 3, n, places)
      kernels.runsAt(places, count, u32(runs), runOfEach)
      const expected = values.flatMap((code, i) => (code === 3 ? [i] : []))
      expect([...places.subarray(0, count)]).toEqual(expected)
      expect([...runOfEach.subarray(0, count)]).toEqual(expected.map((i) => runAt(runs, i)))
      const left = u32(values)
      kernels.dropCode(left, 3, n)
      expect([...left]).toEqual(values.map((code) => (code === 3 ? 0 : code)))
    })
  })

  it.each([8, 16, 32] as const)('keepInstances, stepAhead and stepBack of %i bits', (bits) => {
    const rules = fc.record({
      collapses: fc.boolean(),
      toEnd: fc.boolean(),
      isMasked: fc.boolean(),
    })
    holds([few, masks, lengths, rules], (all, bit, cuts, how) => {
      const n = Math.min(all.length, bit.length)
      const values = all.slice(0, n)
      const runs = runsOver(n, cuts)
      const mask = how.isMasked ? bit : values.map(() => 1)
      const where = how.isMasked ? u8(bit.slice(0, n)) : null
      const toEnd = how.collapses && how.toEnd
      const [own, offsets] = [narrow(values, bits), u32(runs)]
      const events = values.map((_, i) => i)
      const runOfEach = events.map((i) => runAt(runs, i))
      /** Instances of the run of an event: first, last and code. */
      const instancesAt = (event: number) => {
        const found: { first: number; last: number; code: number }[] = []
        for (const i of events) {
          const code = values[i]!
          if (runOfEach[i] !== runOfEach[event] || code === 0 || !mask[i]) continue
          const latest = found.at(-1)
          if (how.collapses && latest?.code === code) latest.last = i
          else found.push({ first: i, last: i, code })
        }
        return found
      }
      const threes = events.filter((i) => values[i] === 3)
      const [places, owners] = [u32(threes), u32(threes.map((i) => runOfEach[i]!))]
      const anchors = [places, owners, threes.length, offsets] as const
      const kept = kernels.keepInstances(own, where, ...anchors, how.collapses)
      const begins = threes.filter((i) => instancesAt(i).some(({ first }) => first === i))
      expect([...places.subarray(0, kept)]).toEqual(begins)
      for (const way of ['stepAhead', 'stepBack'] as const) {
        const edges = u32(events)
        const out = memory.like(narrow([], bits), n)
        const from = [edges, u32(runOfEach), n, offsets] as const
        kernels[way](own, where, ...from, how.collapses, toEnd, out)
        const next = events.map((i) =>
          way === 'stepAhead'
            ? instancesAt(i).find(({ first }) => first > i)
            : instancesAt(i).findLast(({ last }) => last < i),
        )
        expect([...out]).toEqual(next.map((one) => one?.code ?? 0))
        const isFirst = (way === 'stepAhead') !== toEnd
        const ends = next.map((one, i) => {
          if (one) return isFirst ? one.first : one.last
          const run = runOfEach[i]!
          return way === 'stepAhead' ? runs[run + 1]! : (runs[run]! - 1) >>> 0
        })
        expect([...edges]).toEqual(ends)
      }
    })
  })
})
