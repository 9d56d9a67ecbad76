import type { FalloutAggregation, Walked } from './fallout-aggregation.ts'
import { type FalloutInputs, windowEnd } from './fallout-inputs.ts'
import { hasBetween } from './fallout-links.ts'

/**
 * Any order: step n is reached when n of the listed steps are done on different events. Keeps every
 * set of steps that can be done so far, so that an event that fulfils several is used well. No excluded
 * event lies between the first and the last of them.
 */
export function walkAnyOrder(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  group: readonly number[],
  start: number,
): Walked {
  const { steps } = aggregation
  const events = new Array<number>(steps).fill(-1)
  const durations = new Array<number>(steps).fill(Number.NaN)
  let sets = [0]
  const end = windowEnd(aggregation, inputs, group[start]!)
  let done = 0
  for (let index = start; index < group.length && inputs.time[group[index]!]! <= end; index++) {
    const event = group[index]!
    if (done > 0 && isStopped(aggregation, inputs, group[start]!, event)) break
    const bits = inputs.bits[event]!
    if (bits === 0) continue
    sets = addStep(sets, bits, steps)
    if (largestOf(sets) <= done) continue
    events[done] = event
    if (done > 0) durations[done] = inputs.time[event]! - inputs.time[events[done - 1]!]!
    done++
    if (done === steps) break
  }
  return { events, durations }
}

function isStopped(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  from: number,
  to: number,
): boolean {
  return aggregation.exclusions.some(
    ({ between }, x) => between !== null && hasBetween(inputs.exclusions[x]!, from, to),
  )
}

/** The sets with one of the event's steps more: to use an event never leaves less to be reached. */
function addStep(sets: number[], bits: number, steps: number): number[] {
  const isOne = (bits & (bits - 1)) === 0
  if (isOne && sets.length === 1) return [sets[0]! | bits]
  const next = new Set<number>()
  for (const set of sets) {
    for (let s = 0; s < steps; s++) if ((bits >> s) & 1) next.add(set | (1 << s))
  }
  return [...next]
}

const largestOf = (sets: readonly number[]): number =>
  sets.reduce((largest, set) => Math.max(largest, bitCount(set)), 0)

function bitCount(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}
