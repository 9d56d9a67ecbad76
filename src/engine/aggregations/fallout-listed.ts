import type { FalloutAggregation, Walked } from './fallout-aggregation.ts'
import { type FalloutInputs, windowEnd } from './fallout-inputs.ts'
import { earliestBefore, firstAfter, isLinked } from './fallout-links.ts'

/** Where a step can be reached, ascending, and the earliest event each place can be reached from: itself where a path begins. */
interface Places {
  readonly events: number[]
  readonly befores: number[]
}

/**
 * A path that begins on one event, or on any from there on where `isOpen`. An optional step is on it
 * where some way to the last step that must be done and can be takes it.
 */
export function walkInOrder(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  group: readonly number[],
  start: number,
  isOpen: boolean,
): Walked {
  const { steps, optional } = aggregation
  const places: Places[] = Array.from({ length: steps }, () => ({ events: [], befores: [] }))
  const begins = startBits(aggregation)
  const end = windowEnd(aggregation, inputs, group[start]!)
  for (let index = start; index < group.length && inputs.time[group[index]!]! <= end; index++) {
    const event = group[index]!
    const bits = inputs.bits[event]!
    for (let s = steps - 1; s >= 0; s--) {
      if (!((bits >> s) & 1)) continue
      const mayBegin = (isOpen || index === start) && (begins >> s) & 1
      const before = beforeOf(aggregation, inputs, places, s, event) ?? (mayBegin ? event : null)
      if (before === null) continue
      places[s]!.events.push(event)
      places[s]!.befores.push(before)
    }
    if (optional === 0 && places[steps - 1]!.events.length > 0) break
  }
  if (optional !== 0) leaveOut(aggregation, inputs, places)
  return firstPlaces(places, inputs)
}

/** The first step, and those behind it while all before them may be left out. */
export function startBits({ steps, optional }: FalloutAggregation): number {
  let bits = 1
  for (let s = 0; s + 1 < steps && (optional >> s) & 1; s++) bits |= 1 << (s + 1)
  return bits
}

/** The earliest event of the nearest step before from which `event` may be reached as step s. */
function beforeOf(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  places: readonly Places[],
  s: number,
  event: number,
): number | null {
  for (let p = s - 1; p >= 0; p--) {
    const found = earliestBefore(aggregation, inputs, { p, s }, places[p]!.events, event)
    if (found !== null) return found
    if (!((aggregation.optional >> p) & 1)) break
  }
  return null
}

/** Takes away the places of optional steps from which the last required step that is reached cannot be. */
function leaveOut(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  places: readonly Places[],
): void {
  const last = places.findLastIndex(
    ({ events }, s) => events.length > 0 && !((aggregation.optional >> s) & 1),
  )
  const ways: number[][] = places.map(({ events }) => events)
  for (let s = last - 1; s >= 0; s--) {
    const isOnWay = places[s]!.events.map((event) => leadsOn(aggregation, inputs, ways, s, event))
    ways[s] = ways[s]!.filter((_, at) => isOnWay[at])
    if (!((aggregation.optional >> s) & 1)) continue
    const befores = places[s]!.befores.filter((_, at) => isOnWay[at])
    places[s]!.befores.splice(0, Infinity, ...befores)
    places[s]!.events.splice(0, Infinity, ...ways[s]!)
  }
}

/** Whether a step that lies on a way can be next: of the events behind, the nearest is the most allowed. */
function leadsOn(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  ways: readonly (readonly number[])[],
  p: number,
  event: number,
): boolean {
  for (let s = p + 1; s < aggregation.steps; s++) {
    const nearest = firstAfter(ways[s]!, event)
    if (nearest !== undefined && isLinked(aggregation, inputs, { p, s }, event, nearest))
      return true
    if (!((aggregation.optional >> s) & 1)) return false
  }
  return false
}

function firstPlaces(places: readonly Places[], { time }: FalloutInputs): Walked {
  const events = places.map((place) => place.events[0] ?? -1)
  const durations = places.map(({ befores: [before] }, s) => {
    const event = events[s]!
    return before === undefined || before === event ? Number.NaN : time[event]! - time[before]!
  })
  return { events, durations }
}
