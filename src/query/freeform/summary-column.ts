import type { SegmentRef } from '../../model/conditions.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FormulaMetric } from '../../model/formula.ts'
import type { SummarySchema } from '../../model/journey.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { Leaf } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'
import type { SummarySpec } from './summary-figures.ts'
import { findSummaryByMetric } from '../compilation/summary-members.ts'

interface LeafScope {
  readonly plan: ColumnPlan
  readonly leaf: Leaf
  /** All that apply, around the column, on it and in its formula. */
  readonly segments: readonly SegmentRef[]
  readonly period: Period
}

/**
 * What a leaf of a column's formula counts in summary data; undefined where it counts events. Errors:
 * request/impossible with attribution, since nobody stands behind summary data.
 */
export function readSummarySpec(
  c: Compilation,
  { plan, leaf, segments, period }: LeafScope,
): SummarySpec | undefined {
  if (!('metric' in leaf.node)) return undefined
  const { metric } = leaf.node
  const summary = findSummaryByMetric(c, metric)
  if (summary === undefined) return undefined
  refuseAttribution(summary, leaf.node, plan)
  const own = 'segments' in leaf.node ? (leaf.node.segments ?? []) : []
  const all = [...segments, ...leaf.segments, ...own]
  const { where } = plan.request
  return { summary, metric, segments: all, where, period, path: plan.path }
}

function refuseAttribution(
  { dataset }: SummarySchema,
  { metric, attribution }: FormulaMetric,
  { request, path }: ColumnPlan,
): void {
  if (request.attribution === undefined && attribution === undefined) return
  const place = request.attribution ? 'attribution' : request.formula ? 'formula' : 'metric'
  const reason = `${metric} is summary data (${dataset}), which has no persons and cannot be attributed`
  throw new ThroughlineError('request/impossible', { reason }, [...path, place])
}
