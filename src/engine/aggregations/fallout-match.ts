import type { FalloutAggregation, Path } from './fallout-aggregation.ts'
import type { FalloutInputs } from './fallout-inputs.ts'

/**
 * The paths of one container: one for the container (the earliest of those that come farthest), or
 * one per event of the first step when attempts are counted. `all` are the container's events that
 * count, in order, perhaps none.
 */
export function matchContainer(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  all: readonly number[],
): readonly Path[] {
  if (all.length === 0) return []
  const isBarred = aggregation.exclusions.some(
    ({ between }, x) => !between && hasBetween(inputs.exclusions[x]!, all[0]! - 1, all.at(-1)! + 1),
  )
  if (isBarred) return []
  // Events of no step matter only where a step must come right behind another.
  const events = aggregation.next === 0 ? all.filter((event) => inputs.bits[event] !== 0) : all
  const groups = aggregation.hold.length > 0 ? heldGroups(inputs, events) : [events]
  const found: Walked[] = []
  for (const group of groups) addPaths(aggregation, inputs, events, group, found)
  return found.map((path) => withItems(aggregation, inputs, path))
}

/** Events of a path must have the same held values; events without one are in no path. */
function heldGroups(inputs: FalloutInputs, events: readonly number[]): (readonly number[])[] {
  const groups = new Map<string, number[]>()
  for (const event of events) {
    const codes = inputs.hold.map((vector) => vector[event]!)
    if (codes.includes(0)) continue
    const name = codes.join()
    const group = groups.get(name)
    if (group) group.push(event)
    else groups.set(name, [event])
  }
  return [...groups.values()]
}

/** Adds every attempt, or replaces the only path found so far by one that comes farther. */
function addPaths(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  all: readonly number[],
  group: readonly number[],
  found: Walked[],
): void {
  const walk = aggregation.order === 'any' ? walkAnyOrder : walkInOrder
  for (const start of startsOf(aggregation, inputs, group)) {
    const path = walk(aggregation, inputs, all, group, start)
    if (aggregation.count === 'attempts') {
      found.push(path)
      continue
    }
    if (found.length === 0 || isFarther(path, found[0]!)) found[0] = path
    if (reachedSteps(path) === aggregation.steps) break
  }
}

function reachedSteps({ events }: Walked): number {
  let count = 0
  for (let s = 0; s < events.length; s++) if (events[s]! >= 0) count++
  return count
}

function lastStep({ events }: Walked): number {
  let s = events.length - 1
  while (s >= 0 && events[s]! < 0) s--
  return s
}

/** The later step counts first, then how many were done on the way, then the earlier start. */
function isFarther(path: Walked, best: Walked): boolean {
  const ahead = lastStep(path) - lastStep(best)
  return ahead > 0 || (ahead === 0 && reachedSteps(path) > reachedSteps(best))
}

/** Indexes in the group of the events that may begin a path. */
function startsOf(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  group: readonly number[],
): number[] {
  const begins = aggregation.order === 'any' ? ~0 : startBits(aggregation)
  const starts: number[] = []
  for (let index = 0; index < group.length; index++) {
    if ((inputs.bits[group[index]!]! & begins) === 0) continue
    starts.push(index)
    if (aggregation.entry === 'first') break
  }
  return starts
}

/** The first step, and those behind it while all before them may be left out. */
function startBits(aggregation: FalloutAggregation): number {
  let bits = 1
  for (let s = 0; s + 1 < aggregation.steps && (aggregation.optional >> s) & 1; s++)
    bits |= 1 << (s + 1)
  return bits
}

type Walked = Omit<Path, 'items'>

function walkInOrder(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  all: readonly number[],
  group: readonly number[],
  start: number,
): Walked {
  const { steps } = aggregation
  const places: number[][] = Array.from({ length: steps }, () => [])
  const events = new Array<number>(steps).fill(-1)
  const durations = new Array<number>(steps).fill(Number.NaN)
  const end = windowEnd(aggregation, inputs, group[start]!)
  for (let index = start; index < group.length && inputs.time[group[index]!]! <= end; index++) {
    const event = group[index]!
    for (let s = steps - 1; s >= 0; s--) {
      if (!((inputs.bits[event]! >> s) & 1)) continue
      const before =
        index === start && (startBits(aggregation) >> s) & 1
          ? event
          : predecessor(aggregation, inputs, all, places, s, event)
      if (before === null) continue
      places[s]!.push(event)
      if (events[s]! >= 0) continue
      events[s] = event
      if (before !== event) durations[s] = inputs.time[event]! - inputs.time[before]!
      if (index === start) break
    }
  }
  return { events, durations }
}

/** The last instant of a path that begins on an event. */
function windowEnd(aggregation: FalloutAggregation, inputs: FalloutInputs, event: number): number {
  if (inputs.windowEnd) return inputs.windowEnd[event]!
  return inputs.time[event]! + (aggregation.windowMs ?? Infinity)
}

/** The earliest event of a step before from which `event` may be reached as step s; null if none. */
function predecessor(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  all: readonly number[],
  places: readonly (readonly number[])[],
  s: number,
  event: number,
): number | null {
  for (let p = s - 1; p >= 0; p--) {
    const found = places[p]!.find((place) =>
      isReachable(aggregation, inputs, all, place, event, p, s),
    )
    if (found !== undefined) return found
    if (!((aggregation.optional >> p) & 1)) break
  }
  return null
}

function isReachable(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  all: readonly number[],
  from: number,
  to: number,
  p: number,
  s: number,
): boolean {
  if (from >= to) return false
  const within = aggregation.withinMs[s]
  if (within !== null && inputs.time[to]! - inputs.time[from]! > within!) return false
  const ends = inputs.withinEnds[s]
  if (ends && inputs.time[to]! > ends[from]!) return false
  if ((aggregation.next >> (s - 1)) & 1 && all[all.indexOf(from) + 1] !== to) return false
  return aggregation.exclusions.every(({ between }, x) => {
    const concerns = between !== null && p < between[1] && s > between[0]
    return !concerns || !hasBetween(inputs.exclusions[x]!, from, to)
  })
}

/** `before[i]`: how many events before i exclude. */
function hasBetween(before: Uint32Array, from: number, to: number): boolean {
  return before[to]! > before[from + 1]!
}

/**
 * Any order: step n is reached when n of the listed steps are done on different events. Keeps every
 * set of steps that can be done so far, so that an event that fulfils several is used well.
 */
function walkAnyOrder(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  _all: readonly number[],
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
    if (done > 0 && isStopped(aggregation, inputs, events[done - 1]!, event)) break
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

function withItems(aggregation: FalloutAggregation, inputs: FalloutInputs, path: Walked): Path {
  if (!aggregation.breakdown) return { events: path.events, durations: path.durations, items: [] }
  const { at } = aggregation.breakdown
  if (typeof at === 'number') {
    const event = path.events[at]!
    return { ...path, items: event < 0 ? [0] : inputs.itemsOf(event) }
  }
  const reached = path.events.filter((event) => event >= 0)
  const items = (at === 'first' ? reached : reached.reverse()).map(inputs.itemsOf)
  return { ...path, items: items.find(([item]) => item !== 0) ?? [0] }
}
