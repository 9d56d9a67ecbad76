import type { Path } from '../../../model/path.ts'
import type { MediaSeries } from './media-request.ts'
import type { Figure, Item } from '../../../model/result.ts'
import { buildBoundedTimeDomain } from '../../compilation/bounded-time-domain.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import type { ColumnPlan } from '../../freeform/columns.ts'
import { Tally } from '../../freeform/tally.ts'
import { compileMetricFigure } from './metric-figure.ts'
import { placeOverTime, type TimeSeries } from './figure-over-time.ts'
import type { Finish } from '../../compilation/finish.ts'
import type { AnyRequest } from './request.ts'

const MINUTE_MS = 60_000

/** From fine to coarse. */
const granularities = {
  minute: MINUTE_MS,
  '5-minutes': 5 * MINUTE_MS,
  '15-minutes': 15 * MINUTE_MS,
  '30-minutes': 30 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 1440 * MINUTE_MS,
} as const

export type MediaGranularity = keyof typeof granularities

/** The most points of a series, where a coarser granularity is left. */
const MOST_POINTS = 1440

/** The granularity that is asked for, or the first coarser one that has few enough points (§8.3). */
export function chooseGranularity(
  asked: MediaGranularity,
  { start, end }: Period,
): MediaGranularity {
  const names = Object.keys(granularities) as MediaGranularity[]
  const coarser = names.slice(names.indexOf(asked))
  return coarser.find((name) => (end - start) / granularities[name] <= MOST_POINTS) ?? 'day'
}

export interface MediaRequest extends Omit<AnyRequest, 'kind' | 'explain'> {
  readonly granularity: MediaGranularity
  readonly breakdown?: string | undefined
  readonly limit: number
}

export async function findMediaBreakdown(
  c: Compilation,
  { breakdown }: MediaRequest,
  period: Period,
  path: Path,
): Promise<CompiledDimension | null> {
  if (breakdown === undefined) return null
  return compileDimension(c, breakdown, period, [...path, 'breakdown'])
}

/** A planned metric along time, as series of a media panel. */
export async function findMediaMetric(
  c: Compilation,
  request: MediaRequest,
  period: Period,
  plan: ColumnPlan,
  path: Path,
): Promise<
  Finish<{ readonly granularity: MediaGranularity; readonly series: readonly TimeSeries[] }>
> {
  const granularity = chooseGranularity(request.granularity, period)
  const breakdown = await findMediaBreakdown(c, request, period, path)
  const tally = new Tally(c)
  const figure = compileMetricFigure(c, tally, plan, { segments: request.segments, period })
  const axis = { interval: granularity, period, breakdown, limit: request.limit }
  const read = await placeOverTime(c, figure, axis)
  tally.settle()
  return (partials) => ({ granularity, series: read(partials) })
}

/** Points with their largest, smallest and summed value. */
export function summarizeSeries(
  item: Item | undefined,
  points: readonly { readonly item: string; readonly value: Figure }[],
): MediaSeries {
  const values = points.flatMap(({ value }) => value ?? [])
  const extreme = (pick: (a: number, b: number) => number) =>
    values.length === 0 ? null : values.reduce((a, b) => pick(a, b))
  return {
    ...(item === undefined ? {} : { item }),
    points: [...points],
    max: extreme(Math.max),
    min: extreme(Math.min),
    sum: values.reduce((sum, value) => sum + value, 0),
  }
}

/** Seconds of each point: fewer where the period begins or ends within it or a clock skips an hour. */
export function measureSeconds(
  c: Compilation,
  granularity: MediaGranularity,
  period: Period,
): Map<string, number> {
  const { bounds, codes, item } = buildBoundedTimeDomain(
    granularity,
    c.view,
    period,
    'points-per-series',
  )
  const seconds = new Map<string, number>()
  for (let b = 0; b + 1 < bounds.length; b++) {
    const name = String(item(codes[b + 1]!))
    seconds.set(name, (seconds.get(name) ?? 0) + (bounds[b + 1]! - bounds[b]!) / 1000)
  }
  return seconds
}

export function granularityWords({ granularity }: MediaRequest, period: Period): string {
  const taken = chooseGranularity(granularity, period)
  const why = taken === granularity ? '' : `, because there would be too many by ${granularity}`
  return `One point by ${taken}${why}.`
}
