import type {
  GroupPartial,
  MaskRef,
  PartialResult,
  TouchPathsPartial,
} from '../../../engine/index.ts'
import type { Attribution } from '../../../model/attribution.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Path } from '../../../model/path.ts'
import { compileCredit, compileTouchPaths } from '../../attribution/compile.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { type CompiledMetric, compileMetric } from '../../components/metric.ts'
import type { Leaf } from '../../formula/index.ts'
import { listLeafSegments } from '../../freeform/leaf.ts'
import { selectBySegments } from '../../segments/scope-mask.ts'
import type { Item } from '../../../model/result.ts'
import type { AttributionRequest } from './request.ts'

/** What the metrics of a formula are credited alike. */
export interface Crediting {
  readonly row: CompiledDimension
  readonly models: readonly Attribution[]
  readonly period: Period
  /** The item whose credit is shown along time. */
  readonly trend: { readonly item: Item; readonly time: CompiledDimension } | null
}

/** One metric of a formula with its credit. */
export interface CreditedLeaf {
  readonly leaf: Leaf
  /** The metric's own total, whatever the models sum to. */
  total(partials: readonly PartialResult[]): number
  /** Per model the credit by code. */
  credit(partials: readonly PartialResult[]): readonly ReadonlyMap<number, number>[]
  /** Per model the credit along time. */
  trend(partials: readonly PartialResult[]): readonly GroupPartial[]
  sets(partials: readonly PartialResult[]): TouchPathsPartial
  sequences(partials: readonly PartialResult[]): TouchPathsPartial
}

/** Adds a metric's credit by each model. Errors at the path: request/impossible for what is no metric. */
export async function creditLeaf(
  c: Compilation,
  request: AttributionRequest,
  leaf: Leaf,
  { row, models, period, trend }: Crediting,
  path: Path,
): Promise<CreditedLeaf> {
  const at = [...path, 'metric']
  if (!('metric' in leaf.node)) {
    const reason = 'only metrics are credited, not the items of a dimension'
    throw new ThroughlineError('request/impossible', { reason }, at)
  }
  const segments = [...request.segments, ...listLeafSegments(leaf)]
  const selection = await selectBySegments(c, segments, period, [...at, 'segments'])
  const conversionMask = c.plan.and(period.mask, selection.events)
  const metric = await compileMetric(c, leaf.node.metric, period, at, selection)
  const common = { rows: [row], metric, period, conversionMask }
  const credits = models.map((attribution, index) =>
    compileCredit(c, { ...common, attribution, path: [...path, 'models', index] }),
  )
  const parents = trend ? [{ dimension: row, item: trend.item }] : []
  const alongTime = (trend ? models : []).map((attribution) =>
    compileCredit(c, { ...common, rows: [trend!.time], parents, attribution }),
  )
  const [attribution] = models
  const sets = compileTouchPaths(c, { ...common, attribution: attribution! }, 'set')
  const sequences = compileTouchPaths(c, { ...common, attribution: attribution! }, 'sequence')
  const total = compileTotal(c, metric, conversionMask, period)
  return {
    leaf,
    total: (partials) => (partials[total] as GroupPartial).values[0]![0] ?? 0,
    credit: (partials) => credits.map((place) => creditByCode(partials[place] as GroupPartial)),
    trend: (partials) => alongTime.map((place) => partials[place] as GroupPartial),
    sets: (partials) => partials[sets] as TouchPathsPartial,
    sequences: (partials) => partials[sequences] as TouchPathsPartial,
  }
}

function compileTotal(
  c: Compilation,
  { measured }: CompiledMetric,
  conversionMask: MaskRef,
  period: Period,
): number {
  const mask = c.plan.and(period.mask, measured.mask, conversionMask)
  const measure =
    measured.kind === 'sum'
      ? ({ measure: 'sum', input: measured.amount, mask } as const)
      : ({ measure: 'count', mask } as const)
  return c.plan.aggregate({
    kind: 'group',
    keys: [],
    sizes: [],
    lists: [],
    mask: null,
    measures: [measure],
  })
}

function creditByCode({ keys, values }: GroupPartial): Map<number, number> {
  const credit = new Map<number, number>()
  values[0]!.forEach((amount, group) => {
    if (amount !== 0) credit.set(keys ? keys[0]![group]! : group, amount)
  })
  return credit
}
