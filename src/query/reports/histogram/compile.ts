import type { Path } from '../../../model/path.ts'
import type { HistogramPartial, MaskRef, NodeRef } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { HistogramRequest, HistogramResult } from './request.ts'
import { type Compilation, addRuns } from '../../compilation/compilation.ts'
import { type CompiledMetric, compileMetric } from '../../components/metric.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeScope } from '../../explain/describe-scope.ts'

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
  const value = compileFigure(c, metric, mask, runs, path)
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
  `Counts each ${request.container} by its ${request.metric}.`,
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

export function compileFigure(
  c: Compilation,
  { id, measured }: CompiledMetric,
  scope: MaskRef,
  runs: NodeRef,
  path: Path,
): NodeRef {
  const mask = c.plan.and(measured.mask, scope)
  if (measured.kind === 'sum')
    return c.plan.add({ op: 'sum-in', input: measured.amount, mask, runs })
  if (measured.kind === 'count') {
    const events = mask ?? c.plan.everyEvent()
    return c.plan.add({ op: 'count-in', mask: events, runs })
  }
  const first = c.plan.add({ op: 'edge-in', edge: 'first', runs: measured.runs })
  if (!c.plan.isOf(measured.runs, 'sessions')) {
    const reason = `${id} cannot be counted per container`
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'metric'])
  }
  const touched = c.plan.anyIn(mask, measured.runs)
  return c.plan.add({ op: 'count-in', mask: c.plan.and(first, touched)!, runs })
}
