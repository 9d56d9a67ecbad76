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
import { findCalculatedMetric } from '../../freeform/columns.ts'
import { compileOperand, chooseMeasure } from '../../freeform/operand.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import {
  anytimePValue,
  confidenceSequence,
  estimateLift,
  liftSequence,
  estimateMean,
  type Moments,
  pValueThreshold,
  estimateVariance,
} from '../../../statistics/experiment.ts'
import type { Domain } from '../../compilation/value.ts'
import type { Item } from '../../../model/result.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

/** Lift and anytime-valid confidence of an experiment's variants (§8.4). */
export const compileExperiment: CompileReport<ExperimentRequest, ExperimentResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const variant = await compilePlainDimension(c, request.variant, period, [...path, 'variant'])
  const { domain } = variant.value
  if (!domain.codeOf(request.control)) {
    throw neverIs(request.variant, request.control, itemsOf(domain), [...path, 'control'])
  }
  const measures = []
  for (const [index, metric] of request.metrics.entries()) {
    const at = [...path, 'metrics', index]
    refuseCalculated(c, request, metric, at)
    const { segments } = request
    const spec = { metric, segments, where: [], attribution: undefined, period, path: at }
    measures.push(chooseMeasure(c, await compileOperand(c, spec), null, false))
  }
  const aggregation = c.plan.aggregate({
    kind: 'unit-moments',
    key: variant.value.ref,
    size: variant.value.domain.size,
    compileExposure: c.plan.and(mask, await exposure(c, request, period, path)),
    carries: !isPersisted(variant),
    mask,
    runs: request.unit === 'event' ? null : addRuns(c, request.unit),
    measures,
  })
  return (partials) => {
    const partial = partials[aggregation] as UnitMomentsPartial
    if (partial.units.every((units) => units === 0)) c.warnings.add(shownToNobody(request))
    return resultOf(request, domain, partial, path)
  }
}

export const explainExperiment: ExplainReport<ExperimentRequest> = (c, request) => [
  ...describeScope(c, request),
  ...experimentWords(request),
]

/** Confidence is of sums per unit, which a formula over totals does not have. */
function refuseCalculated(
  c: Compilation,
  { unit }: ExperimentRequest,
  metric: string,
  path: Path,
): void {
  if (c.view.metrics.has(metric) || findCalculatedMetric(c, metric) === undefined) return
  const reason = `${metric} is calculated and has no sum per ${unit}; ask for the metrics of its formula`
  throw new ThroughlineError('request/impossible', { reason }, path)
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

function resultOf(
  request: ExperimentRequest,
  domain: Domain,
  partial: UnitMomentsPartial,
  path: Path,
) {
  const control = domain.codeOf(request.control)!
  const shown = [...partial.units.keys()].filter((code) => partial.units[code]! > 0)
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
    const momentsOf = (code: number): Moments => ({
      units: partial.units[code]!,
      sum: partial.sums[m]![code]!,
      squares: partial.squares[m]![code]!,
    })
    const base = momentsOf(control)
    const variants = [
      { ...described(base, request.control, request.alpha), ...controlFigures },
      ...others.map((code) => ({
        ...described(momentsOf(code), domain.item(code), request.alpha),
        ...compared(momentsOf(code), base, request.alpha),
      })),
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

const figure = (value: number): number | null => (Number.isFinite(value) ? value : null)

function described(moments: Moments, variant: Item, alpha: number) {
  const { lower, upper } = confidenceSequence(moments, alpha)
  return {
    variant,
    units: moments.units,
    sum: moments.sum,
    mean: figure(estimateMean(moments)),
    standardDeviation: figure(Math.sqrt(estimateVariance(moments))),
    lower: figure(lower),
    upper: figure(upper),
  }
}

function compared(moments: Moments, base: Moments, alpha: number) {
  const { lower, upper } = liftSequence(moments, base, alpha)
  const pValue = anytimePValue(moments, base)
  return {
    lift: figure(estimateLift(moments, base)),
    liftLower: figure(lower),
    liftUpper: figure(upper),
    confidence: figure(1 - pValue),
    pValue: figure(pValue),
    isControl: false,
  }
}

/** The best is the highest mean among the control and the variants that are surely different. */
function verdict(
  variants: readonly ExperimentVariant[],
  threshold: number,
): { readonly conclusive: boolean; readonly best: Item } {
  const sure = variants.filter(({ pValue }) => pValue !== null && pValue <= threshold)
  const contenders = [...variants.filter(({ isControl }) => isControl), ...sure]
  const best = contenders.reduce((a, b) => ((b.mean ?? -Infinity) > (a.mean ?? -Infinity) ? b : a))
  return { conclusive: sure.length > 0, best: best.units > 0 ? best.variant : null }
}

function experimentWords(request: ExperimentRequest): string[] {
  const units = { person: 'people', session: 'sessions', event: 'events' }[request.unit]
  return [
    `Counts ${units} by the ${request.variant} that their person was last shown; one that the data view persists lasts as long as that says.`,
    `A metric’s value is its sum over the events of a ${request.unit} from then on; variants are compared with ${request.control ?? 'no value'}.`,
    'Confidence is anytime-valid (asymptotic confidence sequences); with several variants the threshold is divided by their number (Bonferroni).',
  ]
}
