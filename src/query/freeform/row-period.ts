import type { Attribution } from '../../model/attribution.ts'
import { touchPeriod } from '../attribution/compile.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { listOperands } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'

/**
 * The period that a column's rows of time are cut over: with attribution it reaches back to the
 * earliest touchpoint, whose day is a row too (§7.3).
 */
export function chooseRowPeriod(
  c: Compilation,
  columns: readonly ColumnPlan[],
  period: Period,
): Period {
  return columns
    .flatMap((column) => attributionsOf(c, column))
    .map((attribution) => touchPeriod(c, period, attribution))
    .reduce((a, b) => (b.start < a.start ? b : a), period)
}

function attributionsOf(c: Compilation, { formula, request }: ColumnPlan): Attribution[] {
  return listOperands(formula).flatMap(({ node }) => {
    if (!('metric' in node)) return []
    const own = c.view.metrics.get(node.metric)?.attribution
    return node.attribution ?? request.attribution ?? own ?? []
  })
}
