import fc from 'fast-check'
import { runsOver } from './kernels.ts'

// Random events that fulfil steps, for kernels that look for steps in order.

/** Bits 0 to 2 are steps, bits 3 and 4 what must not occur; many events have none. */
export const steps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 31 })), {
  maxLength: 90,
})
export const gaps = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 90 })

export interface StepWorld {
  readonly bits: readonly number[]
  readonly mask: readonly number[]
  readonly time: readonly number[]
  readonly runs: readonly number[]
  /** The events of each run that are looked at. */
  readonly looked: readonly (readonly number[])[]
}

/** Events of the random values that there are for all, cut into runs. */
export function stepWorld(
  bits: number[],
  mask: number[],
  gaps: number[],
  cuts: number[],
): StepWorld {
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
