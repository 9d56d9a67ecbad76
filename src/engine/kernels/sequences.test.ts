import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  f64,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  u8,
  u32,
} from '../../../test/support/kernels.ts'
import { gaps, type StepWorld, stepWorld, steps } from '../../../test/support/step-worlds.ts'

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

  function matchesPlainly(world: StepWorld, events: readonly number[], rules: Rules): boolean {
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
    holds([steps, masks, gaps, lengths, rules], (all, on, gap, cuts, rules) => {
      const world = stepWorld(all, on, gap, cuts)
      const k = world.runs.length - 1
      const out = memory.bytes(k)
      const rows = rowsOf(rules, f64(world.time))
      const input = [u32(world.bits), u8(world.mask), u32(world.runs)] as const
      kernels.matchSteps(...input, k, rules.steps.length, rows, out)
      const expected = world.looked.map((events) => matchesPlainly(world, events, rules))
      expect([...out]).toEqual(expected.map(Number))
    })
  })
})
