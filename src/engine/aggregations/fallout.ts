import type { AggregationKind } from './aggregation.ts'
import { joinDurations } from './durations.ts'
import {
  type FalloutAggregation,
  type FalloutPartial,
  falloutLinks,
} from './fallout-aggregation.ts'
import { isAnyOrder, startAnyOrder } from './fallout-any-order.ts'
import { startFast } from './fallout-fast.ts'
import { startGeneral } from './fallout-general.ts'

/** How far containers come through steps, how long each step takes, by an item of one of the steps. */
export const fallout: AggregationKind<FalloutAggregation, FalloutPartial> = {
  links: falloutLinks,
  start(aggregation, engine) {
    if (isAnyOrder(aggregation)) return startAnyOrder(aggregation)
    return isPlain(aggregation) ? startFast(aggregation, engine) : startGeneral(aggregation)
  },
  merge(_aggregation, all) {
    const merged: FalloutPartial = { series: new Map() }
    for (const partial of all) addPartial(merged, partial)
    return merged
  },
}

/** Whether steps only have to follow each other, so that one pass with a bit per step is enough. */
function isPlain(aggregation: FalloutAggregation): boolean {
  return (
    aggregation.order === 'listed' &&
    aggregation.entry === 'any' &&
    aggregation.count === 'containers' &&
    aggregation.windowMs === null &&
    aggregation.withinMs.every((ms) => ms === null) &&
    aggregation.windowEnd === undefined &&
    aggregation.withinEnds === undefined &&
    aggregation.optional === 0 &&
    aggregation.exclusions.length === 0 &&
    aggregation.hold.length === 0 &&
    aggregation.breakdown === null
  )
}

function addPartial(target: FalloutPartial, { series }: FalloutPartial): void {
  for (const [item, from] of series) {
    const to = target.series.get(item)
    if (!to) {
      target.series.set(item, from)
      continue
    }
    target.series.set(item, {
      counts: to.counts.map((count, s) => count + from.counts[s]!),
      durations: to.durations.map((durations, s) => joinDurations(durations, from.durations[s]!)),
    })
  }
}
