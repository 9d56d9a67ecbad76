import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { MetricComponent } from '../../model/component-settings.ts'
import type { Compilation, Kept, Period } from '../compilation/compilation.ts'
import { standardMetric } from '../standard/list-metrics.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import { deduplicateMetric } from './deduplication.ts'
import { keepElementsOf } from './kept-elements.ts'
import { refuseSummary, unknownMetric } from './metric-presence.ts'
import { compileOccurrences } from './occurrences.ts'

export interface CompiledMetric {
  readonly id: string
  readonly name: string
  readonly measured: MeasuredMetric
  readonly format: MetricComponent['format']
  /** The model of the data view's setting, used where a report names none. */
  readonly attribution: MetricComponent['attribution']
}

/**
 * A metric of the data view, or a standard one. `within` is what all segments keep (those of the
 * report when left out), which come before deduplication (§0.4). Errors: request/unknown-component.
 */
export async function compileMetric(
  c: Compilation,
  id: string,
  period: Period,
  path: Path = [],
  within: Kept = c.kept,
): Promise<CompiledMetric> {
  const component = c.view.metrics.get(id)
  refuseSummary(c, id, path)
  if (component) return compileComponent(c, component, period, within)
  const standard = standardMetric(c, id)
  if (!standard) throw unknownMetric(c, id, path)
  const measured = keepElementsOf(c, await standard.compile(c, period), within.elements)
  const format = standard.format
  return { id, name: standard.label, measured, format, attribution: undefined }
}

async function compileComponent(
  c: Compilation,
  component: MetricComponent,
  period: Period,
  within: Kept,
): Promise<CompiledMetric> {
  const found = keepElementsOf(c, await compileOccurrences(c, component), within.elements)
  const inside = { ...found, mask: c.plan.and(found.mask, within.events) }
  const measured = component.dedup ? await deduplicateMetric(c, inside, component, period) : found
  const { id, format, attribution } = component
  return { id, name: component.name ?? id, measured, format, attribution }
}

/** The events on which a metric occurs. */
export function occursOn({ measured }: CompiledMetric): MaskRef {
  return measured.mask
}
