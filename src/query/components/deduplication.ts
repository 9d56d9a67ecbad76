import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Dedup, MetricComponent } from '../../model/component-settings.ts'
import { type Compilation, type Period, sessionsOf } from '../compilation.ts'
import type { TextValue } from '../value.ts'
import { compileDimension } from './dimension.ts'
import type { MeasuredMetric } from './metric.ts'
import { utcMonths } from './persistence.ts'

/**
 * Keeps one occurrence per scope, or per value of another dimension in it (§3.10). Person scope runs
 * over the whole months of UTC that the period overlaps; the date filter comes after. Occurrences
 * without that value are all kept. Errors: request/unknown-component.
 */
export async function deduplicate(
  c: Compilation,
  measured: MeasuredMetric,
  component: MetricComponent,
  period: Period,
): Promise<MeasuredMetric> {
  const { dedup } = component
  if (dedup === undefined) return measured
  const runs = dedup.scope === 'session' ? sessionsOf(c) : utcMonths(c, period)
  const by = dedup.by === undefined ? undefined : await idsOf(c, dedup.by, period, component.id)
  const elements = elementsOf(c, measured)
  if (by?.list !== undefined && elements?.list === by.list) {
    return keepElements(c, measured, { elements, by: by.ref, runs, keep: dedup.keep })
  }
  return { ...measured, mask: keepEvents(c, measured.mask, by, runs, dedup.keep) }
}

async function idsOf(
  c: Compilation,
  id: string,
  period: Period,
  metric: string,
): Promise<TextValue> {
  return (await compileDimension(c, id, period, `metrics.${metric}.dedup.by`)).instances
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

interface Elements {
  readonly ref: NodeRef
  readonly list: string | undefined
}

/** The list whose elements a metric sums or counts. */
function elementsOf(c: Compilation, measured: MeasuredMetric): Elements | undefined {
  if (measured.kind !== 'sum') return undefined
  if (measured.elements) return { ref: measured.elements.ref, list: measured.elements.list }
  const amount = c.plan.node(measured.amount)
  if (amount.op !== 'list-count') return undefined
  const source = c.plan.node(amount.input)
  return { ref: amount.input, list: source.op === 'column' ? source.list : undefined }
}

function keepElements(
  c: Compilation,
  measured: MeasuredMetric,
  kept: { elements: Elements; by: NodeRef; runs: NodeRef; keep: Dedup['keep'] },
): MeasuredMetric {
  const { by, runs, keep } = kept
  const { mask } = measured
  const input = kept.elements.ref
  const ref = c.plan.add({ op: 'deduplicate-elements', input, by, mask, runs, keep })
  const has = c.plan.and(mask, c.plan.add({ op: 'has', input: ref }))
  const isSummed = measured.kind === 'sum' && measured.elements !== undefined
  const amount = c.plan.add({ op: isSummed ? 'list-sum' : 'list-count', input: ref })
  if (!isSummed) return { kind: 'sum', mask: has, amount }
  return { kind: 'sum', mask: has, amount, elements: { ...measured.elements, ref } }
}
