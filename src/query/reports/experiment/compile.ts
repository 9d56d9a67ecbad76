import type { NodeRef, UnitMomentsPartial } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { sayAllowed } from '../../../model/nearest.ts'
import type {
  ExperimentMetric,
  ExperimentRequest,
  ExperimentResult,
  ExperimentVariant,
} from './request.ts'
import { type Compilation, type Period, addRuns } from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { pValueThreshold } from '../../../statistics/experiment.ts'
import type { Domain } from '../../compilation/value.ts'
import type { Item } from '../../../model/result.ts'
import type { CompileReport } from '../report.ts'
import { compareUnits, describeUnits, figure } from './compare-units.ts'
import { ListedOnce } from './listed-once.ts'
import {
  compileUnitMetric,
  readVariant,
  type UnitMeasures,
  type UnitMetric,
  type VariantFigures,
} from './unit-metric.ts'

/** Lift and anytime-valid confidence of an experiment's variants (§8.4). */
export const compileExperiment: CompileReport<ExperimentRequest, ExperimentResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const shown = await exposure(c, request, period, path)
  const variant = await compilePlainDimension(c, request.variant, period, [...path, 'variant'])
  const { domain } = variant.value
  if (!domain.codeOf(request.control)) {
    throw neverIs(request.variant, request.control, itemsOf(domain), [...path, 'control'])
  }
  const measured: UnitMeasures = { measures: new ListedOnce(), pairs: new ListedOnce() }
  const metrics: UnitMetric[] = []
  for (const [index, metric] of request.metrics.entries()) {
    const at = [...path, 'metrics', index]
    metrics.push(await compileUnitMetric(c, request, metric, period, measured, at))
  }
  const aggregation = c.plan.aggregate({
    kind: 'unit-moments',
    key: variant.value.ref,
    size: variant.value.domain.size,
    compileExposure: c.plan.and(mask, shown),
    carries: !isPersisted(variant),
    mask,
    runs: request.unit === 'event' ? null : addRuns(c, request.unit),
    measures: measured.measures.items,
    pairs: measured.pairs.items,
  })
  return (partials) => {
    const partial = partials[aggregation] as UnitMomentsPartial
    if (partial.units.every((units) => units === 0)) c.warnings.add(shownToNobody(request))
    const read: ReadVariant = (metric, code) =>
      readVariant(metrics[metric]!, measured, partial, code)
    return resultOf(request, domain, partial.units, read, path)
  }
}

/** A variant that the data view persists lasts as long as that says; others until the next one. */
const isPersisted = ({ value, instances }: CompiledDimension): boolean =>
  value.ref !== instances.ref

export async function compilePlainDimension(
  c: Compilation,
  id: string,
  period: Period,
  path: Path,
): Promise<CompiledDimension> {
  const dimension = await compileDimension(c, id, period, path)
  if (!dimension.value.isList) return dimension
  const reason = `${id} can have several values on an event`
  throw new ThroughlineError('request/impossible', { reason }, path)
}

/** The events on which a person is shown the experiment. */
export async function exposure(
  c: Compilation,
  request: ExperimentRequest,
  period: Period,
  path: Path,
): Promise<NodeRef | null> {
  const dimension = await compilePlainDimension(c, request.experiment, period, [
    ...path,
    'experiment',
  ])
  const { value } = dimension
  if (request.item !== undefined) {
    if (value.domain.codeOf(request.item)) return testItem(c, value, request.item)
    throw neverIs(request.experiment, request.item, itemsOf(value.domain), [...path, 'item'])
  }
  if (value.domain.size <= 2) return c.plan.add({ op: 'has', input: value.ref })
  const items = itemsOf(value.domain)
  const reason = `there are several experiments${sayAllowed('', items)}`
  throw new ThroughlineError('request/impossible', { reason }, [...path, 'item'])
}

/** An item that does not occur, with the nearest that do. */
function neverIs(
  dimension: string,
  given: Item,
  items: readonly Item[],
  path: Path,
): ThroughlineError {
  const reason = `${dimension} never is ${JSON.stringify(given)}${sayAllowed(given, items)}`
  return new ThroughlineError('request/impossible', { reason }, path)
}

const shownToNobody = ({ experiment, item, variant }: ExperimentRequest): string =>
  `nobody was shown a ${variant} of ${experiment}${item === undefined ? '' : ` ${item}`} in the range`

const itemsOf = (domain: Domain): readonly Item[] =>
  Array.from({ length: domain.size - 1 }, (_, i) => domain.item(i + 1))

type ReadVariant = (metric: number, code: number) => VariantFigures

function resultOf(
  request: ExperimentRequest,
  domain: Domain,
  units: Float64Array,
  read: ReadVariant,
  path: Path,
) {
  const control = domain.codeOf(request.control)!
  const shown = [...units.keys()].filter((code) => units[code]! > 0)
  if (shown.length > 0 && !shown.includes(control)) {
    const among = shown.filter((code) => code !== 0).map((code) => domain.item(code))
    throw neverIs(`among those shown ${request.variant}`, request.control, among, [
      ...path,
      'control',
    ])
  }
  const others = shown.filter((code) => code !== control)
  const threshold = pValueThreshold(request.alpha, others.length + 1)
  const metrics = request.metrics.map((metric, m): ExperimentMetric => {
    const base = read(m, control)
    const variants = [
      { ...described(base, request.control, request.alpha), ...controlFigures },
      ...others.map((code) => {
        const figures = read(m, code)
        return {
          ...described(figures, domain.item(code), request.alpha),
          ...compareUnits(figures, base, request.alpha),
          isControl: false,
        }
      }),
    ]
    return { metric, variants, ...verdict(variants, threshold) }
  })
  return { metrics, threshold }
}

const controlFigures = {
  lift: null,
  liftLower: null,
  liftUpper: null,
  confidence: null,
  pValue: null,
  isControl: true,
} as const

const described = (moments: VariantFigures, variant: Item, alpha: number) => ({
  variant,
  units: moments.units,
  sum: figure(moments.total),
  ...describeUnits(moments, alpha),
})

/** The best is the highest mean among the control and the variants that are surely different. */
function verdict(
  variants: readonly ExperimentVariant[],
  threshold: number,
): { readonly conclusive: boolean; readonly best: Item } {
  const sure = variants.filter(({ pValue }) => pValue !== null && pValue <= threshold)
  const contenders = [...variants.filter(({ isControl }) => isControl), ...sure]
  const best = contenders.reduce((a, b) => ((b.mean ?? -Infinity) > (a.mean ?? -Infinity) ? b : a))
  return { conclusive: sure.length > 0, best: best.mean === null ? null : best.variant }
}
