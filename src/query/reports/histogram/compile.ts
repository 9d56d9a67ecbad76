import type { HistogramPartial, NodeRef } from '../../../engine/index.ts'
import type { HistogramRequest, HistogramResult } from './request.ts'
import { type Compilation, addRuns } from '../../compilation/compilation.ts'
import { compileMetric } from '../../components/metric.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileFigureIn } from '../parts/figure-in-container.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** Containers by the value of a metric in them (§8.9). */
export const compileHistogram: CompileReport<HistogramRequest, HistogramResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const metric = await compileMetric(c, request.metric, period, [...path, 'metric'])
  const runs = addContainerRuns(c, request)
  const value = compileFigureIn(c, metric, mask, { runs }, [...path, 'metric'])
  const bounds = listBounds(request)
  const aggregation = c.plan.aggregate({ kind: 'histogram', value, runs, isIn: mask, bounds })
  return (partials) => {
    const { counts } = partials[aggregation] as HistogramPartial
    return {
      buckets: [...counts].map((count, b) => ({
        from: bounds[b]!,
        to: bounds[b + 1]! - chooseStep(request),
        count,
      })),
    }
  }
}

export const explainHistogram: ExplainReport<HistogramRequest> = (c, request) => [
  ...describeScope(c, request),
  `Counts each ${request.container} by its ${namesIn(c).metric(request.metric)}.`,
]

export function addContainerRuns(c: Compilation, { container }: HistogramRequest): NodeRef {
  return container === 'event' ? c.plan.add({ op: 'each-event' }) : addRuns(c, container)
}

/** The last value of a bucket of whole numbers is one below the next bucket's first. */
export const chooseStep = ({ start, size }: HistogramRequest): number =>
  Number.isInteger(size) && Number.isInteger(start) ? 1 : 0

/** As they are written: three times 0.1 is 0.3. */
export function listBounds({ start, buckets, size }: HistogramRequest): number[] {
  return Array.from({ length: buckets + 1 }, (_, b) => Number((start + b * size).toPrecision(15)))
}
