import type { Attribution } from '../../../model/attribution.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Path } from '../../../model/path.ts'
import { touchPeriod } from '../../attribution/compile.ts'
import {
  describeMissingSetting,
  readModel,
  readModelName,
  findNeededSetting,
} from '../../attribution/model.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { codeOfSubject } from '../../compilation/unmatched.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { listOperands, listSquares } from '../../formula/index.ts'
import { atLeaf } from '../../freeform/leaf-path.ts'
import { planMetric } from '../parts/metric-figure.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { type CreditedLeaf, type Crediting, creditLeaf } from './credited-leaf.ts'
import { readOverlap, readPaths, readRows, readTrend } from './figures.ts'
import type { AttributionRequest, AttributionResult } from './request.ts'
import { describeAttribution } from '../../attribution/describe.ts'
import { namesIn } from '../../segments/describe.ts'

/** How many items the overlap is about. */
const OVERLAPPING = 3

/**
 * A metric by a dimension under several models side by side, with what led to it (§7.6). Of a calculated
 * metric each metric is credited by itself, and the formula is that of the credits.
 */
export const compileAttribution: CompileReport<AttributionRequest, AttributionResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const models = readModels(request, path)
  const plan = await planMetric(c, request.metric, period, [...path, 'metric'])
  if (listSquares(plan.formula).length > 0) {
    const reason = 'functions of experiments have no credit'
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'metric'])
  }
  const around = models
    .map((model) => touchPeriod(c, period, model))
    .reduce((a, b) => (b.start < a.start ? b : a))
  const row = await compileDimension(c, request.dimension, around, [...path, 'dimension'])
  const trend = await compileTrend(c, request, row, around, path)
  const leaves: CreditedLeaf[] = []
  for (const leaf of listOperands(plan.formula)) {
    const crediting = { row, models, period, trend }
    const place = { plan, leaf, scope: request }
    leaves.push(await atLeaf(place, () => creditLeaf(c, request, leaf, crediting, path)))
  }
  return (partials) => {
    const credited = { formula: plan.formula, leaves, partials }
    const { rows, total } = readRows(credited, row, models.length, request.limit)
    const top = rows.flatMap(({ item }) => (item === null ? [] : [item])).slice(0, OVERLAPPING)
    const { domain } = row.instances
    return {
      models: models.map(({ model }) => model),
      rows,
      total,
      overlap: readOverlap(credited, domain, top),
      paths: readPaths(credited, domain, request.limit),
      ...(trend && { trend: readTrend(credited, trend, models.length) }),
    }
  }
}

export const explainAttribution: ExplainReport<AttributionRequest> = (c, request) => {
  const models = readModels(request, []).map(describeAttribution)
  const names = namesIn(c)
  return [
    ...describeScope(c, request),
    `Credits ${names.metric(request.metric)} to ${names.dimension(request.dimension)} by ${models.join('; ')}.`,
    'Segments take away conversions, not touchpoints.',
  ]
}

/** Errors: request/invalid for unknown models and those without a setting that they need. */
export function readModels(request: AttributionRequest, path: Path): readonly Attribution[] {
  const { container, lookback } = request
  return request.models.map((model, index) => {
    const place = [...path, 'models', index]
    if (typeof model !== 'string') {
      readModel(model, place)
      return model
    }
    const needed = findNeededSetting(readModelName(model, place, 'request/invalid'))
    if (needed !== undefined) throw describeMissingSetting(model, needed, place)
    return { model, container, ...(lookback === undefined ? {} : { lookback }) }
  })
}

/** Errors: request/impossible for no value. */
async function compileTrend(
  c: Compilation,
  { trend }: AttributionRequest,
  row: CompiledDimension,
  around: Period,
  path: Path,
): Promise<Crediting['trend']> {
  if (trend === undefined) return null
  const { domain } = row.instances
  codeOfSubject(c, row.id, domain, trend.item, [...path, 'trend', 'item'])
  const time = await compileDimension(c, trend.interval, around, [...path, 'trend', 'interval'])
  return { item: trend.item, time }
}
