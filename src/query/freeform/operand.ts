import type { Path } from '../../model/path.ts'
import type { MaskRef, Measure } from '../../engine/index.ts'
import type { Attribution } from '../../model/attribution.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { ItemTouch } from '../../model/criterion.ts'
import {
  beforeSegments,
  type Compilation,
  type Selection,
  type SelectedElements,
  type Period,
} from '../compilation/compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import { limitMetricToElements, intersectSelections } from '../components/selections.ts'
import { type CompiledMetric, compileMetric } from '../components/metric.ts'
import { warnOfAbsentItem } from '../compilation/unmatched.ts'
import { testItem } from '../compilation/domain-table.ts'
import { selectBySegments } from '../segments/scope-mask.ts'

/** One aggregated figure of a table: a metric under its filters, on every row. */
export interface OperandSpec {
  readonly metric: string
  readonly segments: readonly SegmentRef[]
  readonly where: readonly ItemTouch[]
  readonly attribution: Attribution | undefined
  readonly period: Period
  readonly path: Path
}

export interface CompiledOperand {
  readonly spec: OperandSpec
  readonly metric: CompiledMetric
  /** Events on which it is counted: period, segments, items above the column. */
  readonly mask: MaskRef
  /** Elements on which it is counted, of lists that the filters speak of. */
  readonly elements: readonly SelectedElements[]
  readonly attribution: Attribution | undefined
}

/** A metric under segments of its own, which need not be those of the report. */
export async function compileOperand(
  seen: Compilation,
  spec: OperandSpec,
): Promise<CompiledOperand> {
  const c = beforeSegments(seen)
  const { period, path } = spec
  const segments = await selectBySegments(c, spec.segments, period, [...path, 'segments'])
  const items = { events: await compileItemsMask(c, spec.where, period, path), elements: [] }
  const within = intersectSelections(c, [segments, items])
  const metric = await compileMetric(c, spec.metric, period, [...path, 'metric'], within)
  const mask = c.plan.and(period.mask, within.events)
  const attribution = spec.attribution ?? metric.attribution
  return { spec, metric, mask, elements: within.elements, attribution }
}

/** An operand on fewer events and elements: those of a breakdown's parents, of a row's segment. */
export function limitOperand(
  c: Compilation,
  operand: CompiledOperand,
  selection: Selection,
): CompiledOperand {
  const { metric, mask, elements } = operand
  const both = intersectSelections(c, [{ events: mask, elements }, selection])
  const measured = limitMetricToElements(c, metric.measured, both.elements)
  return { ...operand, metric: { ...metric, measured }, mask: both.events, elements: both.elements }
}

/** Events that have all of the items above a column. */
export async function compileItemsMask(
  c: Compilation,
  items: readonly ItemTouch[],
  period: Period,
  path: Path,
): Promise<MaskRef> {
  const masks: MaskRef[] = []
  for (const [index, { dimension, item }] of items.entries()) {
    const at = [...path, 'where', index, 'dimension']
    const { value } = await compileDimension(c, dimension, period, at)
    warnOfAbsentItem(c, dimension, value.domain, item)
    masks.push(testItem(c, value, item))
  }
  return c.plan.and(...masks)
}

/** What a group aggregation has to measure for an operand, on events that also are in `mask`. */
export function chooseMeasure(
  c: Compilation,
  { metric }: CompiledOperand,
  mask: MaskRef,
  byElement: boolean,
): Measure {
  const { measured } = metric
  const where = c.plan.and(measured.mask, mask)
  if (measured.kind === 'count') return { measure: 'count', mask: where }
  if (measured.kind === 'distinct') return { measure: 'distinct', runs: measured.runs, mask: where }
  const input = byElement && measured.elements ? measured.elements.ref : measured.amount
  return { measure: 'sum', input, mask: where }
}
