import type { Path } from '../../model/path.ts'
import type { MaskRef, NodeRef } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { listMetrics, compileStandardMetric } from '../standard/list-metrics.ts'
import { standardMetrics } from '../standard/metrics.ts'
import { findSummaryByMetric } from '../compilation/summary-members.ts'
import { findPlainField } from './instances.ts'
import { compileOccurrences } from './occurrences.ts'

/**
 * The events on which a metric, or a field that is none, is present, duplicates included: what expires
 * and binds values.
 * Errors: request/unknown-component.
 */
export async function compileMetricPresence(
  c: Compilation,
  id: string,
  period: Period,
  path: Path,
): Promise<NodeRef> {
  return (await maskOf(c, id, period, path)) ?? c.plan.everyEvent()
}

async function maskOf(c: Compilation, id: string, period: Period, path: Path): Promise<MaskRef> {
  const component = c.view.metrics.get(id)
  refuseSummary(c, id, path)
  if (component) return (await compileOccurrences(c, component)).mask
  const standard = compileStandardMetric(c, id)
  if (standard) return (await standard.compile(c, period)).mask
  const field = findPlainField(c, id)
  if (field) return (await compileOccurrences(c, field)).mask
  throw unknownMetric(c, id, path)
}

/** Errors: request/impossible for metrics of summary data, which no event has. */
export function refuseSummary(c: Compilation, id: string, path: Path): void {
  const summary = findSummaryByMetric(c, id)
  if (summary === undefined) return
  const reason = `${id} is summary data (${summary.dataset}) without persons; only columns of freeform tables can show it`
  throw new ThroughlineError('request/impossible', { reason }, path)
}

export function unknownMetric(c: Compilation, id: string, path: Path): ThroughlineError {
  const allowed = [
    ...c.view.metrics.keys(),
    ...Object.keys({ ...standardMetrics, ...listMetrics(c.schema) }),
  ]
  return new ThroughlineError('request/unknown-component', { type: 'metric', id, allowed }, path)
}
