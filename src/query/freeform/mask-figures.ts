import type { MaskRef, PartialResult } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import {
  evaluateFormula,
  type Leaf,
  type Operand,
  listOperands,
  listSquares,
} from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'
import { compileOperand } from './operand.ts'
import { placeFigure, type ReadFigure } from './single-figure.ts'
import { listLeafSegments } from './leaf.ts'
import type { Tally } from './tally.ts'

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
): Promise<(partials: readonly PartialResult[]) => Operand> {
  const places = new Map<Leaf, { rows: ReadFigure[]; total: ReadFigure }>()
  for (const leaf of [...listOperands(plan.formula), ...listSquares(plan.formula)]) {
    const spec = {
      metric: metricOf(leaf, plan),
      segments: [...segments, ...listLeafSegments(leaf)],
      where: [],
      attribution: undefined,
      period,
      path: plan.path,
    }
    const operand = await compileOperand(c, spec)
    const place = (mask: MaskRef): ReadFigure =>
      placeFigure(c, tally, leaf, { ...operand, mask: c.plan.and(operand.mask, mask) })
    places.set(leaf, { rows: masks.map(place), total: place(null) })
  }
  return (partials) => {
    const figures = (leaf: Leaf): Operand => {
      const { rows, total } = places.get(leaf)!
      const all = total(partials)
      const found = Float64Array.from(rows, (read) => read(partials))
      return { rows: found, total: all, filteredTotal: all }
    }
    return evaluateFormula(plan.formula, figures, masks.length, figures)
  }
}

function metricOf({ node }: Leaf, plan: ColumnPlan): string {
  if ('metric' in node) return node.metric
  const reason = 'approximate-count-distinct needs rows of a dimension'
  throw new ThroughlineError('request/impossible', { reason }, plan.path)
}
