import type { Path } from '../../model/path.ts'
import type { MaskRef, Measure } from '../../engine/index.ts'
import type { Attribution } from '../../model/attribution.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { ItemTouch } from '../../model/criterion.ts'
import { isTimeDimension } from '../../calendar/index.ts'
import {
  beforeSegments,
  type Compilation,
  type Kept,
  type KeptElements,
  type Period,
} from '../compilation/compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import { elementsThatPass, keepElementsOf, keptByAll } from '../components/kept-elements.ts'
import { type CompiledMetric, compileMetric } from '../components/metric.ts'
import { testItem } from '../compilation/domain-table.ts'
import { keptBySegments } from '../segments/scope-mask.ts'

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
  readonly elements: readonly KeptElements[]
  readonly attribution: Attribution | undefined
}

/** A metric under segments of its own, which need not be those of the report. */
export async function compileOperand(
  seen: Compilation,
  spec: OperandSpec,
): Promise<CompiledOperand> {
  const c = beforeSegments(seen)
  const { period, path } = spec
  const segments = await keptBySegments(c, spec.segments, period, [...path, 'segments'])
  const items = { events: await itemsMask(c, spec.where, period, path), elements: [] }
  const within = keptByAll(c, [segments, items])
  const metric = await compileMetric(c, spec.metric, period, [...path, 'metric'], within)
  const mask = c.plan.and(period.mask, within.events)
  const attribution = spec.attribution ?? metric.attribution
  return { spec, metric, mask, elements: within.elements, attribution }
}

/** An operand on fewer events and elements: those of a breakdown's parents, of a row's segment. */
export function limitOperand(
  c: Compilation,
  operand: CompiledOperand,
  kept: Kept,
): CompiledOperand {
  const { metric, mask, elements } = operand
  const both = keptByAll(c, [{ events: mask, elements }, kept])
  const measured = keepElementsOf(c, metric.measured, kept.elements)
  return { ...operand, metric: { ...metric, measured }, mask: both.events, elements: both.elements }
}

/** What the parents of a breakdown keep: events, and of an item of a list the elements that are it (§3.12). */
export async function keptByItems(
  c: Compilation,
  items: readonly ItemTouch[],
  period: Period,
): Promise<Kept> {
  const kept: Kept[] = []
  for (const { dimension, item } of items) {
    const { value } = await compileDimension(c, dimension, period, ['where'])
    kept.push(elementsThatPass(c, value, testItem(c, value, item)))
  }
  return keptByAll(c, kept)
}

/**
 * Events that have all of the items: the parents of a breakdown, the items above a column. Days and
 * the like are known in `timePeriod`.
 */
export async function itemsMask(
  c: Compilation,
  items: readonly ItemTouch[],
  period: Period,
  path: Path,
  timePeriod = period,
): Promise<MaskRef> {
  const masks: MaskRef[] = []
  for (const [index, { dimension, item }] of items.entries()) {
    const at = [...path, 'where', index, 'dimension']
    const isTime = isTimeDimension(dimension) && !c.view.dimensions.has(dimension)
    const { value } = await compileDimension(c, dimension, isTime ? timePeriod : period, at)
    masks.push(testItem(c, value, item))
  }
  return c.plan.and(...masks)
}

/** What a group report has to measure for an operand, on events that also are in `mask`. */
export function measureOf(
  c: Compilation,
  { metric }: CompiledOperand,
  mask: MaskRef,
  byElement: boolean,
): Measure {
  const { measured } = metric
  const where = c.plan.and(measured.mask, mask)
  if (measured.kind === 'count') return { measure: 'count', mask: where }
  if (measured.kind === 'distinct') return { measure: 'distinct', runs: measured.runs, mask: where }
  // A missing amount adds nothing, so events without one need no mask of their own.
  const isPlain = c.plan.isValueMask(measured.mask, measured.amount)
  const input = byElement && measured.elements ? measured.elements.ref : measured.amount
  return { measure: 'sum', input, mask: isPlain ? mask : where }
}
