import type { Path } from '../../../model/path.ts'
import type { TrendsRequest, TrendsResult } from './request.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { Tally } from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { type ComparedScope, compileComparedScopes } from '../parts/compared-scopes.ts'
import { compileEventFigure } from '../parts/event-figure.ts'
import { compileMetricFigure, planMetric } from '../parts/metric-figure.ts'
import { placeOverTime, type ReadSeries, type TimeAxis } from '../parts/figure-over-time.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileOverlays } from './overlays.ts'
import { findCriterionName, usesIn } from '../parts/criterion-uses.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** Events and metrics over time (§8.12). */
export const compileTrends: CompileReport<TrendsRequest, TrendsResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const tally = new Tally(c)
  const series = await placeSeries(c, tally, request, period, path)
  const overlay = await compileOverlays(c, request, period, async (over) =>
    (await placeSeries(c, tally, request, over, path)).map(({ read }) => read),
  )
  tally.settle()
  return (partials) => ({
    series: series.flatMap(({ name, segment, read }, index) =>
      read(partials).map((found) => ({
        name,
        segment,
        ...found,
        points: [...found.points],
        ...overlay(partials, index, found),
      })),
    ),
  })
}

export const explainTrends: ExplainReport<TrendsRequest> = (c, request) => [
  ...describeScope(c, request),
  ...trendsWords(c, request),
]

interface PlacedSeries {
  readonly name: string
  readonly segment: string | null
  readonly read: ReadSeries
}

/** Every series of a request over a period: for each compared scope the events, then the metrics. */
async function placeSeries(
  c: Compilation,
  tally: Tally,
  request: TrendsRequest,
  period: Period,
  path: Path,
): Promise<PlacedSeries[]> {
  const axis = await axisOf(c, request, period, path)
  const series: PlacedSeries[] = []
  for (const scope of await compileComparedScopes(c, request, period, path)) {
    series.push(...(await placeEvents(c, tally, request, axis, scope, path)))
    series.push(...(await placeMetrics(c, tally, request, axis, scope, path)))
  }
  return series
}

async function axisOf(
  c: Compilation,
  request: TrendsRequest,
  period: Period,
  path: Path,
): Promise<TimeAxis> {
  const { interval, limit } = request
  const breakdown =
    request.breakdown === undefined
      ? null
      : await compileDimension(c, request.breakdown, period, [...path, 'breakdown'])
  return { interval, period, breakdown, limit }
}

async function placeEvents(
  c: Compilation,
  tally: Tally,
  { events, countedAs, interval }: TrendsRequest,
  axis: TimeAxis,
  { segment, seen, mask: scope }: ComparedScope,
  path: Path,
): Promise<PlacedSeries[]> {
  const { period } = axis
  const parts = compileEventTimePart(c, interval, period).ref
  const series: PlacedSeries[] = []
  for (const [index, event] of events.entries()) {
    const mask = await usesIn(seen, event, { mask: scope, period, parts }, [
      ...path,
      'events',
      index,
    ])
    const figure = compileEventFigure(seen, tally, mask, { scope, countedAs })
    const read = await placeOverTime(c, figure, axis)
    series.push({ name: findCriterionName(event), segment, read })
  }
  return series
}

async function placeMetrics(
  c: Compilation,
  tally: Tally,
  request: TrendsRequest,
  axis: TimeAxis,
  { segment, ref }: ComparedScope,
  path: Path,
): Promise<PlacedSeries[]> {
  const { period } = axis
  const segments = [...request.segments, ...(ref === null ? [] : [ref])]
  const series: PlacedSeries[] = []
  for (const [index, id] of request.metrics.entries()) {
    const plan = await planMetric(c, id, period, [...path, 'metrics', index])
    const figure = compileMetricFigure(c, tally, plan, { segments, period })
    series.push({ name: plan.name, segment, read: await placeOverTime(c, figure, axis) })
  }
  return series
}

const countWords: Readonly<Record<TrendsRequest['countedAs'], string>> = {
  people: 'Counts the people who did each event',
  events: 'Counts the events',
  sessions: 'Counts the sessions with each event',
  'share-of-people': 'Counts the share of the active people who did each event',
  'events-per-session': 'Counts events per session that has any',
  'events-per-person': 'Counts events per person who did any',
}

function trendsWords(c: Compilation, request: TrendsRequest): string[] {
  const { events, metrics, countedAs, interval, breakdown, anomalies } = request
  const names = namesIn(c)
  const by = breakdown === undefined ? '' : ` and ${names.dimension(breakdown)}`
  return [
    ...(events.length > 0 ? [`${countWords[countedAs]} by ${interval}${by}.`] : []),
    ...(metrics.length > 0
      ? [`Shows ${metrics.map(names.metric).join(' and ')} by ${interval}${by}.`]
      : []),
    ...(anomalies
      ? [
          `Each ${interval} is judged by those before it and, on holidays or in longer units, by the year before.`,
        ]
      : []),
  ]
}
