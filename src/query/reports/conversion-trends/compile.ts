import type { Path } from '../../../model/path.ts'
import type { FalloutPartial, NodeRef } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { ConversionTrendsRequest, ConversionTrendsResult } from './request.ts'
import { type Compilation, type Period, addRuns } from '../../compilation/compilation.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { computeMean } from '../../../statistics/descriptive.ts'
import { compileTouches } from '../../segments/touch.ts'
import type { Domain, TextValue } from '../../compilation/value.ts'
import { compileComparedScopes } from '../parts/compared-scopes.ts'
import { compileLimits } from '../fallout/compile.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Series = Unmeasured<ConversionTrendsResult>['series'][number]

/** How many steps a path may have: one bit each. */
const MOST_STEPS = 31

/** The rate from the first to the last step of a funnel in each interval (§8.12). */
export const compileConversionTrends: CompileReport<
  ConversionTrendsRequest,
  ConversionTrendsResult
> = async (c, request, path) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const parts = compileEventTimePart(c, request.interval, period)
  const aggregations: { segment: string | null; aggregation: number }[] = []
  for (const { segment, seen, mask } of await compileComparedScopes(c, request, period, path)) {
    const bits = await compileSteps(seen, request, period, path)
    const funnel = planFunnel(c, request, parts, bits)
    aggregations.push({ segment, aggregation: c.plan.aggregate({ ...funnel, mask }) })
  }
  return (partials) => ({
    series: aggregations.map(({ segment, aggregation }) => {
      const partial = partials[aggregation] as FalloutPartial
      return seriesOf(segment, partial, parts.domain, request.steps.length)
    }),
  })
}

export const explainConversionTrends: ExplainReport<ConversionTrendsRequest> = (c, request) => [
  ...describeScope(c, request),
  conversionWords(request),
]

export async function compileSteps(
  c: Compilation,
  { steps }: ConversionTrendsRequest,
  period: Period,
  path: Path,
): Promise<NodeRef> {
  if (steps.length > MOST_STEPS) {
    const reason = `at most ${MOST_STEPS} steps`
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'steps'])
  }
  for (const index of [0, steps.length - 1]) {
    if (!steps[index]!.optional) continue
    const reason = 'a rate needs the first and the last step'
    throw new ThroughlineError('request/impossible', { reason }, [
      ...path,
      'steps',
      index,
      'optional',
    ])
  }
  const masks = []
  for (const [index, step] of steps.entries()) {
    masks.push(await compileTouches(c, step, period, [...path, 'steps', index]))
  }
  return c.plan.bits(masks)
}

/** A fallout within each container's part of an interval, one series per interval. */
export function planFunnel(
  c: Compilation,
  { steps, container }: ConversionTrendsRequest,
  parts: TextValue,
  bits: NodeRef,
) {
  return {
    kind: 'fallout',
    bits,
    steps: steps.length,
    runs: c.plan.add({ op: 'cut-by', runs: addRuns(c, container), key: parts.ref }),
    next: 0,
    windowMs: null,
    ...compileLimits(
      c,
      steps.map(({ within }) => within),
    ),
    optional: steps.reduce((all, { optional }, s) => (optional ? all | (1 << s) : all), 0),
    exclusions: [],
    order: 'listed',
    entry: 'any',
    count: 'containers',
    hold: [],
    breakdown: { key: parts.ref, at: 0 },
  } as const
}

function seriesOf(
  segment: string | null,
  partial: FalloutPartial,
  domain: Domain,
  steps: number,
): Series {
  const points = Array.from({ length: domain.size - 1 }, (_, index) => {
    const counts = partial.series.get(index + 1)?.counts
    const [started = 0, completed = 0] = [counts?.[0], counts?.[steps - 1]]
    const rate = figureOrNull(completed / started)
    return { interval: String(domain.item(index + 1)), started, completed, rate }
  })
  const average = figureOrNull(computeMean(points.flatMap(({ rate }) => rate ?? [])))
  return { segment, points, average }
}

function conversionWords({ container, interval, steps }: ConversionTrendsRequest): string {
  const who = container === 'session' ? 'sessions' : 'people'
  return `For each ${interval}, the share of the ${who} with step 1 in it who come to step ${steps.length} in order within it; the average is the mean of the shares, each ${interval} with any counting the same.`
}
