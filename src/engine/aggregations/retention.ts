import { type Links, toEach, toNode, toParts } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'

/** Events that must be in a mask so often. */
interface Repeated {
  readonly mask: MaskRef
  readonly atLeast: number
}

/** Who comes back how long after the start event, by elapsed time (§8.12). */
export interface RetentionAggregation {
  readonly kind: 'retention'
  /** The event that makes it `atLeast` is the entry. */
  readonly start: Repeated
  /** `each`: that event and every later one is an entry of its own. */
  readonly entry: 'first' | 'each'
  /** The person's first entry among these events must be the entry; the start's mask for no rule. */
  readonly ever: MaskRef
  /** UTC milliseconds: later entries do not count, because they cannot reach all brackets. */
  readonly lastStart: number
  /** Any of them has to be met within a bracket, by events after the entry. */
  readonly returns: readonly Repeated[]
  /** Milliseconds since the entry, `[from, to)`; `null`: without an end. */
  readonly brackets: readonly (readonly [from: number, to: number | null])[]
}

/** Entries, and how many of them came back in each bracket. */
export interface RetentionPartial {
  readonly included: number
  readonly counts: Float64Array
}

export const retentionLinks: Links<RetentionAggregation> = {
  start: toParts({ mask: toNode }),
  ever: toNode,
  returns: toEach({ mask: toNode }),
}

export const retention: AggregationKind<RetentionAggregation, RetentionPartial> = {
  links: retentionLinks,
  start(aggregation) {
    const counts = new Float64Array(aggregation.brackets.length)
    let included = 0
    return {
      consume(scope) {
        const { count, offsets } = scope.persons
        const findEntries = createEntryFinder(aggregation, scope)
        const returnMasks = aggregation.returns.map(({ mask }) => scope.maskOrAll(mask))
        for (let p = 0; p < count; p++) {
          const [from, to] = [offsets[p]!, offsets[p + 1]!]
          const entries = findEntries(from, to)
          if (entries.length === 0) continue
          included += entries.length
          const returns = returnMasks.map((mask) => listEvents(mask, from, to))
          for (const entry of entries) countReturns(aggregation, scope.time, entry, returns, counts)
        }
      },
      partial: () => ({ included, counts }),
    }
  },
  merge: (_aggregation, all) => ({
    included: all.reduce((sum, partial) => sum + partial.included, 0),
    counts: all[0]!.counts.map((_, b) => all.reduce((sum, { counts }) => sum + counts[b]!, 0)),
  }),
}

export function listEvents(mask: Uint8Array | null, from: number, to: number): number[] {
  const events: number[] = []
  for (let i = from; i < to; i++) if (!mask || mask[i]) events.push(i)
  return events
}

export function createEntryFinder(
  aggregation: RetentionAggregation,
  scope: Scope,
): (from: number, to: number) => number[] {
  const { atLeast } = aggregation.start
  const start = scope.maskOrAll(aggregation.start.mask)
  const ever = scope.maskOrAll(aggregation.ever)
  const isInTime = (event: number) => scope.time[event]! <= aggregation.lastStart
  if (aggregation.entry === 'each') {
    return (from, to) =>
      listEvents(start, from, to)
        .slice(atLeast - 1)
        .filter(isInTime)
  }
  return (from, to) => {
    const entry = listEvents(ever, from, to)[atLeast - 1]
    if (entry === undefined || !isInTime(entry)) return []
    return !start || start[entry] ? [entry] : []
  }
}

export function countReturns(
  aggregation: RetentionAggregation,
  time: Float64Array,
  entry: number,
  returns: readonly (readonly number[])[],
  counts: Float64Array,
): void {
  aggregation.brackets.forEach(([from, to], b) => {
    const begin = time[entry]! + from
    const end = to === null ? Infinity : time[entry]! + to
    const isBack = aggregation.returns.some(({ atLeast }, r) => {
      const events = returns[r]!
      const last = events[firstAfter(events, time, entry, begin) + atLeast - 1]
      return last !== undefined && time[last]! < end
    })
    if (isBack) counts[b]!++
  })
}

/** The index of the first of ascending events that comes after the entry and not before an instant. */
function firstAfter(
  events: readonly number[],
  time: Float64Array,
  entry: number,
  begin: number,
): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const event = events[middle]!
    if (event > entry && time[event]! >= begin) high = middle
    else low = middle + 1
  }
  return low
}
