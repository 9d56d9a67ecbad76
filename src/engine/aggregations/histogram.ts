import { toNode } from '../links.ts'
import type { NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'

/** How many containers have a figure within each of some bounds (§8.9). */
export interface HistogramAggregation {
  readonly kind: 'histogram'
  /** The container's figure, the same on all of its events; NaN is not counted. */
  readonly value: NodeRef
  readonly runs: NodeRef
  /** Only containers with an event in this mask. */
  readonly isIn: NodeRef | null
  /** Bucket b counts `[bounds[b], bounds[b + 1])`. */
  readonly bounds: readonly number[]
}

export interface HistogramPartial {
  readonly counts: Float64Array
  /** Containers, whatever their figure. */
  readonly total: number
}

export const histogram: AggregationKind<HistogramAggregation, HistogramPartial> = {
  links: { value: toNode, runs: toNode, isIn: toNode },
  start(aggregation) {
    const counts = new Float64Array(aggregation.bounds.length - 1)
    let total = 0
    return {
      consume(scope) {
        const values = scope.numbers(aggregation.value)
        const isIn = scope.maskOrAll(aggregation.isIn)
        const { count, offsets } = scope.runs(aggregation.runs)
        for (let run = 0; run < count; run++) {
          const [from, to] = [offsets[run]!, offsets[run + 1]!]
          if (isIn && !isIn.subarray(from, to).includes(1)) continue
          total++
          const bucket = bucketOf(aggregation.bounds, values[from]!)
          if (bucket >= 0) counts[bucket]!++
        }
      },
      partial: () => ({ counts, total }),
    }
  },
  merge: (_aggregation, all) => ({
    counts: all[0]!.counts.map((_, b) => all.reduce((sum, { counts }) => sum + counts[b]!, 0)),
    total: all.reduce((sum, partial) => sum + partial.total, 0),
  }),
}

/** -1 below the first bound, from the last on, and for NaN. */
function bucketOf(bounds: readonly number[], value: number): number {
  let [low, high] = [0, bounds.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low === bounds.length ? -1 : low - 1
}
