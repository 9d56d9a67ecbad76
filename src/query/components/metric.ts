import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { MetricComponent } from '../../model/component-settings.ts'
import type { Compilation, Selection, Period } from '../compilation/compilation.ts'
import { compileStandardMetric } from '../standard/list-metrics.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import { deduplicateMetric } from './deduplication.ts'
import { limitMetricToElements } from './selections.ts'
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
 * A metric of the data view, or a standard one, on the elements of lists that all segments keep
 * (`within`: those of the report when left out). Deduplication comes before segments, but for the data
 * view's own (§3.10). Errors: request/unknown-component.
 */
export async function compileMetric(
  c: Compilation,
  id: string,
  period: Period,
  path: Path = [],
  within: Selection = c.selection,
): Promise<CompiledMetric> {
  const component = c.view.metrics.get(id)
  refuseSummary(c, id, path)
  if (component) return compileComponent(c, component, period, within)
  const standard = compileStandardMetric(c, id)
  if (!standard) throw unknownMetric(c, id, path)
  const measured = limitMetricToElements(c, await standard.compile(c, period), within.elements)
  const format = standard.format
  return { id, name: standard.label, measured, format, attribution: undefined }
}

async function compileComponent(
  c: Compilation,
  component: MetricComponent,
  period: Period,
  within: Selection,
): Promise<CompiledMetric> {
  const all = await compileOccurrences(c, component, { period, events: within.events })
  const unique = component.dedup ? await deduplicateInView(c, all, component, period) : all
  const measured = limitMetricToElements(c, unique, within.elements)
  const { id, format, attribution } = component
  return { id, name: component.name ?? id, measured, format, attribution }
}

async function deduplicateInView(
  c: Compilation,
  all: MeasuredMetric,
  component: MetricComponent,
  period: Period,
): Promise<MeasuredMetric> {
  const { events, elements } = await c.selectByView(period)
  const found = limitMetricToElements(c, all, elements)
  const inside = { ...found, mask: c.plan.and(found.mask, events) }
  return deduplicateMetric(c, inside, component, period)
}

/** The events on which a metric occurs. */
export function occursOn({ measured }: CompiledMetric): MaskRef {
  return measured.mask
}
