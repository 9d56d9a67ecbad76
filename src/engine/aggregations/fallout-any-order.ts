import { at, cleared, filledMask } from '../kernels.ts'
import type { Scope } from '../scope.ts'
import type { Aggregation } from './aggregation.ts'
import { eventsOf, inputsOf } from './fallout-general.ts'
import { matchContainer } from './fallout-match.ts'
import {
  closeFallout,
  type FalloutPartial,
  type FalloutReport,
  type FalloutSeries,
  type OpenFallout,
  openFallout,
  record,
  seriesOf,
} from './fallout-report.ts'

/** Whether a kernel can find the steps done in any order: those of eight, without held values or items. */
export function isAnyOrder(report: FalloutReport): boolean {
  return (
    report.order === 'any' &&
    report.steps <= 8 &&
    report.count === 'containers' &&
    report.windowEnd === undefined &&
    report.hold.length === 0 &&
    report.breakdown === null
  )
}

/**
 * Steps in any order; only containers where one event does several of them, or does one and ends paths,
 * are matched event by event.
 */
export function startAnyOrder(report: FalloutReport): Aggregation<FalloutPartial> {
  const result = openFallout()
  return {
    consume(scope) {
      const hard = reach(report, scope, seriesOf(result, 0, report.steps))
      if (hard.length > 0) matchAll(report, scope, hard, result)
    },
    partial: () => closeFallout(result),
  }
}

/** Counts all containers but some, which it returns. */
function reach(report: FalloutReport, scope: Scope, series: FalloutSeries): Uint32Array {
  const { kernels, memory, time } = scope
  const { count, offsets } = scope.runs(report.runs)
  const [counts, waits] = [cleared(memory.codes(8), kernels), memory.numbers(count * report.steps)]
  const hard = memory.codes(count)
  const bits = scope.maskedBits(report.bits, report.mask)
  const stops = excludedBy(report, scope, ({ between }) => between !== null)
  const barred = excludedBy(report, scope, ({ between }) => between === null)
  const hardRuns = kernels.reachAnyOrder8(
    at(bits),
    at(stops),
    at(barred),
    at(time),
    at(offsets),
    count,
    report.steps,
    report.windowMs ?? Infinity,
    report.entry === 'first',
    at(counts),
    at(waits),
    at(hard),
  )
  for (let s = 0; s < report.steps; s++) {
    series.counts[s]! += counts[s]!
    if (s === 0) continue
    const from = s * count
    series.waits[s]!.extend(counts[s]!).set(waits.subarray(from, from + counts[s]!))
  }
  return hard.subarray(0, hardRuns)
}

type Exclusion = FalloutReport['exclusions'][number]

/** The events that count and that any exclusion of a kind excludes; null where there is no such one. */
function excludedBy(
  { exclusions, mask }: FalloutReport,
  scope: Scope,
  isMeant: (exclusion: Exclusion) => boolean,
): Uint8Array | null {
  const masks = exclusions.filter(isMeant).map((exclusion) => exclusion.mask)
  if (masks.length === 0) return null
  const { kernels, memory, events } = scope
  const found = filledMask(memory.bytes(events), masks.includes(null) ? 1 : 0, kernels)
  for (const ref of masks) {
    if (ref !== null) kernels.orMasks(at(found), at(scope.mask(ref)), at(found), events)
  }
  const within = scope.maskOrAll(mask)
  if (within) kernels.andMasks(at(found), at(within), at(found), events)
  return found
}

function matchAll(
  report: FalloutReport,
  scope: Scope,
  containers: Uint32Array,
  result: OpenFallout,
): void {
  const runs = scope.runs(report.runs)
  const inputs = inputsOf(report, scope)
  for (const run of containers) {
    const events = eventsOf(runs, run, inputs.mask)
    for (const path of matchContainer(report, inputs, events)) record(result, report, path)
  }
}
