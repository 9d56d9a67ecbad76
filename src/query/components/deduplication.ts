import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Dedup, MetricComponent } from '../../model/component-settings.ts'
import { type Compilation, type Period, addSessions } from '../compilation/compilation.ts'
import type { NumberValue, TextValue } from '../compilation/value.ts'
import { compileInstances } from './instances.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import { utcMonths } from './reporting-window.ts'

/**
 * Keeps one occurrence per scope, or per value of another dimension in it (§3.10). Person scope runs
 * over the whole months of UTC that the period overlaps; the date filter comes after. Occurrences
 * without that value are all kept. Errors: definition/unknown-component.
 */
export async function deduplicateMetric(
  c: Compilation,
  measured: MeasuredMetric,
  component: MetricComponent,
  period: Period,
): Promise<MeasuredMetric> {
  const { dedup } = component
  if (dedup === undefined) return measured
  const runs = dedup.scope === 'session' ? addSessions(c) : utcMonths(c, period)
  const path = ['metrics', component.id, 'dedup', 'by']
  const by = await asDefinitionErrors(async () =>
    dedup.by === undefined ? undefined : compileInstances(c, dedup.by, period, path),
  )
  const { keep } = dedup
  const elements = measured.kind === 'sum' ? measured.elements : undefined
  if (by?.list !== undefined && elements?.list === by.list) {
    return keepElements(c, measured.mask, elements, { by: by.ref, runs, keep })
  }
  return { ...measured, mask: keepEvents(c, measured.mask, by, runs, keep) }
}

function keepEvents(
  c: Compilation,
  mask: MaskRef,
  by: TextValue | undefined,
  runs: NodeRef,
  keep: Dedup['keep'],
): MaskRef {
  const ids = by === undefined ? {} : { by: by.ref }
  return c.plan.add({ op: 'deduplicate', mask, ...ids, runs, keep })
}

function keepElements(
  c: Compilation,
  mask: MaskRef,
  elements: NumberValue,
  occurrence: { readonly by: NodeRef; readonly runs: NodeRef; readonly keep: Dedup['keep'] },
): MeasuredMetric {
  const ref = c.plan.add({ op: 'deduplicate-elements', input: elements.ref, mask, ...occurrence })
  const has = c.plan.and(mask, c.plan.add({ op: 'has', input: ref }))
  const amount = c.plan.add({ op: 'list-sum', input: ref })
  return { kind: 'sum', mask: has, amount, elements: { ...elements, ref } }
}
