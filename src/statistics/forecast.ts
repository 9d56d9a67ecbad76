import { computeMean } from './descriptive.ts'
import { normalQuantile, studentQuantile } from './distributions.ts'
import { countParameters, type EtsFit, fitEts } from './ets-fit.ts'
import { type EtsModel, meanAhead, computeVariancesAhead } from './ets.ts'

export interface Band {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

export interface ForecastOptions {
  /** Values in a season: 7 for days, 24 for hours; 1 for none. */
  readonly period: number
  readonly horizon: number
  /** With fewer values than these the bands are those of a guess: as wide as so few values leave it open. */
  readonly history?: number
}

/** Fewer values are no series. */
export const FEWEST_VALUES = 3

const Z95 = normalQuantile(0.975)

/**
 * The next `horizon` values with 95 % bands, by the smoothing model that errs least on the last
 * values (semantics, our decisions). Gaps (NaN) are filled by interpolation. Empty where there are
 * fewer than three values.
 */
export function forecast(series: ArrayLike<number>, options: ForecastOptions): readonly Band[] {
  const values = fillGaps(series)
  if (values.length < FEWEST_VALUES) return []
  const { model, smoothing, run, errorVariance, freedom } = findBestFit(values, options)
  const { horizon, history = 0 } = options
  const isShort = values.length < history
  const variance = isShort ? Math.max(errorVariance, leastVariance(values)) : errorVariance
  const variances = computeVariancesAhead(model, smoothing, run.state, variance, horizon)
  const deviations = isShort ? studentQuantile(0.975, freedom) : Z95
  return Array.from(variances, (ahead, step) => {
    const value = meanAhead(model, run.state, step + 1)
    const width = deviations * Math.sqrt(ahead)
    return { value, lower: value - width, upper: value + width }
  })
}

/** A few values that a model meets without any error may still err: by one part in their number. */
const leastVariance = (values: readonly number[]): number =>
  (computeMean(values.map(Math.abs)) / values.length) ** 2

const plain: readonly EtsModel[] = [
  { error: 'A', trend: 'N', season: 'N' },
  { error: 'A', trend: 'A', season: 'N' },
]

const seasonal: readonly EtsModel[] = [
  { error: 'A', trend: 'N', season: 'A' },
  { error: 'A', trend: 'A', season: 'A' },
]

const multiplicative: readonly EtsModel[] = [
  { error: 'M', trend: 'N', season: 'M' },
  { error: 'M', trend: 'N', season: 'A' },
]

/** The model that errs least on the held-out end, fitted to all values. */
export function findBestFit(
  values: readonly number[],
  { period, horizon, history = 0 }: ForecastOptions,
): EtsFit {
  const heldOut = Math.min(horizon, Math.max(1, Math.floor(values.length / 4)))
  const training = values.slice(0, values.length - heldOut)
  const isShort = values.length < history
  const models = candidates(training, period).filter(
    (model) => !isShort || countParameters(model, period) < values.length,
  )
  const [best] = models
    .map((model) => ({ model, error: heldOutError(model, training, values, period) }))
    .sort((a, b) => a.error - b.error)
  return fitEts(best!.model, values, period)
}

/** Models that a series is long enough for; ratios need values above zero. */
export function candidates(values: readonly number[], period: number): readonly EtsModel[] {
  const isSeasonal = period > 1 && values.length >= 2 * period + 1
  const isPositive = values.every((value) => value > 0)
  return [
    ...plain,
    ...(isSeasonal ? seasonal : []),
    ...(isSeasonal && isPositive ? multiplicative : []),
  ]
}

function heldOutError(
  model: EtsModel,
  training: readonly number[],
  values: readonly number[],
  period: number,
): number {
  const { run } = fitEts(model, training, period)
  const rest = values.slice(training.length)
  const error = computeMean(rest.map((y, i) => Math.abs(y - meanAhead(model, run.state, i + 1))))
  return Number.isNaN(error) ? Infinity : error
}

/**
 * Missing values on the line between their neighbours; at the end the last value stays, at the start
 * they are cut off.
 */
export function fillGaps(series: ArrayLike<number>): number[] {
  const known = Array.from(series, (value, at) => ({ value, at })).filter(
    ({ value }) => !Number.isNaN(value),
  )
  return known.flatMap(({ value, at }, i) => {
    const next = known[i + 1]
    const gap = next === undefined ? series.length - at : next.at - at
    const slope = next === undefined ? 0 : (next.value - value) / gap
    return Array.from({ length: gap }, (_, step) => value + slope * step)
  })
}
