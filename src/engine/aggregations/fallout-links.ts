import type { FalloutAggregation } from './fallout-aggregation.ts'
import type { FalloutInputs } from './fallout-inputs.ts'

/** Steps p and s > p of a path on two events, all steps between them left out. */
interface Link {
  readonly p: number
  readonly s: number
}

/** Whether a path may go from one event to another. */
export function isLinked(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  { p, s }: Link,
  from: number,
  to: number,
): boolean {
  if (from >= to) return false
  const within = aggregation.withinMs[s]
  if (typeof within === 'number' && inputs.time[to]! - inputs.time[from]! > within) return false
  const ends = inputs.withinEnds[s]
  if (ends && inputs.time[to]! > ends[from]!) return false
  if ((aggregation.next >> (s - 1)) & 1 && !isNext(inputs, from, to)) return false
  return aggregation.exclusions.every(({ between }, x) => {
    const concerns = between !== null && p < between[1] && s > between[0]
    return !concerns || !hasBetween(inputs.exclusions[x]!, from, to)
  })
}

const isNext = ({ counted }: FalloutInputs, from: number, to: number): boolean =>
  counted ? !hasBetween(counted, from, to) : to === from + 1

/** `before[i]`: how many such events lie before i. Both ends are left out. */
export function hasBetween(before: Uint32Array, from: number, to: number): boolean {
  return before[to]! > before[from + 1]!
}

/**
 * The earliest of ascending `places` of step p from which `event` may be reached as step s; null if
 * none. What may be reached from one place may be from all places between.
 */
export function earliestBefore(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  link: Link,
  places: readonly number[],
  event: number,
): number | null {
  const leads = (place: number) => isLinked(aggregation, inputs, link, place, event)
  const last = places.at(-1)
  if (last === undefined || !leads(last)) return null
  return firstOf(places, leads)!
}

/** The first of ascending places behind an event. */
export const firstAfter = (places: readonly number[], event: number): number | undefined =>
  firstOf(places, (place) => place > event)

/** The first place that passes a test which all behind it pass, too. */
function firstOf(
  places: readonly number[],
  passes: (place: number) => boolean,
): number | undefined {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(places[middle]!)) high = middle
    else low = middle + 1
  }
  return places[low]
}
