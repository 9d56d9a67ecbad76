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

describe('reachSteps', () => {
  /** For every step its first event and how long it was waited for; nothing from where none is. */
  function reachPlainly({ bits, time }: StepWorld, events: readonly number[], next: number) {
    const firsts: number[] = []
    const delays: number[] = []
    let reached = events.filter((event) => bits[event]! & 1)
    for (let s = 0; s < 3 && reached.length > 0; s++) {
      const [first] = reached as [number]
      const isNext = s > 0 && (next >> (s - 1)) & 1
      const since = isNext ? events[events.indexOf(first) - 1] : firsts[s - 1]
      if (since !== undefined) delays[s] = time[first]! - time[since]!
      firsts.push(first)
      reached = events.filter((event, at) => {
        const before = (next >> s) & 1 ? [events[at - 1]!] : events.slice(0, at)
        return (bits[event]! >> (s + 1)) & 1 && before.some((other) => reached.includes(other))
      })
    }
    return { bits: 2 ** firsts.length - 1, delays }
  }

  it('finds the steps that each run reaches and after what delays', () => {
    const nexts = fc.integer({ min: 0, max: 3 })
    holds([steps, masks, gaps, lengths, nexts], (all, on, gap, cuts, next) => {
      const world = stepWorld(all, on, gap, cuts)
      const k = world.runs.length - 1
      const reached = memory.codes(k)
      const delays = f64(new Array<number>(3 * k).fill(-1))
      const input = [u32(world.bits), u8(world.mask), f64(world.time), u32(world.runs)] as const
      const out = [reached, delays, memory.numbers(3)] as const
      kernels.reachSteps(...input, k, 3, 3 & ~next, next, ...out)
      const expected = world.looked.map((events) => reachPlainly(world, events, next))
      expect([...reached]).toEqual(expected.map((run) => run.bits))
      const times = expected.flatMap((run) => [0, 1, 2].map((s) => run.delays[s] ?? -1))
      expect([...delays]).toEqual(times)
    })
  })
})
