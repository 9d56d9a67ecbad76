import type { Formula } from '../../model/formula.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { compileMetric } from '../components/metric.ts'
import { printFormula, readFormula } from '../formula/index.ts'
import { findCalculatedMetric } from '../freeform/columns.ts'
import { compileStandardMetric } from '../standard/list-metrics.ts'
import type { TableCell } from '../reports/parts/table-cell.ts'

/** What a number is made of, and so what its difference can be split into. */
export type Nature =
  | { readonly kind: 'people' }
  /** Counted events, sessions, orders: so many per person. */
  | { readonly kind: 'count'; readonly name: string }
  /** Amounts: so many events (or sessions, for time) per person, so much on each. */
  | {
      readonly kind: 'sum'
      readonly metric: string
      readonly name: string
      readonly per: 'event' | 'session'
    }
  | { readonly kind: 'ratio'; readonly numerator: Formula; readonly denominator: Formula }
  /** Sums and differences of metrics. */
  | { readonly kind: 'linear' }
  /** Nothing that parts would add up to. */
  | { readonly kind: 'whole' }

/** What a cell's metric or formula is. Errors: those of its definition. */
export async function findNature(c: Compilation, { column }: TableCell): Promise<Nature> {
  const formula = unfold(c, readFormula(column.formula ?? { metric: column.metric! }))
  if (typeof formula === 'object' && 'metric' in formula && formula.total !== true) {
    return natureOfMetric(c, formula.metric)
  }
  if (isRatio(formula)) {
    const [numerator, denominator] = formula.args.map((arg) => under(arg, formula.segments))
    return { kind: 'ratio', numerator: numerator!, denominator: denominator! }
  }
  return { kind: isLinear(c, formula) ? 'linear' : 'whole' }
}

async function natureOfMetric(c: Compilation, id: string): Promise<Nature> {
  const { plan } = c
  const before = plan.aggregationCount
  const { measured, name } = await compileMetric(c, id, resolvePeriod(c, undefined))
  plan.dropAggregations(before)
  if (id === 'people') return { kind: 'people' }
  if (measured.kind !== 'sum' || counts(c, id)) return { kind: 'count', name }
  const isStandard = !c.view.metrics.has(id)
  return { kind: 'sum', metric: id, name, per: isStandard ? 'session' : 'event' }
}

/** Elements of lists are counted as sums of ones. */
const counts = (c: Compilation, id: string): boolean =>
  c.view.metrics.get(id)?.count === 'instances'

/** Calculated metrics written out until something else is found. */
function unfold(c: Compilation, formula: Formula): Formula {
  if (typeof formula === 'number' || !('metric' in formula)) return formula
  const { metric, segments } = formula
  const isMetric = c.view.metrics.has(metric) || compileStandardMetric(c, metric) !== undefined
  const found = isMetric ? undefined : findCalculatedMetric(c, metric)
  if (found === undefined) return formula
  return unfold(c, under(readFormula(found.formula), segments))
}

function under(formula: Formula, segments: FormulaSegments): Formula {
  if (segments === undefined || segments.length === 0) return formula
  return { op: '+', args: [formula], segments }
}

type Operation = Extract<Formula, { readonly op: unknown }>
type FormulaSegments = Operation['segments']

const isOperation = (formula: Formula): formula is Operation =>
  typeof formula === 'object' && 'op' in formula

const isRatio = (formula: Formula): formula is Operation =>
  isOperation(formula) &&
  formula.op === '/' &&
  formula.args.length === 2 &&
  readNumber(formula.args[1]!) === undefined

/** Whether a formula of sums is the sum of the formulas of their parts. */
function isLinear(c: Compilation, written: Formula): boolean {
  const formula = unfold(c, written)
  if (typeof formula === 'object' && 'metric' in formula) return formula.total !== true
  if (!isOperation(formula)) return false
  const { op, args } = formula
  if (op === '+' || op === '-') return args.every((arg) => isLinear(c, arg))
  const numbers = args.filter((arg) => readNumber(arg) !== undefined)
  if (op === '*') {
    return numbers.length === args.length - 1 && args.some((arg) => isLinear(c, arg))
  }
  return op === '/' && numbers.length === args.length - 1 && isLinear(c, args[0]!)
}

function readNumber(formula: Formula): number | undefined {
  if (typeof formula === 'number') return formula
  return 'number' in formula ? formula.number : undefined
}

/** A formula as people call it. */
export function nameFormula(c: Compilation, formula: Formula): string {
  if (typeof formula === 'number' || !('metric' in formula)) return printFormula(formula)
  const { metric } = formula
  const standard = compileStandardMetric(c, metric)?.label
  return c.view.metrics.get(metric)?.name ?? standard ?? metric
}
