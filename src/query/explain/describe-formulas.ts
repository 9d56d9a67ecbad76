import { findFormulaReferences } from '../../model/formula.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { describeFormula, readFormula } from '../formula/index.ts'
import { namesIn } from '../segments/describe.ts'

/** Where requests name metrics. */
const METRIC_KEYS = /^(metrics?|secondaryMetric)$/

/** A sentence per calculated metric that a request names, or that one of these is made of. */
export function describeFormulas(c: Compilation, request: object): readonly string[] {
  const names = namesIn(c)
  const known = new Map<string, string>()
  const visit = (id: string): void => {
    const found = c.view.metrics.has(id) ? undefined : c.definitions.calculatedMetric(id)
    if (found === undefined || known.has(id)) return
    known.set(
      id,
      `The calculated metric ${names.metric(id)} is ${describeFormula(found.formula, names)}.`,
    )
    for (const { kind, id: used } of findFormulaReferences(readFormula(found.formula))) {
      if (kind === 'calculated-metric') visit(used)
    }
  }
  listMetrics(request).forEach(visit)
  return [...known.values()]
}

/** The texts under the keys of metrics, wherever they stand. */
function listMetrics(value: unknown, isMetric = false): string[] {
  if (typeof value === 'string') return isMetric ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each) => listMetrics(each, isMetric))
  return Object.entries(value).flatMap(([key, inner]) => listMetrics(inner, METRIC_KEYS.test(key)))
}
