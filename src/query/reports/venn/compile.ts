import type { SegmentRef } from '../../../model/conditions.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import { Tally } from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileSegmentMasks } from '../../segments/compile.ts'
import { compileMetricFigure, planMetric } from '../parts/metric-figure.ts'
import type { PlacedFigure } from '../parts/figure-over-time.ts'
import type { VennRequest, VennResult } from './request.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** A metric, perhaps a calculated one, under each segment and each intersection of them (§8.9). */
export const compileVenn: CompileReport<VennRequest, VennResult> = async (c, request, path) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const plan = await planMetric(c, request.metric, period, [...path, 'metric'])
  for (const [index, ref] of request.sets.entries()) {
    await compileSegmentMasks(c, ref, period, [...path, 'sets', index])
  }
  const tally = new Tally(c)
  const areas: { readonly sets: number[]; readonly placed: PlacedFigure }[] = []
  for (const sets of subsetsOf(request.sets.length)) {
    const segments = [...request.segments, ...sets.map((set) => request.sets[set]!)]
    const placed = await compileMetricFigure(c, tally, plan, { segments, period }).place([])
    areas.push({ sets, placed })
  }
  tally.settle()
  const nameOf = (set: number) => setName(c, request.sets[set]!, set)
  return (partials) => ({
    areas: areas.map(({ sets, placed }) => ({
      sets,
      name: sets.map(nameOf).join(' and '),
      value: figureOrNull(placed.read(partials, placed.rowsOf(partials)).total),
    })),
  })
}

export const explainVenn: ExplainReport<VennRequest> = (c, request) => [
  ...describeScope(c, request),
  `Counts ${namesIn(c).metric(request.metric)} under each segment and each combination of them.`,
]

export function setName(c: Compilation, ref: SegmentRef, index: number): string {
  return typeof ref === 'string'
    ? (c.definitions.segment(ref)?.name ?? ref)
    : `Segment ${index + 1}`
}

/** Every non-empty set of indexes, the smallest sets first. */
function subsetsOf(count: number): number[][] {
  const all = Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    Array.from({ length: count }, (_, index) => index).filter((index) => ((bits + 1) >> index) & 1),
  )
  return all.sort((a, b) => a.length - b.length)
}
