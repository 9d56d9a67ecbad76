import type {
  GroupPartial,
  MaskRef,
  PartialResult,
  TouchPathsPartial,
} from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import type { Attribution } from '../../../model/attribution.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { show } from '../../../model/show.ts'
import { sayNearestItems } from '../../compilation/unmatched.ts'
import type { AttributionRequest, AttributionResult } from './request.ts'
import {
  compileCredit,
  compileTouchPaths,
  type CreditRequest,
  touchPeriod,
} from '../../attribution/compile.ts'
import {
  describeMissingSetting,
  readModel,
  readModelName,
  findNeededSetting,
} from '../../attribution/model.ts'
import { compareItems } from '../../compilation/item-order.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { describeItem } from '../../components/describe-item.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { type CompiledMetric, compileMetric } from '../../components/metric.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { selectBySegments } from '../../segments/scope-mask.ts'
import type { Domain } from '../../compilation/value.ts'
import type { Item } from '../../../model/result.ts'
import { gridSpace } from '../parts/figure-over-time.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Result = Unmeasured<AttributionResult>

/** How many items the overlap is about. */
const OVERLAPPING = 3

/** A metric by a dimension under several models side by side, with what led to it (§7.6). */
export const compileAttribution: CompileReport<AttributionRequest, AttributionResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const models = readModels(request, path)
  const selection = await selectBySegments(c, request.segments, period, [...path, 'segments'])
  const conversionMask = c.plan.and(period.mask, selection.events)
  const metric = await compileMetric(c, request.metric, period, [...path, 'metric'], selection)
  const around = models
    .map((model) => touchPeriod(c, period, model))
    .reduce((a, b) => (b.start < a.start ? b : a))
  const row = await compileDimension(c, request.dimension, around, [...path, 'dimension'])
  const common = { rows: [row], metric, period, conversionMask }
  const credits: number[] = []
  for (const [index, model] of models.entries()) {
    const at = [...path, 'models', index]
    credits.push(compileCredit(c, { ...common, attribution: model, path: at }))
  }
  const [first] = models
  const sets = compileTouchPaths(c, { ...common, attribution: first! }, 'set')
  const sequences = compileTouchPaths(c, { ...common, attribution: first! }, 'sequence')
  const trend = await compileTrend(c, request, { ...common, around, models }, path)
  const total = compileTotal(c, metric, conversionMask, period)
  return (partials) => {
    const rows = rowsOf(credits, partials, row, request.limit)
    const top = rows.flatMap(({ item }) => (item === null ? [] : [item])).slice(0, OVERLAPPING)
    const { domain } = row.instances
    return {
      models: models.map(({ model }) => model),
      rows,
      total: (partials[total] as GroupPartial).values[0]![0] ?? 0,
      overlap: overlapOf(partials[sets] as TouchPathsPartial, domain, top),
      paths: pathsOf(partials[sequences] as TouchPathsPartial, domain, request.limit),
      ...(trend && { trend: trend(partials) }),
    }
  }
}

export const explainAttribution: ExplainReport<AttributionRequest> = (c, request) => {
  const names = readModels(request, []).map(
    ({ model, container }) => `${model} within the ${container}`,
  )
  return [
    ...describeScope(c, request),
    `Credits ${request.metric} to ${request.dimension} by ${names.join(', ')}.`,
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

/** The metric's own total, whatever the models sum to. */
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

interface Credited extends Omit<CreditRequest, 'attribution' | 'path'> {
  readonly around: Period
  readonly models: readonly Attribution[]
}

/** The credit of one item along time, from the earliest touchpoint's interval on; null if not asked for. */
async function compileTrend(
  c: Compilation,
  { trend }: AttributionRequest,
  { around, models, rows: [row], ...common }: Credited,
  path: Path,
): Promise<((partials: readonly PartialResult[]) => NonNullable<Result['trend']>) | null> {
  if (trend === undefined) return null
  const { domain } = row!.instances
  const code = domain.codeOf(trend.item)
  if (!code) {
    const reason = `${row!.id} never is ${show(trend.item)}${sayNearestItems(trend.item, domain)}`
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'trend', 'item'])
  }
  const time = await compileDimension(c, trend.interval, around, [...path, 'trend', 'interval'])
  const parents = [{ dimension: row!, item: trend.item }]
  const aggregations = models.map((attribution) =>
    compileCredit(c, { ...common, rows: [time], parents, attribution }),
  )
  const { size, item } = time.value.domain
  const times = Array.from({ length: size - 1 }, (_, index) => index + 1)
  const space = gridSpace([times], [time])
  return (partials) => {
    const columns = aggregations.map((aggregation) =>
      space.spread(partials[aggregation] as GroupPartial, 0),
    )
    return times.map((at, index) => ({
      interval: String(item(at)),
      values: columns.map((column) => column[index]!),
    }))
  }
}

function rowsOf(
  credits: readonly number[],
  partials: readonly PartialResult[],
  dimension: CompiledDimension,
  limit: number,
): Result['rows'] {
  const { instances, noValue } = dimension
  const columns = credits.map((aggregation) => creditByCode(partials[aggregation] as GroupPartial))
  const codes = [...new Set(columns.flatMap((column) => [...column.keys()]))]
  const rows = codes.map((code) => ({
    item: instances.domain.item(code),
    ...describeItem(dimension, code),
    values: columns.map((column) => column.get(code) ?? 0),
  }))
  rows.sort((a, b) => b.values[0]! - a.values[0]! || compareItems(a.item, b.item))
  return rows.filter(({ item }) => item !== null || noValue.isShown).slice(0, limit)
}

function creditByCode({ keys, values }: GroupPartial): Map<number, number> {
  const credit = new Map<number, number>()
  values[0]!.forEach((amount, group) => {
    if (amount !== 0) credit.set(keys ? keys[0]![group]! : group, amount)
  })
  return credit
}

/** For each combination of items, the conversions that all of them touched. */
function overlapOf(
  sets: TouchPathsPartial,
  domain: Domain,
  items: readonly Item[],
): Result['overlap'] {
  const codes = items.map((item) => domain.codeOf(item)!)
  const combinations = Array.from({ length: 2 ** items.length - 1 }, (_, index) => index + 1)
  return combinations.map((bits) => {
    const chosen = codes.filter((_, i) => bits & (1 << i))
    let value = 0
    eachPath(sets, (path, p) => {
      if (chosen.every((code) => path.includes(code))) value += sets.amounts[p]!
    })
    return { items: items.filter((_, i) => bits & (1 << i)), value }
  })
}

function pathsOf(sequences: TouchPathsPartial, domain: Domain, limit: number): Result['paths'] {
  const paths: Result['paths'] = []
  eachPath(sequences, (path, p) => {
    const items = Array.from(path, (code) => domain.item(code))
    paths.push({ items, conversions: sequences.conversions[p]!, value: sequences.amounts[p]! })
  })
  const name = ({ items }: Result['paths'][number]) => items.join('\n')
  paths.sort((a, b) => b.conversions - a.conversions || (name(a) < name(b) ? -1 : 1))
  return paths.slice(0, limit)
}

function eachPath(
  { offsets, codes, conversions }: TouchPathsPartial,
  visit: (path: Uint32Array, index: number) => void,
): void {
  for (let p = 0; p < conversions.length; p++) {
    visit(codes.subarray(offsets[p], offsets[p + 1]), p)
  }
}
