import { namesIn } from '../../segments/describe.ts'
import type { FalloutPartial, NodeRef, Durations } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import { type Duration, toMilliseconds } from '../../../model/duration.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import {
  type FalloutRequest,
  type FalloutResult,
  type FalloutStepResult,
  withRules,
} from './request.ts'
import {
  type Compilation,
  everything,
  type Period,
  addRuns,
} from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { narrowSelection } from '../../components/selections.ts'
import { compareCodes } from '../../compilation/item-order.ts'
import { readFigure, noKeys, type FigurePlace, Tally } from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileSegmentMasks } from '../../segments/compile.ts'
import { findMedianDuration } from './median-duration.ts'
import { isCalendarDuration, shiftTimes } from '../../compilation/shifted-times.ts'
import { compileTouches, touchName } from '../../segments/touch.ts'
import type { Item } from '../../../model/result.ts'
import { falloutRule } from './rule.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Series = Unmeasured<FalloutResult>['series'][number]

/** How many containers come to each step of a path (§8.5). */
export const compileFallout: CompileReport<FalloutRequest, FalloutResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const names = namesIn(c)
  const tally = new Tally(c)
  const places = await placeSeries(c, tally, { request, name: null, period, path })
  for (const [index, rules] of request.compareRules.entries()) {
    const other = withRules(request, rules)
    const { name } = rules
    const at = [...path, 'compareRules', index]
    places.push(...(await placeSeries(c, tally, { request: other, name, period, path: at })))
  }
  tally.settle()
  return (partials) => ({
    series: places.flatMap((place) => {
      const partial = partials[place.aggregation] as FalloutPartial
      const rule =
        place.ruleName === null
          ? {}
          : { ruleName: place.ruleName, rule: falloutRule(place.request, names) }
      const found = seriesOf(place, partial, readFigure(partials, place.total))
      return found.map((one) => ({ ...one, ...rule }))
    }),
    rule: falloutRule(request, names),
  })
}

export const explainFallout: ExplainReport<FalloutRequest> = (c, request) => [
  ...describeScope(c, request),
  falloutRule(request, namesIn(c)),
  ...request.compareRules.map(
    (rules) => `${rules.name}: ${falloutRule(withRules(request, rules), namesIn(c))}`,
  ),
]

interface Variant {
  readonly request: FalloutRequest
  /** Of the rules that it has instead of the request's own. */
  readonly name: string | null
  readonly period: Period
  readonly path: Path
}

/** One series, and one per segment that is compared. */
async function placeSeries(
  c: Compilation,
  tally: Tally,
  { request, name: ruleName, period, path }: Variant,
): Promise<SeriesPlace[]> {
  checkCombination(request, path)
  const segments: (SegmentRef | null)[] = [null, ...request.compare]
  const scope = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const places: SeriesPlace[] = []
  for (const [index, segment] of segments.entries()) {
    const own =
      segment === null
        ? everything
        : await compileSegmentMasks(c, segment, period, [...path, 'compare', index - 1])
    const { aggregation: shared, breakdown } = await compileShared(
      narrowSelection(c, own),
      request,
      period,
      path,
    )
    const mask = c.plan.and(scope, own.events)
    const aggregation = c.plan.aggregate({ ...shared, mask })
    const total = tally.add(noKeys, { measure: 'distinct', runs: shared.runs, mask })
    const name = segment === null ? null : segmentName(segment, index)
    places.push({ request, breakdown, aggregation, total, name, ruleName })
  }
  return places
}

interface SeriesPlace {
  readonly request: FalloutRequest
  readonly breakdown: CompiledDimension | null
  readonly ruleName: string | null
  readonly aggregation: number
  readonly total: FigurePlace
  readonly name: string | null
}

function segmentName(ref: SegmentRef, index: number): string {
  return typeof ref === 'string' ? ref : `segment ${index}`
}

/** An order that cannot be kept together with rules that need one. Errors: request/impossible. */
function checkCombination(request: FalloutRequest, path: Path): void {
  const fail = (reason: string, at: Path): never => {
    throw new ThroughlineError('request/impossible', { reason }, [...path, ...at])
  }
  if (request.steps.length > 31) fail('at most 31 steps', ['steps'])
  const at = /^step-(\d+)$/.exec(request.breakdown?.at ?? '')
  if (at && Number(at[1]) > request.steps.length) fail('there is no such step', ['breakdown', 'at'])
  for (const [index, { between }] of request.exclude.entries()) {
    if (!between) continue
    const [from, to] = between
    if (from < to && to <= request.steps.length) continue
    fail('steps from 1, the first before the second', ['exclude', index, 'between'])
  }
  if (request.count === 'attempts' && request.steps[0]!.optional)
    fail('attempts begin with step 1, which cannot be optional then', ['steps', 0, 'optional'])
  if (request.steps[0]?.within) {
    fail('“within” is measured from the step before, and there is none', ['steps', 0, 'within'])
  }
  if (request.order === 'listed') return
  if (request.between?.includes('next')) fail('“next” needs the listed order', ['between'])
  const optional = request.steps.findIndex((step) => step.optional)
  if (optional >= 0) fail('in any order no step is optional', ['steps', optional, 'optional'])
  if (request.steps.some((step) => step.within)) fail('“within” needs the listed order', ['steps'])
}

/** The engine's aggregation without its mask, and the breakdown. */
export async function compileShared(
  c: Compilation,
  request: FalloutRequest,
  period: Period,
  path: Path,
) {
  const masks = []
  for (const [index, step] of request.steps.entries()) {
    masks.push(await compileTouches(c, step, period, [...path, 'steps', index]))
  }
  const exclusions = []
  for (const [index, exclusion] of request.exclude.entries()) {
    const mask = await compileTouches(c, exclusion, period, [...path, 'exclude', index])
    const between = exclusion.between
    exclusions.push({
      mask,
      between: between ? ([between[0] - 1, between[1] - 1] as const) : null,
    })
  }
  const hold: NodeRef[] = []
  for (const [index, id] of request.hold.entries()) {
    hold.push((await compileDimension(c, id, period, [...path, 'hold', index])).value.ref)
  }
  const breakdown = request.breakdown
    ? await compileDimension(c, request.breakdown.dimension, period, [
        ...path,
        'breakdown',
        'dimension',
      ])
    : null
  const aggregation = {
    kind: 'fallout',
    bits: c.plan.bits(masks),
    steps: request.steps.length,
    mask: null,
    runs: addRuns(c, request.container),
    next: bitsOf((request.between ?? []).map((rule) => rule === 'next')),
    ...windowOf(c, request.window),
    ...compileLimits(
      c,
      request.steps.map(({ within }) => within),
    ),
    optional: bitsOf(request.steps.map((step) => step.optional)),
    exclusions,
    order: request.order,
    entry: request.entry,
    count: request.count,
    hold,
    breakdown: breakdown && { key: breakdown.value.ref, at: breakdownPlace(request) },
  } as const
  return { aggregation, breakdown }
}

const isCalendar = (duration: Duration | undefined): duration is Duration =>
  duration !== undefined && isCalendarDuration(duration)

const plainMs = (duration: Duration | undefined): number | null =>
  duration === undefined || isCalendarDuration(duration) ? null : toMilliseconds(duration)

/** From the first to the last step; months and longer are the calendar's. */
function windowOf(c: Compilation, window: Duration | undefined) {
  if (!isCalendar(window)) return { windowMs: plainMs(window) }
  return { windowMs: null, windowEnd: shiftTimes(c, window, 1) }
}

/** From the step before, one per step; months and longer are the calendar's. */
export function compileLimits(c: Compilation, limits: readonly (Duration | undefined)[]) {
  const withinMs = limits.map(plainMs)
  if (!limits.some(isCalendar)) return { withinMs }
  const withinEnds = limits.map((each) => (isCalendar(each) ? shiftTimes(c, each, 1) : null))
  return { withinMs, withinEnds }
}

const bitsOf = (flags: readonly boolean[]): number =>
  flags.reduce((bits, flag, index) => (flag ? bits | (1 << index) : bits), 0)

function breakdownPlace(request: FalloutRequest): 'first' | 'last' | number {
  const at = request.breakdown!.at
  return at === 'first' || at === 'last' ? at : Number(at.slice('step-'.length)) - 1
}

function seriesOf(place: SeriesPlace, partial: FalloutPartial, total: number): Series[] {
  const { request, breakdown } = place
  const one = (item: Item, code: number, of: number): Series => ({
    segment: place.name,
    item,
    steps: stepResults(request, partial.series.get(code), of),
  })
  if (!breakdown || !request.breakdown) return [one(null, 0, total)]
  const codes = [...partial.series.keys()]
  const { domain } = breakdown.value
  const byItem = (a: number, b: number) => compareCodes(domain, a, b)
  const firstCount = (code: number) => Math.max(...partial.series.get(code)!.counts)
  return codes
    .sort((a, b) => firstCount(b) - firstCount(a) || byItem(a, b))
    .slice(0, request.breakdown.limit)
    .map((code) => one(domain.item(code), code, firstCount(code)))
}

interface Counted {
  readonly counts: readonly number[]
  readonly durations: readonly Durations[]
}

function stepResults(
  request: FalloutRequest,
  found: Counted | undefined,
  containers: number,
): FalloutStepResult[] {
  const counts = request.steps.map((_, s) => found?.counts[s] ?? 0)
  const all = request.count === 'attempts' ? counts[0]! : containers
  const total = request.baseline ? all : counts[firstRequired(request)]!
  const steps = request.steps.map((step, s): FalloutStepResult => {
    const count = counts[s]!
    const before = countBefore(request, counts, s) ?? (request.baseline ? all : count)
    return {
      name: step.name ?? step.any.map(touchName).join(' or '),
      count,
      ofTotal: share(count, total),
      ofPrevious: share(count, before),
      fallout: before - count,
      secondsFromPrevious: s === 0 ? null : seconds(found?.durations[s]),
    }
  })
  return request.baseline ? [baselineStep(request, all), ...steps] : steps
}

const firstRequired = ({ steps }: FalloutRequest): number =>
  Math.max(
    0,
    steps.findIndex(({ optional }) => !optional),
  )

/** Of the last step before that must be done; null where there is none. */
function countBefore(
  { steps }: FalloutRequest,
  counts: readonly number[],
  s: number,
): number | null {
  const before = steps.findLastIndex(({ optional }, index) => index < s && !optional)
  return counts[before] ?? null
}

function baselineStep(request: FalloutRequest, total: number): FalloutStepResult {
  const name = request.container === 'session' ? 'All sessions' : 'All people'
  const all = { ofTotal: share(total, total), ofPrevious: share(total, total) }
  return { name, count: total, ...all, fallout: 0, secondsFromPrevious: null }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

function seconds(durations: Durations | undefined): { median: number | null; mean: number | null } {
  if (!durations || durations.count === 0) return { median: null, mean: null }
  return {
    median: findMedianDuration(durations) / 1000,
    mean: durations.sum / durations.count / 1000,
  }
}
