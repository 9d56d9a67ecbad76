import type { MaskRef, NodeRef } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { addPersons, type Compilation, type Period } from '../../compilation/compilation.ts'
import { compileMetric } from '../../components/metric.ts'
import { numberOperatorDefinitions } from '../../operators/number-operators.ts'
import { compileTouch } from '../../segments/touch.ts'
import { compileFigureIn } from '../parts/figure-in-container.ts'
import type { CohortCriterion, CohortTotal } from './request.ts'

interface Within {
  readonly mask: MaskRef
  readonly period: Period
  /** The code of each event's period. */
  readonly parts: NodeRef
}

/** The events that count for a criterion: of persons and periods whose totals meet it, too. */
export async function compileCohortCriterion(
  c: Compilation,
  { where, atLeast, total = [] }: CohortCriterion,
  within: Within,
  path: Path,
): Promise<{ readonly mask: MaskRef; readonly atLeast: number }> {
  const touched =
    where === undefined ? null : await compileTouch(c, where, within.period, [...path, 'where'])
  const mask = c.plan.and(within.mask, touched)
  const masks: MaskRef[] = [mask]
  for (const [index, each] of [total].flat().entries()) {
    const at = Array.isArray(total) ? [...path, 'total', index] : [...path, 'total']
    masks.push(await compileTotal(c, each, { ...within, mask }, at))
  }
  return { mask: c.plan.and(...masks), atLeast }
}

/** All events of the persons and periods in which a metric's sum passes. */
async function compileTotal(
  c: Compilation,
  { metric, op, value }: CohortTotal,
  { mask, period, parts }: Within,
  path: Path,
): Promise<MaskRef> {
  const at = [...path, 'metric']
  const compiled = await compileMetric(c, metric, period, at)
  const runs = c.plan.add({ op: 'cut-by', runs: addPersons(c), key: parts })
  const input = compileFigureIn(c, compiled, mask, { runs, cut: parts }, at)
  return c.plan.add({ op: 'compare', input, comparison: op, value })
}

/** `with revenue that is at least 100`, or nothing. */
export function describeTotals({ total = [] }: CohortCriterion): string {
  const each = [total].flat().map(({ metric, op, value }) => {
    return `${metric} ${numberOperatorDefinitions[op].label} ${value}`
  })
  return each.length === 0 ? '' : ` where ${each.join(' and ')} over the person’s events of it`
}
