import type { FalloutAggregation, FalloutPath, Walked } from './fallout-aggregation.ts'
import type { FalloutInputs } from './fallout-inputs.ts'
import { hasBetween } from './fallout-links.ts'
import { startBits, walkInOrder } from './fallout-listed.ts'
import { walkAnyOrder } from './fallout-unordered.ts'

/**
 * The paths of one container: one for the container (the earliest of those that come farthest), or
 * one per event of the first step when attempts are counted. `all` are the container's events that
 * count, in order, perhaps none.
 */
export function matchContainer(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  all: readonly number[],
): readonly FalloutPath[] {
  if (all.length === 0) return []
  const isBarred = aggregation.exclusions.some(
    ({ between }, x) => !between && hasBetween(inputs.exclusions[x]!, all[0]! - 1, all.at(-1)! + 1),
  )
  if (isBarred) return []
  const events = all.filter((event) => inputs.bits[event] !== 0)
  const groups = aggregation.hold.length > 0 ? heldGroups(inputs, events) : [events]
  const found: Found = new Map()
  for (const group of groups) addPaths(aggregation, inputs, group, found)
  return [...found.values()].map((path) => withItems(aggregation, inputs, path))
}

/** One path per attempt, by the event on which it begins, or one for the container. */
type Found = Map<number | 'container', Walked>

/** Events of a path have a held item in common; events without one are in no path. */
function heldGroups(inputs: FalloutInputs, events: readonly number[]): (readonly number[])[] {
  const groups = new Map<string, number[]>()
  for (const event of events) {
    for (const name of heldNames(inputs, event)) {
      const group = groups.get(name)
      if (group) group.push(event)
      else groups.set(name, [event])
    }
  }
  return [...groups.values()]
}

/** Every choice of one item per held dimension. */
function heldNames({ hold }: FalloutInputs, event: number): readonly string[] {
  let names = ['']
  for (const itemsOf of hold) {
    const items = itemsOf(event).filter((item) => item !== 0)
    names = items.flatMap((item) => names.map((name) => `${name},${item}`))
  }
  return names
}

/** Adds every attempt, or replaces the only path found so far by one that comes farther. */
function addPaths(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  group: readonly number[],
  found: Found,
): void {
  const { steps, order, count } = aggregation
  const isOpen = isWalkedAtOnce(aggregation)
  for (const start of startsOf(aggregation, inputs, group)) {
    const path =
      order === 'any'
        ? walkAnyOrder(aggregation, inputs, group, start)
        : walkInOrder(aggregation, inputs, group, start, isOpen)
    const name = count === 'attempts' ? group[start]! : 'container'
    const known = found.get(name)
    found.set(name, known ? better(aggregation, known, path) : path)
    if (isOpen || (count === 'containers' && reachedSteps(path) === steps)) break
  }
}

/** Whether all beginnings are one walk: it is enough where no rule is about the beginning. */
const isWalkedAtOnce = (aggregation: FalloutAggregation): boolean =>
  aggregation.optional !== 0 &&
  aggregation.count === 'containers' &&
  aggregation.entry === 'any' &&
  aggregation.windowMs === null &&
  aggregation.windowEnd === undefined

function reachedSteps({ events }: Walked): number {
  let count = 0
  for (let s = 0; s < events.length; s++) if (events[s]! >= 0) count++
  return count
}

/** The path that comes farther, else the first; with optional steps that either takes on its way. */
function better({ optional }: FalloutAggregation, known: Walked, path: Walked): Walked {
  const ahead = lastRequired(path, optional) - lastRequired(known, optional)
  if (ahead !== 0) return ahead > 0 ? path : known
  if (optional === 0) return known
  const isTaken = known.events.map((event) => event >= 0)
  return {
    events: known.events.map((event, s) => (isTaken[s] ? event : path.events[s]!)),
    durations: known.durations.map((ms, s) => (isTaken[s] ? ms : path.durations[s]!)),
  }
}

const lastRequired = ({ events }: Walked, optional: number): number =>
  events.findLastIndex((event, s) => event >= 0 && !((optional >> s) & 1))

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

function withItems(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  path: Walked,
): FalloutPath {
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
