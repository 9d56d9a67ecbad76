import type { FalloutPartial, NodeRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { type Duration, durationMs } from '../../model/duration.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FalloutRequest, FalloutStepResult } from '../../model/requests/fallout.ts'
import { type Compilation, type Period, runsOf } from '../compilation.ts'
import { type CompiledDimension, compileDimension } from '../components/dimension.ts'
import { describeScope } from '../freeform/words.ts'
import { figureOf, noKeys, type Place, Tally } from '../freeform/tally.ts'
import { resolvePeriod, scopeMask } from '../period.ts'
import { mean } from '../statistics/descriptive.ts'
import { medianOf } from '../statistics/select.ts'
import { compileTouches, touchName } from '../touch.ts'
import type { Item } from '../value.ts'
import type { ReportDoor, Unmeasured } from './report.ts'

type Series = Unmeasured<'fallout'>['series'][number]

/** How many containers come to each step of a path (§8.5). */
export const fallout: ReportDoor<'fallout'> = {
  async compile(c, request, path) {
    checkCombination(request, path)
    const period = resolvePeriod(c, request.dateRange, `${path}dateRange`)
    const shared = await compileShared(c, request, period, path)
    const segments: (SegmentRef | null)[] = [null, ...request.compare]
    const tally = new Tally(c)
    const places: SeriesPlace[] = []
    for (const [index, segment] of segments.entries()) {
      const own = segment === null ? [] : [segment]
      const at = segment === null ? `${path}segments` : `${path}compare`
      const mask = c.plan.and(
        await scopeMask(c, request.segments, period, `${path}segments`),
        own.length > 0 ? await scopeMask(c, own, period, at) : null,
      )
      const report = c.plan.report({ ...shared.report, mask })
      const total = tally.add(noKeys, { measure: 'distinct', runs: shared.report.runs, mask })
      places.push({ report, total, name: segment === null ? null : segmentName(segment, index) })
    }
    tally.settle()
    return (partials) => ({
      series: places.flatMap((place) => {
        const partial = partials[place.report] as FalloutPartial
        return seriesOf(request, shared.breakdown, place, partial, figureOf(partials, place.total))
      }),
      rule: falloutRule(request),
    })
  },
  explain: (c, request) => [...describeScope(c, request), falloutRule(request)],
}

interface SeriesPlace {
  readonly report: number
  readonly total: Place
  readonly name: string | null
}

function segmentName(ref: SegmentRef, index: number): string {
  return typeof ref === 'string' ? ref : `segment ${index}`
}

/** An order that cannot be kept together with rules that need one. Errors: request/impossible. */
function checkCombination(request: FalloutRequest, path: string): void {
  const fail = (reason: string, at: string): never => {
    throw new ThroughlineError('request/impossible', { reason }, `${path}${at}`)
  }
  if (request.steps.length > 31) fail('at most 31 steps', 'steps')
  const at = /^step-(\d+)$/.exec(request.breakdown?.at ?? '')
  if (at && Number(at[1]) > request.steps.length) fail('there is no such step', 'breakdown.at')
  for (const [index, { between }] of request.exclude.entries()) {
    if (!between) continue
    const [from, to] = between
    if (from < to && to <= request.steps.length) continue
    fail('steps from 1, the first before the second', `exclude[${index}].between`)
  }
  if (request.order === 'listed') return
  if (request.between?.includes('next')) fail('“next” needs the listed order', 'between')
  if (request.steps.some((step) => step.optional)) fail('in any order no step is optional', 'steps')
  if (request.steps.some((step) => step.within)) fail('“within” needs the listed order', 'steps')
}

async function compileShared(
  c: Compilation,
  request: FalloutRequest,
  period: Period,
  path: string,
) {
  const masks = []
  for (const [index, step] of request.steps.entries()) {
    masks.push(await compileTouches(c, step, period, `${path}steps[${index}]`))
  }
  const exclusions = []
  for (const [index, exclusion] of request.exclude.entries()) {
    const mask = await compileTouches(c, exclusion, period, `${path}exclude[${index}]`)
    const between = exclusion.between
    exclusions.push({
      mask,
      between: between ? ([between[0] - 1, between[1] - 1] as const) : null,
    })
  }
  const hold: NodeRef[] = []
  for (const [index, id] of request.hold.entries()) {
    const { value } = await compileDimension(c, id, period, `${path}hold[${index}]`)
    if (value.isList) {
      const reason = `${id} can have several values on an event`
      throw new ThroughlineError('request/impossible', { reason }, `${path}hold[${index}]`)
    }
    hold.push(value.ref)
  }
  const breakdown = request.breakdown
    ? await compileDimension(c, request.breakdown.dimension, period, `${path}breakdown.dimension`)
    : null
  const ms = (duration: Duration | undefined) =>
    duration === undefined ? null : durationMs(duration)
  const report = {
    kind: 'fallout',
    bits: c.plan.bits(masks),
    steps: request.steps.length,
    mask: null,
    runs: runsOf(c, request.container),
    next: bitsOf((request.between ?? []).map((rule) => rule === 'next')),
    windowMs: ms(request.window),
    withinMs: request.steps.map((step) => ms(step.within)),
    optional: bitsOf(request.steps.map((step) => step.optional)),
    exclusions,
    order: request.order,
    entry: request.entry,
    count: request.count,
    hold,
    breakdown: breakdown && { key: breakdown.value.ref, at: breakdownPlace(request) },
  } as const
  return { report, breakdown }
}

const bitsOf = (flags: readonly boolean[]): number =>
  flags.reduce((bits, flag, index) => (flag ? bits | (1 << index) : bits), 0)

function breakdownPlace(request: FalloutRequest): 'first' | 'last' | number {
  const at = request.breakdown!.at
  return at === 'first' || at === 'last' ? at : Number(at.slice('step-'.length)) - 1
}

function seriesOf(
  request: FalloutRequest,
  breakdown: CompiledDimension | null,
  place: SeriesPlace,
  partial: FalloutPartial,
  total: number,
): Series[] {
  const one = (item: Item, code: number, of: number): Series => ({
    segment: place.name,
    item,
    steps: stepResults(request, partial.series.get(code), of),
  })
  if (!breakdown || !request.breakdown) return [one(null, 0, total)]
  const codes = [...partial.series.keys()]
  const firstCount = (code: number) => Math.max(...partial.series.get(code)!.counts)
  return codes
    .sort((a, b) => firstCount(b) - firstCount(a) || a - b)
    .slice(0, request.breakdown.limit)
    .map((code) => one(breakdown.value.domain.item(code), code, firstCount(code)))
}

interface Counted {
  readonly counts: readonly number[]
  readonly waits: readonly Float64Array[]
}

function stepResults(
  request: FalloutRequest,
  found: Counted | undefined,
  containers: number,
): FalloutStepResult[] {
  const names = request.steps.map((step) => step.name ?? step.any.map(touchName).join(' or '))
  const counts = request.steps.map((_, s) => found?.counts[s] ?? 0)
  const total = request.count === 'attempts' ? counts[0]! : containers
  const steps = counts.map((count, s): FalloutStepResult => {
    const before = s > 0 ? counts[s - 1]! : request.baseline ? total : count
    return {
      name: names[s]!,
      count,
      ofTotal: share(count, total),
      ofPrevious: share(count, before),
      fallout: before - count,
      secondsFromPrevious: s === 0 ? null : seconds(found?.waits[s]),
    }
  })
  return request.baseline ? [baselineStep(request, total), ...steps] : steps
}

function baselineStep(request: FalloutRequest, total: number): FalloutStepResult {
  const name = request.container === 'session' ? 'All sessions' : 'All people'
  const all = { ofTotal: share(total, total), ofPrevious: share(total, total) }
  return { name, count: total, ...all, fallout: 0, secondsFromPrevious: null }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

function seconds(waits: Float64Array | undefined): { median: number | null; mean: number | null } {
  if (!waits || waits.length === 0) return { median: null, mean: null }
  return { median: medianOf(waits) / 1000, mean: mean(waits) / 1000 }
}

/** The rule that was counted by, in words. */
export function falloutRule(request: FalloutRequest): string {
  const who = request.container === 'session' ? 'sessions' : 'people'
  const counted =
    request.count === 'attempts'
      ? `Counts attempts: every event of step 1, within ${who}`
      : `Counts ${who}`
  const order = request.order === 'any' ? 'doing the steps in any order' : orderWords(request)
  const rules = [
    request.window && `the last step within ${durationWords(request.window)} of the first`,
    request.entry === 'first' && 'beginning with the first event of step 1 only',
    request.hold.length > 0 && `with the same ${request.hold.join(' and ')} on all steps`,
    ...request.steps.map(
      (step, s) =>
        step.within && `step ${s + 1} within ${durationWords(step.within)} of the one before`,
    ),
    ...request.steps.map((step, s) => step.optional && `step ${s + 1} may be left out`),
    ...request.exclude.map(({ any, between }) => {
      const what = any.map(touchName).join(' or ')
      return between
        ? `no ${what} between steps ${between[0]} and ${between[1]}`
        : `no ${what} anywhere`
    }),
    request.breakdown && `by ${request.breakdown.dimension} at ${request.breakdown.at}`,
  ].filter(Boolean)
  const time = 'Seconds are from the first event that reached the step before.'
  return `${[`${counted} ${order}, each step on a later event`, ...rules].join('; ')}. ${time}`
}

function orderWords(request: FalloutRequest): string {
  const next = (request.between ?? []).flatMap((rule, s) => (rule === 'next' ? [s + 2] : []))
  if (next.length === 0) return 'reaching the steps in order, with anything between'
  return `reaching the steps in order, step ${next.join(' and ')} on the very next event`
}

function durationWords(duration: Duration): string {
  const [[unit, count] = ['', 0]] = Object.entries(duration)
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}
