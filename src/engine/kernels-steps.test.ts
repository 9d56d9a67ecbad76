import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  holds,
  kernels,
  lengths,
  masks,
  memory,
  prop,
  runsOver,
  u8,
  u32,
} from '../../test/support/kernels.ts'

const stepBits = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 })

const runsOf = (runs: readonly number[]): number[][] =>
  runs.slice(0, -1).map((from, r) => {
    return Array.from({ length: runs[r + 1]! - from }, (_, j) => from + j)
  })

describe('steps', () => {
  it('maskBits, toBytes', () => {
    holds(
      prop(stepBits, masks, (bits: number[], mask: number[]) => {
        const n = Math.min(bits.length, mask.length)
        const [masked, bytes] = [memory.bytes(n), memory.bytes(n)]
        kernels.maskBits(u8(bits), u8(mask), masked, n)
        kernels.toBytes(u32(bits.map((b) => b * 36)), bytes, n)
        expect([...masked]).toEqual(bits.slice(0, n).map((b, i) => (mask[i] ? b : 0)))
        expect([...bytes]).toEqual(bits.slice(0, n).map((b) => b * 36))
      }),
    )
  })

  it('firstSteps', () => {
    holds(
      prop(stepBits, lengths, (bits: number[], cuts: number[]) => {
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
      }),
    )
  })

  it('gatherSteps', () => {
    holds(
      prop(
        stepBits,
        lengths,
        fc.constantFrom(1, 3, 7),
        (bits: number[], cuts: number[], all: 7) => {
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
        },
      ),
    )
  })

  it('spreadRuns', () => {
    holds(
      prop(masks, lengths, (flags: number[], cuts: number[]) => {
        const runs = runsOver(flags.length, cuts)
        const out = memory.bytes(flags.length)
        kernels.spreadRuns(u8(flags), u32(runs), runs.length - 1, out)
        expect([...out]).toEqual(runsOf(runs).flatMap((events, r) => events.map(() => flags[r]!)))
      }),
    )
  })
})

describe('cohorts', () => {
  it('countCohorts', () => {
    const periods = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 70 })
    holds(
      prop(periods, stepBits, lengths, (period: number[], steps: number[], cuts: number[]) => {
        const n = Math.min(period.length, steps.length)
        const bits = steps.slice(0, n).map((b) => b & 3)
        const runs = runsOver(n, cuts)
        const distances = [-1, 0, 2]
        const columnOf = u32(new Array<number>(128).fill(0))
        distances.forEach((distance, c) => {
          columnOf[64 + distance] = c + 1
        })
        const [included, cells] = [u32(new Array(6).fill(0)), u32(new Array(18).fill(0))]
        const out = [columnOf, 3, included, cells] as const
        kernels.countCohorts(u8(period), u8(bits), u32(runs), runs.length - 1, ...out)
        for (let row = 1; row < 6; row++) {
          const has = (events: number[], bit: number, at: number) =>
            at > 0 && events.some((i) => bits[i]! & bit && period[i] === at)
          const inside = runsOf(runs).filter((events) => has(events, 1, row))
          expect(included[row]).toBe(inside.length)
          distances.forEach((distance, c) => {
            const back = inside.filter((events) => has(events, 2, row + distance))
            expect(cells[row * 3 + c]).toBe(back.length)
          })
        }
      }),
    )
  })
})

describe('graphs', () => {
  it('followRuns finds per run what reachNodes and takeArrows find on its events', () => {
    holds(
      prop(stepBits, lengths, (bits: number[], cuts: number[]) => {
        const runs = runsOver(bits.length, cuts)
        const [k, n] = [runs.length - 1, bits.length]
        const [few, wide, offsets] = [u8(bits), u32(bits), u32(runs)]
        // 0 → 1 → 2 and 0 → 2.
        const table = u32(new Array<number>(129).fill(0))
        table.set([6, 4, 0], 0)
        table.set([6, 4, 0], 32)
        table.set([3, 4, 0], 64)
        table.set([0, 1, 6], 96)
        const [reached, taken, perEvent] = [memory.codes(k), memory.codes(k), memory.codes(n)]
        kernels.followRuns(few, offsets, k, 1, table, reached, taken)
        const found = [
          [reached, 'reachNodes'],
          [taken, 'takeArrows'],
        ] as const
        for (const [perRun, ofEvents] of found) {
          kernels[ofEvents](wide, null, offsets, k, 1, table, perEvent)
          const unions = runsOf(runs).map((events) =>
            events.reduce((all, i) => all | perEvent[i]!, 0),
          )
          expect([...perRun]).toEqual(unions)
          expect(kernels.countBits(perRun, 5, k)).toBe(unions.filter((u) => u & 5).length)
        }
      }),
    )
  })
})
