import type { NodeRef } from '../../engine/index.ts'
import type { Compilation, Period } from '../compilation.ts'
import { compileMetric, occursOn } from './metric.ts'
import { occurrences } from './occurrences.ts'

/**
 * The events on which a metric is present, duplicates included: what expires and binds values.
 * Errors: request/unknown-component.
 */
export async function metricOccurs(
  c: Compilation,
  id: string,
  period: Period,
  path: string,
): Promise<NodeRef> {
  const component = c.view.metrics.get(id)
  const mask = component
    ? (await occurrences(c, component)).mask
    : occursOn(await compileMetric(c, id, period, path))
  return mask ?? c.plan.add({ op: 'not', input: c.plan.nothing() })
}
