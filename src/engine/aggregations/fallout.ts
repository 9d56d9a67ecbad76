import type { ReportKind } from './aggregation.ts'
import { isAnyOrder, startAnyOrder } from './fallout-any-order.ts'
import { startFast } from './fallout-fast.ts'
import { startGeneral } from './fallout-general.ts'
import type { FalloutPartial, FalloutReport } from './fallout-report.ts'
import { joinWaits } from './waits.ts'

/** How far containers come through steps, how long each step takes, by an item of one of the steps. */
export const fallout: ReportKind<FalloutReport, FalloutPartial> = {
  start(report, engine) {
    if (isAnyOrder(report)) return startAnyOrder(report)
    return isPlain(report) ? startFast(report, engine) : startGeneral(report)
  },
  merge(_report, all) {
    const merged: FalloutPartial = { series: new Map() }
    for (const partial of all) addPartial(merged, partial)
    return merged
  },
}

/** Whether steps only have to follow each other, so that one pass with a bit per step is enough. */
function isPlain(report: FalloutReport): boolean {
  return (
    report.order === 'listed' &&
    report.entry === 'any' &&
    report.count === 'containers' &&
    report.windowMs === null &&
    report.withinMs.every((ms) => ms === null) &&
    report.windowEnd === undefined &&
    report.withinEnds === undefined &&
    report.optional === 0 &&
    report.exclusions.length === 0 &&
    report.hold.length === 0 &&
    report.breakdown === null
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
      waits: to.waits.map((waits, s) => joinWaits(waits, from.waits[s]!)),
    })
  }
}
