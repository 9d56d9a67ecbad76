import { clearArray, fillMask } from '../kernels/fill.ts'
import type { Scope } from '../scope.ts'
import type { Collector } from './aggregation.ts'
import {
  closeFallout,
  type FalloutAggregation,
  type FalloutPartial,
  type FalloutSeries,
  type OpenFallout,
  openFallout,
  record,
  openSeries,
} from './fallout-aggregation.ts'
import { listRunEvents, readInputs } from './fallout-inputs.ts'
import { matchContainer } from './fallout-match.ts'

/** Whether a kernel can find the steps done in any order: those of eight, without held values or items. */
export function isAnyOrder(aggregation: FalloutAggregation): boolean {
  return (
    aggregation.order === 'any' &&
    aggregation.steps <= 8 &&
    aggregation.count === 'containers' &&
    aggregation.windowEnd === undefined &&
    aggregation.hold.length === 0 &&
    aggregation.breakdown === null
  )
}

/**
 * Steps in any order; only containers where one event does several of them, or does one and ends paths,
 * are matched event by event.
 */
export function startAnyOrder(aggregation: FalloutAggregation): Collector<FalloutPartial> {
  const result = openFallout()
  return {
    consume(scope) {
      const ambiguous = reach(aggregation, scope, openSeries(result, 0, aggregation.steps))
      if (ambiguous.length > 0) matchAll(aggregation, scope, ambiguous, result)
    },
    partial: () => closeFallout(result),
  }
}

/** Counts all containers but some, which it returns. */
function reach(aggregation: FalloutAggregation, scope: Scope, series: FalloutSeries): Uint32Array {
  const { kernels, memory, time } = scope
  const { count, offsets } = scope.runs(aggregation.runs)
  const [counts, durations] = [
    clearArray(memory.codes(8), kernels),
    memory.numbers(count * aggregation.steps),
  ]
  const ambiguous = memory.codes(count)
  const bits = scope.maskedBits(aggregation.bits, aggregation.mask)
  const stops = excludedBy(aggregation, scope, ({ between }) => between !== null)
  const barred = excludedBy(aggregation, scope, ({ between }) => between === null)
  const ambiguousRuns = kernels.reachAnyOrder(
    bits,
    stops,
    barred,
    time,
    offsets,
    count,
    aggregation.steps,
    aggregation.windowMs ?? Infinity,
    aggregation.entry === 'first',
    counts,
    durations,
    ambiguous,
  )
  for (let s = 0; s < aggregation.steps; s++) {
    series.counts[s]! += counts[s]!
    if (s === 0) continue
    const from = s * count
    series.durations[s]!.extend(counts[s]!).set(durations.subarray(from, from + counts[s]!))
  }
  return ambiguous.subarray(0, ambiguousRuns)
}

type Exclusion = FalloutAggregation['exclusions'][number]

/** The events that count and that any exclusion of a kind excludes; null where there is no such one. */
function excludedBy(
  { exclusions, mask }: FalloutAggregation,
  scope: Scope,
  isMeant: (exclusion: Exclusion) => boolean,
): Uint8Array | null {
  const masks = exclusions.filter(isMeant).map((exclusion) => exclusion.mask)
  if (masks.length === 0) return null
  const { kernels, memory, events } = scope
  const found = fillMask(memory.bytes(events), masks.includes(null) ? 1 : 0, kernels)
  for (const ref of masks) {
    if (ref !== null) kernels.orMasks(found, scope.mask(ref), found, events)
  }
  const within = scope.maskOrAll(mask)
  if (within) kernels.andMasks(found, within, found, events)
  return found
}

function matchAll(
  aggregation: FalloutAggregation,
  scope: Scope,
  containers: Uint32Array,
  result: OpenFallout,
): void {
  const runs = scope.runs(aggregation.runs)
  const inputs = readInputs(aggregation, scope)
  for (const run of containers) {
    const events = listRunEvents(runs, run, inputs.mask)
    for (const path of matchContainer(aggregation, inputs, events))
      record(result, aggregation, path)
  }
}
