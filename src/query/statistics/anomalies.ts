import { mean, percentile, sampleVariance, sum } from './descriptive.ts'
import { normalQuantile } from './distributions.ts'
import { type EtsFit, fitEts } from './ets-fit.ts'
import { candidates } from './forecast.ts'
import { gesdOutliers } from './gesd.ts'
import { fit as fitLine, regressions } from './regression.ts'

/** What a value should have been, with its 95 % band. */
export interface Expected {
  readonly expected: number
  readonly lower: number
  readonly upper: number
  readonly anomaly: boolean
}

export type Granularity = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** How many values make a season; 1 where there is none. */
export const seasonOf: Readonly<Record<Granularity, number>> = {
  minute: 60,
  hour: 24,
  day: 7,
  week: 52,
  month: 12,
  quarter: 4,
  year: 1,
}

/** How many values before the range take part in judging it. semantics §8.10 */
export const trainingCount: Readonly<Record<Granularity, number>> = {
  minute: 336,
  hour: 336,
  day: 35,
  week: 15,
  month: 15,
  quarter: 15,
  year: 15,
}

export interface AnomalyOptions {
  readonly granularity: Granularity
  /** Of the band, 0.95 unless told. */
  readonly confidence?: number
}

const FEWEST = 6
const PASSES = 3

/**
 * One expectation per value of a series that begins with its training values; null for missing values
 * (NaN) and where there are fewer than six. Days and shorter by exponential smoothing one step ahead,
 * weeks and longer by the GESD test around a line. semantics §8.10
 */
export function anomalies(
  series: ArrayLike<number>,
  { granularity, confidence = 0.95 }: AnomalyOptions,
): readonly (Expected | null)[] {
  const known = Array.from(series, (value, at) => ({ value, at })).filter(
    ({ value }) => !Number.isNaN(value),
  )
  const result: (Expected | null)[] = new Array(series.length).fill(null)
  if (known.length < FEWEST) return result
  const values = known.map(({ value }) => value)
  const z = normalQuantile(0.5 + confidence / 2)
  const isShort = ['minute', 'hour', 'day'].includes(granularity)
  const judged = isShort
    ? aroundSmoothing(values, seasonOf[granularity], z)
    : aroundLine(values, 1 - confidence, z)
  known.forEach(({ at }, i) => {
    result[at] = judged[i]!
  })
  return result
}

/** Anomalies are replaced by what was expected before the next pass, so that they bend nothing. */
function aroundSmoothing(values: readonly number[], period: number, z: number): Expected[] {
  let clean: readonly number[] = values
  let judged: Expected[] = []
  for (let pass = 0; pass < PASSES; pass++) {
    const fit = leastPercentError(clean, period)
    judged = values.map((value, t) => withinBand(value, fit.run.expected[t]!, z * spreadAt(fit, t)))
    const next = values.map((value, t) => (judged[t]!.anomaly ? judged[t]!.expected : value))
    if (next.every((value, t) => value === clean[t])) break
    clean = next
  }
  return judged
}

const spreadAt = ({ model, run, errorVariance }: EtsFit, t: number): number =>
  Math.sqrt(errorVariance) * (model.error === 'M' ? Math.abs(run.expected[t]!) : 1)

/** The model with the lowest mean absolute percentage error (of the mean where a value is zero). */
function leastPercentError(values: readonly number[], period: number): EtsFit {
  const scale = mean(values.map(Math.abs))
  const errorOf = ({ run }: EtsFit): number =>
    mean(values.map((y, t) => Math.abs(y - run.expected[t]!) / (Math.abs(y) || scale || 1)))
  const [best] = candidates(values, period)
    .map((model) => fitEts(model, values, period))
    .map((fit) => ({ fit, error: errorOf(fit) }))
    .sort((a, b) => a.error - b.error)
  return best!.fit
}

function aroundLine(values: readonly number[], alpha: number, z: number): Expected[] {
  const all = values.map((_, t) => t)
  const rough = residualsAround(values, all)
  const outliers = new Set(gesdOutliers(rough.residuals, boxPlotOutliers(rough.residuals), alpha))
  const inliers = all.filter((t) => !outliers.has(t))
  const { line, residuals } = residualsAround(values, inliers)
  const spread = Math.sqrt(sampleVariance(inliers.map((t) => residuals[t]!)))
  return values.map((value, t) => withinBand(value, line(t), z * spread))
}

/** The line through the values at the given places, and what all values differ from it. */
function residualsAround(values: readonly number[], places: readonly number[]) {
  const ys = places.map((t) => values[t]!)
  const fitted = fitLine(regressions.linear, places, ys)
  const line = Number.isNaN(fitted.slope) ? () => mean(ys) : fitted.predict
  return { line, residuals: values.map((value, t) => value - line(t)) }
}

/** How many values lie outside the whiskers of a box plot: the most that GESD may find. */
function boxPlotOutliers(values: readonly number[]): number {
  const [low, high] = [percentile(values, 25), percentile(values, 75)]
  const reach = 1.5 * (high - low)
  return sum(values.map((x) => Number(x < low - reach || x > high + reach)))
}

const withinBand = (value: number, expected: number, width: number): Expected => {
  const slack = width + 1e-9 * Math.abs(expected)
  return {
    expected,
    lower: expected - width,
    upper: expected + width,
    anomaly: Math.abs(value - expected) > slack,
  }
}
