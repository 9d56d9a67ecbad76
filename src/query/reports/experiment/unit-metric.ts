import type { Measure, UnitMomentsPartial } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Path } from '../../../model/path.ts'
import type { JointMoments } from '../../../statistics/delta-method.ts'
import { linearize } from '../../../statistics/delta-method.ts'
import type { Moments } from '../../../statistics/experiment.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import {
  differentiate,
  type Expression,
  type Leaf,
  listOperands,
  whySpreadIsUnknown,
} from '../../formula/index.ts'
import type { ColumnPlan } from '../../freeform/columns.ts'
import { atLeaf } from '../../freeform/leaf-path.ts'
import { chooseMeasure, compileOperand } from '../../freeform/operand.ts'
import { planMetric } from '../parts/metric-figure.ts'
import { ListedOnce } from './listed-once.ts'
import type { ExperimentRequest } from './request.ts'

/** What is measured of each unit, for all metrics of a request; equal measures are one. */
export interface UnitMeasures {
  readonly measures: ListedOnce<Measure>
  readonly pairs: ListedOnce<Pair>
}

/** Two measures, the earlier one first. */
type Pair = readonly [number, number]

/** A metric as a formula over measures of units; a plain one is a formula of one leaf. */
export interface UnitMetric {
  readonly formula: Expression
  /** The measures of the formula, each once. */
  readonly measures: readonly number[]
  /** For each leaf its place among these. */
  readonly places: ReadonlyMap<Leaf, number>
}

/** Adds what a metric needs to `all`. Errors at the path: request/impossible, request/unknown-component. */
export async function compileUnitMetric(
  c: Compilation,
  scope: Pick<ExperimentRequest, 'segments'>,
  metric: string,
  period: Period,
  all: UnitMeasures,
  path: Path,
): Promise<UnitMetric> {
  const plan = await planMetric(c, metric, period, path)
  const { formula } = plan
  const unknown = whySpreadIsUnknown(formula)
  if (unknown !== undefined) {
    const reason = `${metric} has no confidence: ${unknown}`
    throw new ThroughlineError('request/impossible', { reason }, path)
  }
  const measures = new ListedOnce<number>()
  const places = new Map<Leaf, number>()
  for (const leaf of listOperands(formula)) {
    const measure = await measureLeaf(c, { plan, scope, leaf }, period)
    places.set(leaf, measures.add(all.measures.add(measure)))
  }
  for (const [at, a] of measures.items.entries()) {
    for (const b of measures.items.slice(at + 1)) all.pairs.add(sortPair(a, b))
  }
  return { formula, measures: measures.items, places }
}

interface PlannedLeaf {
  readonly plan: ColumnPlan
  readonly scope: Pick<ExperimentRequest, 'segments'>
  readonly leaf: Leaf
}

async function measureLeaf(c: Compilation, planned: PlannedLeaf, period: Period): Promise<Measure> {
  const { plan, scope, leaf } = planned
  if (!('metric' in leaf.node)) throw new Error('a dimension has no measure per unit')
  const spec = {
    metric: leaf.node.metric,
    segments: [...scope.segments, ...leaf.segments],
    where: [],
    attribution: undefined,
    period,
    path: plan.path,
  }
  const operand = await atLeaf(planned, () => compileOperand(c, spec))
  return chooseMeasure(c, operand, leaf.segments.length === 0 ? null : operand.mask, false)
}

const sortPair = (a: number, b: number): Pair => (a < b ? [a, b] : [b, a])

/** A metric in one variant: the formula on the totals, and moments of the formula on means per unit. */
export interface VariantFigures extends Moments {
  readonly total: number
}

/** NaN where the formula is undefined. */
export function readVariant(
  { formula, measures, places }: UnitMetric,
  { pairs }: UnitMeasures,
  partial: UnitMomentsPartial,
  code: number,
): VariantFigures {
  const joint = readJointMoments(measures, pairs, partial, code)
  const { units, sums } = joint
  if (formula.kind === 'leaf') {
    return { units, sum: sums[0]!, squares: joint.productOf(0, 0), total: sums[0]! }
  }
  const on = (values: readonly number[]) =>
    differentiate(formula, (leaf) => places.get(leaf)!, values)
  const { value, slopes } = on(sums.map((sum) => sum / units))
  return { ...linearize(joint, value, slopes), total: on(sums).value }
}

function readJointMoments(
  measures: readonly number[],
  pairs: UnitMeasures['pairs'],
  { units, sums, squares, products }: UnitMomentsPartial,
  code: number,
): JointMoments {
  return {
    units: units[code]!,
    sums: measures.map((measure) => sums[measure]![code]!),
    productOf(a, b) {
      if (a === b) return squares[measures[a]!]![code]!
      return products[pairs.placeOf(sortPair(measures[a]!, measures[b]!))!]![code]!
    },
  }
}
