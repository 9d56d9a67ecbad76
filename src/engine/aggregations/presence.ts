import { toNode, toTable } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef, NodeRef, TableRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { fillEmptyLists } from '../operators/list-values.ts'

/**
 * Persons who are present in each minute, summed over the minutes of each bucket. An event makes its
 * person present until the next event of the run; the last one only at its own instant (§8.3).
 */
export interface PresenceAggregation {
  readonly kind: 'presence'
  readonly runs: NodeRef
  readonly mask: MaskRef
  /** f64 ascending UTC milliseconds: bucket b + 1 is `[bounds[b], bounds[b + 1])`. */
  readonly bounds: TableRef
  /** Codes or lists of codes, a series each; `null`: one series 0. */
  readonly key: NodeRef | null
}

/** By the key's code: one figure per bucket, from 0. */
export interface PresencePartial {
  readonly series: ReadonlyMap<number, Float64Array>
}

const MINUTE_MS = 60_000

export const presence: AggregationKind<PresenceAggregation, PresencePartial> = {
  links: { runs: toNode, mask: toNode, bounds: toTable, key: toNode },
  start(aggregation) {
    const series = new Map<number, Float64Array>()
    return {
      consume: (scope) => collect(aggregation, scope, series),
      partial: () => ({ series }),
    }
  },
  merge(_aggregation, all) {
    const series = new Map<number, Float64Array>()
    for (const partial of all) {
      for (const [code, figures] of partial.series) {
        const known = series.get(code)
        series.set(code, known ? known.map((figure, b) => figure + figures[b]!) : figures)
      }
    }
    return { series }
  },
}

function collect(
  aggregation: PresenceAggregation,
  scope: Scope,
  series: Map<number, Float64Array>,
): void {
  const { time, persons } = scope
  const mask = scope.maskOrAll(aggregation.mask)
  const bounds = scope.table(aggregation.bounds) as Float64Array
  const untilOf = readPresenceEnd(aggregation.runs, scope)
  const codesOf = createCodeReader(aggregation.key, scope)
  /** The last minute in which the person was counted, by code. */
  const counted = new Map<number, number>()
  let person = 0
  for (let i = 0; i < scope.events; i++) {
    if (persons.offsets[person + 1] === i) {
      person++
      counted.clear()
    }
    if (mask && !mask[i]) continue
    const until = untilOf(i)
    for (const code of codesOf(i)) {
      const figures = series.get(code) ?? new Float64Array(bounds.length - 1)
      series.set(code, figures)
      counted.set(code, countMinutes(figures, bounds, time[i]!, until, counted.get(code)))
    }
  }
}

/** Until when each event makes its person present; asked in the events' order. */
export function readPresenceEnd(runs: NodeRef, scope: Scope): (event: number) => number {
  const { time } = scope
  const { offsets } = scope.runs(runs)
  let run = 0
  return (event) => {
    while (offsets[run + 1]! <= event) run++
    const isLast = offsets[run + 1] === event + 1
    return isLast ? time[event]! + 1 : Math.max(time[event]! + 1, time[event + 1]!)
  }
}

export function createCodeReader(
  key: NodeRef | null,
  scope: Scope,
): (event: number) => Iterable<number> {
  if (key === null) return () => [0]
  const vector = scope.vector(key)
  if (vector.kind === 'codes') return (event) => [vector.data[event]!]
  const { offsets, codes } = fillEmptyLists(scope.list(key), scope)
  return (event) => new Set(codes!.subarray(offsets[event], offsets[event + 1]))
}

/** Counts the minutes that `[from, until)` touches and that come after `counted`; returns the last. */
function countMinutes(
  figures: Float64Array,
  bounds: Float64Array,
  from: number,
  until: number,
  counted = -Infinity,
): number {
  const begin = Math.max(from, bounds[0]!)
  const end = Math.min(until, bounds[bounds.length - 1]!)
  if (begin >= end) return counted
  const last = Math.floor((end - 1) / MINUTE_MS)
  let minute = Math.max(Math.floor(begin / MINUTE_MS), counted + 1)
  let bucket = minute <= last ? bucketOf(bounds, Math.max(begin, minute * MINUTE_MS)) : 0
  for (; minute <= last; minute++) {
    while (bounds[bucket + 1]! <= minute * MINUTE_MS) bucket++
    figures[bucket]!++
  }
  return Math.max(last, counted)
}

function bucketOf(bounds: Float64Array, instant: number): number {
  let [low, high] = [0, bounds.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (bounds[middle]! <= instant) low = middle
    else high = middle
  }
  return low
}
