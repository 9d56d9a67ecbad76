import type { Partial } from '../../engine/index.ts'
import type { TrendsRequest } from '../../model/requests/trends.ts'
import type { Compilation } from '../compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import { Tally } from '../freeform/tally.ts'
import { describeScope } from '../freeform/words.ts'
import { resolvePeriod } from '../period.ts'
import { eventTimePart } from '../standard/time-values.ts'
import { type ComparedScope, comparedScopes } from './compared.ts'
import { eventFigure } from './event-figure.ts'
import { metricFigure, planMetric } from './metric-figure.ts'
import { placeOverTime, type TimeAxis, type TimeSeries } from './over-time.ts'
import type { ReportDoor } from './report.ts'
import { criterionName, usesIn } from './uses.ts'

/** Events and metrics over time (§8.12). */
export const trends: ReportDoor<'trends'> = {
  async compile(c, request, path) {
    const axis = await axisOf(c, request, path)
    const tally = new Tally(c)
    const series: PlacedSeries[] = []
    for (const scope of await comparedScopes(c, request, axis.period, path)) {
      series.push(...(await placeEvents(c, tally, request, axis, scope, path)))
      series.push(...(await placeMetrics(c, tally, request, axis, scope, path)))
    }
    tally.settle()
    return (partials) => ({
      series: series.flatMap(({ name, segment, read }) =>
        read(partials).map((found) => ({ name, segment, ...found, points: [...found.points] })),
      ),
    })
  },
  explain: (c, request) => [...describeScope(c, request), ...trendsWords(request)],
}

interface PlacedSeries {
  readonly name: string
  readonly segment: string | null
  readonly read: (partials: readonly Partial[]) => TimeSeries[]
}

async function axisOf(c: Compilation, request: TrendsRequest, path: string): Promise<TimeAxis> {
  const period = resolvePeriod(c, request.dateRange, `${path}dateRange`)
  const { interval, limit } = request
  const breakdown =
    request.breakdown === undefined
      ? null
      : await compileDimension(c, request.breakdown, period, `${path}breakdown`)
  return { interval, period, breakdown, limit }
}

async function placeEvents(
  c: Compilation,
  tally: Tally,
  { events, countedAs, interval }: TrendsRequest,
  axis: TimeAxis,
  { segment, mask: scope }: ComparedScope,
  path: string,
): Promise<PlacedSeries[]> {
  const { period } = axis
  const parts = eventTimePart(c, interval, period).ref
  const series: PlacedSeries[] = []
  for (const [index, event] of events.entries()) {
    const mask = await usesIn(c, event, { mask: scope, period, parts }, `${path}events[${index}]`)
    const figure = eventFigure(c, tally, mask, { scope, countedAs })
    const read = await placeOverTime(c, figure, axis)
    series.push({ name: criterionName(event), segment, read })
  }
  return series
}

async function placeMetrics(
  c: Compilation,
  tally: Tally,
  request: TrendsRequest,
  axis: TimeAxis,
  { segment, ref }: ComparedScope,
  path: string,
): Promise<PlacedSeries[]> {
  const { period } = axis
  const segments = [...request.segments, ...(ref === null ? [] : [ref])]
  const series: PlacedSeries[] = []
  for (const [index, id] of request.metrics.entries()) {
    const plan = await planMetric(c, id, period, `${path}metrics[${index}]`)
    const figure = metricFigure(c, tally, plan, { segments, period })
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

function trendsWords({ events, metrics, countedAs, interval, breakdown }: TrendsRequest): string[] {
  const by = breakdown === undefined ? '' : ` and ${breakdown}`
  return [
    ...(events.length > 0 ? [`${countWords[countedAs]} by ${interval}${by}.`] : []),
    ...(metrics.length > 0 ? [`Shows ${metrics.join(' and ')} by ${interval}${by}.`] : []),
  ]
}
