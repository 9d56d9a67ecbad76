import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  f64,
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

/** Bits 0 to 2 are steps, bits 3 and 4 what must not occur; many events have none. */
const stepBits = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 31 })), {
  maxLength: 90,
})
const gaps = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 90 })

interface World {
  readonly bits: readonly number[]
  readonly mask: readonly number[]
  readonly time: readonly number[]
  readonly runs: readonly number[]
  /** The events of each run that are looked at. */
  readonly looked: readonly (readonly number[])[]
}

function worldOf(bits: number[], mask: number[], gaps: number[], cuts: number[]): World {
  const n = Math.min(bits.length, mask.length, gaps.length)
  const runs = runsOver(n, cuts)
  const time: number[] = []
  for (const gap of gaps.slice(0, n)) time.push((time.at(-1) ?? 0) + gap)
  const looked = runs.slice(1).map((to, r) => {
    const events = Array.from({ length: to - runs[r]! }, (_, j) => runs[r]! + j)
    return events.filter((event) => mask[event])
  })
  return { bits: bits.slice(0, n), mask: mask.slice(0, n), time, runs, looked }
}

describe('reachSteps', () => {
  /** For every step its first event and how long it was waited for; nothing from where none is. */
  function reachPlainly({ bits, time }: World, events: readonly number[], next: number) {
    const firsts: number[] = []
    const waits: number[] = []
    let reached = events.filter((event) => bits[event]! & 1)
    for (let s = 0; s < 3 && reached.length > 0; s++) {
      const [first] = reached as [number]
      const isNext = s > 0 && (next >> (s - 1)) & 1
      const since = isNext ? events[events.indexOf(first) - 1] : firsts[s - 1]
      if (since !== undefined) waits[s] = time[first]! - time[since]!
      firsts.push(first)
      reached = events.filter((event, at) => {
        const before = (next >> s) & 1 ? [events[at - 1]!] : events.slice(0, at)
        return (bits[event]! >> (s + 1)) & 1 && before.some((other) => reached.includes(other))
      })
    }
    return { bits: 2 ** firsts.length - 1, waits }
  }

  it('finds the steps that each run reaches and what it waits for them', () => {
    const nexts = fc.integer({ min: 0, max: 3 })
    holds(
      prop(
        stepBits,
        masks,
        gaps,
        lengths,
        nexts,
        (all: number[], on: number[], gap: number[], cuts: number[], next: number) => {
          const world = worldOf(all, on, gap, cuts)
          const k = world.runs.length - 1
          const reached = memory.codes(k)
          const waits = f64(new Array<number>(3 * k).fill(-1))
          const input = [u32(world.bits), u8(world.mask), f64(world.time), u32(world.runs)] as const
          const out = [reached, waits, memory.numbers(3)] as const
          kernels.reachSteps(...input, k, 3, 3 & ~next, next, ...out)
          const expected = world.looked.map((events) => reachPlainly(world, events, next))
          expect([...reached]).toEqual(expected.map((run) => run.bits))
          const times = expected.flatMap((run) => [0, 1, 2].map((s) => run.waits[s] ?? -1))
          expect([...waits]).toEqual(times)
        },
      ),
    )
  })
})

describe('matchSteps', () => {
  interface Step {
    readonly excluded: number
    readonly limit: 'none' | 'within' | 'after'
    readonly amount: number
  }
  const step = fc.record({
    excluded: fc.constantFrom(0, 0, 8, 24),
    limit: fc.constantFrom('none', 'within', 'after'),
    amount: fc.integer({ min: 0, max: 6 }),
  })
  const rules = fc.record({
    steps: fc.array(step, { minLength: 3, maxLength: 3 }),
    excludedAfter: fc.constantFrom(0, 8),
  })
  interface Rules {
    readonly steps: readonly Step[]
    readonly excludedAfter: number
  }

  /** The kernel's description of the steps, 40 bytes each; the first has no event before it. */
  function rowsOf({ steps, excludedAfter }: Rules, time: Float64Array): Uint8Array {
    const rows = memory.bytes(40 * (steps.length + 1))
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength)
    const last: Step = { excluded: excludedAfter, limit: 'none', amount: 0 }
    for (const [s, { excluded, limit, amount }] of [...steps, last].entries()) {
      const isLimited = s > 0 && limit !== 'none'
      view.setUint32(40 * s, isLimited ? time.byteOffset : 0, true)
      view.setUint32(40 * s + 4, excluded, true)
      view.setFloat64(40 * s + 8, limit === 'within' ? amount : Infinity, true)
      view.setFloat64(40 * s + 16, limit === 'after' ? amount : -Infinity, true)
    }
    return rows
  }

  function matchesPlainly(world: World, events: readonly number[], rules: Rules): boolean {
    const { bits, time } = world
    const isFree = (from: number, to: number, excluded: number) =>
      events.every((event) => event <= from || event >= to || !(bits[event]! & excluded))
    const isNear = (from: number, to: number, { limit, amount }: Step) => {
      const rise = time[to]! - time[from]!
      if (limit === 'none') return true
      return limit === 'within' ? rise <= amount : rise >= amount
    }
    const [first] = rules.steps as [Step]
    let reached = events.filter((event) => bits[event]! & 1 && isFree(-1, event, first.excluded))
    for (const [s, step] of rules.steps.entries()) {
      if (s === 0) continue
      const before = reached
      reached = events.filter((event) => {
        const follows = (from: number) =>
          from < event && isFree(from, event, step.excluded) && isNear(from, event, step)
        return (bits[event]! >> s) & 1 && before.some(follows)
      })
    }
    return reached.some((event) => isFree(event, Infinity, rules.excludedAfter))
  }

  it('finds the runs that fulfil all steps in order', () => {
    holds(
      prop(
        stepBits,
        masks,
        gaps,
        lengths,
        rules,
        (all: number[], on: number[], gap: number[], cuts: number[], rules: Rules) => {
          const world = worldOf(all, on, gap, cuts)
          const k = world.runs.length - 1
          const out = memory.bytes(k)
          const rows = rowsOf(rules, f64(world.time))
          const input = [u32(world.bits), u8(world.mask), u32(world.runs)] as const
          kernels.matchSteps(...input, k, rules.steps.length, rows, out)
          const expected = world.looked.map((events) => matchesPlainly(world, events, rules))
          expect([...out]).toEqual(expected.map(Number))
        },
      ),
    )
  })
})
