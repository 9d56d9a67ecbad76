import { type Links, toEach, toNode, toNodes, toParts } from '../links.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import { type Durations, orderDurations } from './durations.ts'
import { GrowingNumbers } from './growing-numbers.ts'

/** Steps as a path through a container, with every rule that a request may set (§8.5). */
export interface FalloutAggregation {
  readonly kind: 'fallout'
  /** Codes: bit s is set where an event fulfils step s. */
  readonly bits: NodeRef
  readonly steps: number
  /** The events that count; “next” means the next of these. */
  readonly mask: MaskRef
  readonly runs: NodeRef
  /** Bit s: step s + 1 must be on the very next event. */
  readonly next: number
  /** From the first to the last step. */
  readonly windowMs: number | null
  /** From the step before; one per step. */
  readonly withinMs: readonly (number | null)[]
  /** Numbers, instead of the window: until when a path lasts that begins on an event. */
  readonly windowEnd?: NodeRef
  /** Numbers per step, instead of the durations: until when it may follow a step on an event. */
  readonly withinEnds?: readonly (NodeRef | null)[]
  /** Bit s: step s may be left out; it counts where a way to the last required step reached takes it. */
  readonly optional: number
  /** No such event between step `from` and step `to` (from 0), or anywhere when they are null. */
  readonly exclusions: readonly {
    readonly mask: MaskRef
    readonly between: readonly [number, number] | null
  }[]
  readonly order: 'listed' | 'any'
  /** `first`: only the first event of the first step begins a path. */
  readonly entry: 'any' | 'first'
  /** `attempts`: every event of the first step is counted on its own. */
  readonly count: 'containers' | 'attempts'
  /** Codes that are the same on all events of a path; of a list, one of its items. */
  readonly hold: readonly NodeRef[]
  /** One series per item: the first or last that any event of the path has, or that of step n (from 0). */
  readonly breakdown: { readonly key: NodeRef; readonly at: 'first' | 'last' | number } | null
}

export const falloutLinks: Links<FalloutAggregation> = {
  bits: toNode,
  mask: toNode,
  runs: toNode,
  windowEnd: toNode,
  withinEnds: toNodes,
  exclusions: toEach({ mask: toNode }),
  hold: toNodes,
  breakdown: toParts({ key: toNode }),
}

/** How many came to each step, and how long from the step before, in ms, one per container that did. */
export interface FalloutSeries {
  readonly counts: number[]
  readonly durations: GrowingNumbers[]
}

/** By the breakdown's code; without one all are in series 0. */
export interface FalloutPartial {
  readonly series: Map<
    number,
    { readonly counts: readonly number[]; readonly durations: readonly Durations[] }
  >
}

/** A partial that is still being filled. */
export interface OpenFallout {
  readonly series: Map<number, FalloutSeries>
}

/** The events of a path, one per step, -1 where a step was not reached or left out. */
export interface FalloutPath {
  readonly events: readonly number[]
  /** From the step before, in ms; NaN for the first. */
  readonly durations: readonly number[]
  /** The breakdown's codes. */
  readonly items: readonly number[]
}

/** A path before its items are read. */
export type Walked = Omit<FalloutPath, 'items'>

export function openFallout(): OpenFallout {
  return { series: new Map() }
}

export function closeFallout({ series }: OpenFallout): FalloutPartial {
  const closed = [...series].map(([item, { counts, durations }]) => {
    return [
      item,
      { counts, durations: durations.map((values) => orderDurations(values.view)) },
    ] as const
  })
  return { series: new Map(closed) }
}

export function openSeries(partial: OpenFallout, item: number, steps: number): FalloutSeries {
  const known = partial.series.get(item)
  if (known) return known
  const durations = Array.from({ length: steps }, () => new GrowingNumbers())
  const series = { counts: new Array<number>(steps).fill(0), durations }
  partial.series.set(item, series)
  return series
}

/** Counts a path in the series of each of its items. */
export function record(
  partial: OpenFallout,
  aggregation: FalloutAggregation,
  path: FalloutPath,
): void {
  for (const item of aggregation.breakdown ? path.items : [0]) {
    const series = openSeries(partial, item, aggregation.steps)
    path.events.forEach((event, s) => {
      if (event < 0) return
      series.counts[s]!++
      const duration = path.durations[s]!
      if (!Number.isNaN(duration)) series.durations[s]!.push(duration)
    })
  }
}
