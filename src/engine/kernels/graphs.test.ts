import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  holds,
  kernels,
  lengths,
  masks,
  memory,
  narrow,
  runsOver,
  u8,
  u32,
  runsOf,
  stepBits,
} from '../../../test/support/kernels.ts'

describe('graphs', () => {
  const sets = fc.array(fc.integer({ min: 0, max: 31 }), { maxLength: 70 })
  const pairs = fc.uniqueArray(
    fc.constantFrom(
      ...[0, 1, 2, 3, 31].flatMap((a, i, all) =>
        all.slice(i + 1).map((b): [number, number] => [a, b]),
      ),
    ),
    { selector: String },
  )
  /** Node 4 is bit 31. */
  const wide = (set: number) => ((set & 15) | ((set >> 4) << 31)) >>> 0

  it('reachNodes, takeArrows', () => {
    holds([sets, masks, lengths, pairs], (values, on, cuts, arrows) => {
      const n = Math.min(values.length, on.length)
      const nodes = values.slice(0, n).map(wide)
      const runs = runsOver(n, cuts)
      const graph = graphOf(arrows)
      const [reached, taken] = [memory.codes(n), memory.codes(n)]
      for (const mask of [null, u8(on.slice(0, n))]) {
        const input = [u32(nodes), mask, u32(runs), runs.length - 1] as const
        kernels.reachNodes(...input, graph.starts, graph.after, reached)
        kernels.takeArrows(...input, graph.starts, graph.after, taken)
        const counted = nodes.map((set, i) => (mask && !mask[i] ? 0 : set))
        const twin = followPlainly(counted, runs, arrows, graph.starts)
        expect([...reached]).toEqual(twin.reached)
        expect([...taken]).toEqual(twin.taken)
      }
    })
  })

  it('countWays', () => {
    // 0 → 1 → 2, 0 → 2 and 3 → 2, as 0; 0 1; 0 1 2, 0 2, 3 2; 3.
    const ways = [[0], [0, 1], [0, 1, 2], [0, 2], [3, 2], [3]]
    const parents = [-1, 0, 1, 0, 5, -1]
    const next = [0b110, 0b100, 0, 0, 0, 0b100, 0b1001]
    holds([sets, masks, lengths], (values, on, cuts) => {
      const n = Math.min(values.length, on.length)
      const nodes = values.slice(0, n)
      const runs = runsOver(n, cuts)
      for (const mask of [null, u8(on.slice(0, n))]) {
        const perRun = runsOf(runs).map((events) =>
          events.map((i) => (mask && !mask[i] ? 0 : nodes[i]!)),
        )
        const reached = u32(perRun.map((events) => events.reduce((all, set) => all | set, 0)))
        const tree = [
          u8([2, 1, 0, 3]),
          4,
          u32([0, 1, 2, 5, 6]),
          u32(parents),
          u32(next),
          6,
        ] as const
        for (const [bits, ends] of [
          [8, 15],
          [16, 15],
          [32, 4],
        ] as const) {
          const counts = u32(new Array<number>(6).fill(0))
          const input = [narrow(nodes, bits), mask, u32(runs), runs.length - 1] as const
          kernels.countWays(...input, reached, ends, ...tree, memory.bytes(6), counts)
          const seen = perRun.filter((_, r) => reached[r]! & ends)
          const twin = ways.map((way) => seen.filter((events) => goesAlong(events, way)).length)
          expect([...counts]).toEqual(twin)
        }
      }
    })
  })

  it('anyBit', () => {
    holds([sets], (values) => {
      const out = memory.bytes(values.length)
      const wanted = wide(18)
      kernels.anyBit(u32(values.map(wide)), wanted, out, values.length)
      expect([...out]).toEqual(values.map((set) => Number((wide(set) & wanted) !== 0)))
    })
  })

  it('followRuns finds per run what reachNodes and takeArrows find on its events', () => {
    holds([stepBits, masks, lengths], (steps, on, cuts) => {
      const n = Math.min(steps.length, on.length)
      const bits = steps.slice(0, n)
      const runs = runsOver(n, cuts)
      const [k, offsets] = [runs.length - 1, u32(runs)]
      // 0 → 1 → 2 and 0 → 2.
      const table = u32(new Array<number>(129).fill(0))
      table.set([6, 4, 0], 0)
      table.set([6, 4, 0], 32)
      table.set([3, 4, 0], 64)
      table.set([0, 1, 6], 96)
      const [reached, taken, perEvent] = [memory.codes(k), memory.codes(k), memory.codes(n)]
      const found = [
        [reached, 'reachNodes'],
        [taken, 'takeArrows'],
      ] as const
      for (const mask of [null, u8(on.slice(0, n))]) {
        for (const width of [8, 16, 32] as const) {
          const input = [narrow(bits, width), mask, offsets, k] as const
          kernels.followRuns(...input, 1, table, reached, taken)
          for (const [perRun, ofEvents] of found) {
            kernels[ofEvents](u32(bits), mask, offsets, k, 1, table, perEvent)
            const unions = runsOf(runs).map((events) =>
              events.reduce((all, i) => all | perEvent[i]!, 0),
            )
            expect([...perRun]).toEqual(unions)
            expect(kernels.countBits(perRun, 5, k)).toBe(unions.filter((u) => u & 5).length)
          }
        }
      }
    })
  })
})

function graphOf(arrows: readonly [number, number][]) {
  const after = u32(new Array<number>(4 * 32 + 1).fill(0))
  let starts = (1 << 31) | 15
  arrows.forEach(([from, to], arrow) => {
    starts &= ~(1 << to)
    after[from]! |= 1 << to
    after[32 + from]! |= 1 << to
    after[64 + from]! |= 1 << arrow
    after[96 + to]! |= 1 << arrow
  })
  return { starts, after }
}

/** Nodes and arrows event by event, each run on its own. */
function followPlainly(
  nodes: readonly number[],
  runs: readonly number[],
  arrows: readonly [number, number][],
  starts: number,
) {
  const reached: number[] = []
  const taken: number[] = []
  runs.slice(1).forEach((to, r) => {
    let nodesSoFar = 0
    for (const set of nodes.slice(runs[r], to)) {
      const followed = arrows.map(([a, b]) => ((nodesSoFar >>> a) & (set >>> b) & 1) === 1)
      const ends = arrows.reduce((all, [, b], j) => (followed[j] ? all | (1 << b) : all), 0)
      const here = (set & starts) | ends
      reached.push(here >>> 0)
      taken.push(followed.reduce((all, isFollowed, j) => (isFollowed ? all | (1 << j) : all), 0))
      nodesSoFar |= here
    }
  })
  return { reached, taken }
}

/** Whether the nodes of a way are fulfilled by ever later events. */
function goesAlong(events: readonly number[], way: readonly number[]): boolean {
  let next = 0
  for (const set of events) if (next < way.length && (set >>> way[next]!) & 1) next++
  return next === way.length
}
