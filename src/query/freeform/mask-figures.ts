import type { MaskRef, Partial } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation, Period } from '../compilation.ts'
import { evaluateFormula, type Leaf, type Operand, operandsOf } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'
import { compileOperand, measureOf } from './operand.ts'
import { leafSegments } from './table.ts'
import { figureOf, noKeys, type Place, type Tally } from './tally.ts'

interface MaskScope {
  readonly segments: readonly SegmentRef[]
  readonly period: Period
}

/**
 * A column's figure on the events of each mask, one row per mask, and in total over the scope. The
 * tally is to be settled before the run.
 */
export async function placeOnMasks(
  c: Compilation,
  tally: Tally,
  plan: ColumnPlan,
  { segments, period }: MaskScope,
  masks: readonly MaskRef[],
): Promise<(partials: readonly Partial[]) => Operand> {
  const places = new Map<Leaf, { rows: Place[]; total: Place }>()
  for (const leaf of operandsOf(plan.formula)) {
    const spec = {
      metric: metricOf(leaf, plan),
      segments: [...segments, ...leafSegments(leaf)],
      where: [],
      attribution: undefined,
      period,
      path: plan.path,
    }
    const operand = await compileOperand(c, spec)
    const place = (mask: MaskRef) =>
      tally.add(noKeys, measureOf(c, operand, c.plan.and(operand.mask, mask), false))
    places.set(leaf, { rows: masks.map(place), total: place(null) })
  }
  return (partials) => {
    const figures = (leaf: Leaf): Operand => {
      const { rows, total } = places.get(leaf)!
      const all = figureOf(partials, total)
      const found = Float64Array.from(rows, (place) => figureOf(partials, place))
      return { rows: found, total: all, filteredTotal: all }
    }
    return evaluateFormula(plan.formula, figures, masks.length)
  }
}

function metricOf({ node }: Leaf, plan: ColumnPlan): string {
  if ('metric' in node) return node.metric
  const reason = 'approximate-count-distinct needs rows of a dimension'
  throw new ThroughlineError('request/impossible', { reason }, plan.path)
}
