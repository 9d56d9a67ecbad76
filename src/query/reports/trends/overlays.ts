import type { PartialResult } from '../../../engine/index.ts'
import type { TrendsRequest, TrendsSeries } from './request.ts'
import type { Figure } from '../../../model/result.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { planJudgement } from '../../freeform/judgement.ts'
import { compileEventTimePart, type TimeBuckets } from '../../standard/time-values.ts'
import { drawTrendLine } from '../../freeform/draw-trend-line.ts'
import type { ReadSeries, TimeSeries } from '../parts/figure-over-time.ts'

/** What is laid over the series at an index among those of a request. */
export type Overlay = (
  partials: readonly PartialResult[],
  index: number,
  series: TimeSeries,
) => Pick<TrendsSeries, 'expectations' | 'trendLine'>

/** All series of a request over another period, in the same order. */
export type PlaceSeries = (over: Period) => Promise<readonly ReadSeries[]>

/** Expectations with anomalies, and the trend line of each series. semantics §8.9, §8.10 */
export async function compileOverlays(
  c: Compilation,
  { anomalies, interval, trendLine: line }: TrendsRequest,
  period: Period,
  place: PlaceSeries,
): Promise<Overlay> {
  const judge = anomalies ? await compileJudge(c, interval, period, place) : () => ({})
  return (partials, index, series) => ({
    ...judge(partials, index, series),
    ...(line && { trendLine: drawTrendLine(c, namedSeries(series, interval), line) }),
  })
}

async function compileJudge(
  c: Compilation,
  interval: TrendsRequest['interval'],
  period: Period,
  place: PlaceSeries,
): Promise<Overlay> {
  const buckets = compileEventTimePart(c, interval, period).domain as TimeBuckets
  const judgement = planJudgement(c, interval, buckets, period)
  const placed = async (over: Period | null) => (over === null ? null : place(over))
  const training = await placed(judgement.training)
  const yearBefore = await placed(judgement.yearBefore)
  return (partials, index, series) => {
    const figuresOf = (all: readonly ReadSeries[] | null): number[] => {
      const named = series.item === undefined ? undefined : [series.item]
      return numbersOf(all?.[index]?.(partials, named)[0]?.points ?? [])
    }
    const own = numbersOf(series.points)
    return { expectations: judgement.expectations(own, figuresOf(training), figuresOf(yearBefore)) }
  }
}

const numbersOf = (points: readonly { readonly value: Figure }[]): number[] =>
  points.map(({ value }) => value ?? Number.NaN)

const namedSeries = ({ item, points }: TimeSeries, unit: TrendsRequest['interval']) => ({
  name: item === undefined ? 'a series' : `the series of ${item ?? 'no value'}`,
  unit,
  values: numbersOf(points),
})
