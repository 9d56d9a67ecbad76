/** Exponential smoothing with additive (A), multiplicative (M) or no (N) error, trend and season. */
export interface EtsModel {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A'
  readonly season: 'N' | 'A' | 'M'
}

/** How fast level, slope and season follow the data: innovations form, all between 0 and 1. */
export interface Smoothing {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
}

/** `season[0]` belongs to the next value, `season[1]` to the one after it. */
export interface EtsState {
  readonly level: number
  readonly slope: number
  readonly season: readonly number[]
}

export interface EtsRun {
  /** What was expected of each value, one step ahead. */
  readonly expected: Float64Array
  /** Value minus expected; for a multiplicative error, as a share of the expected. */
  readonly errors: Float64Array
  /** -2 × the logarithm of the likelihood, up to a constant; Infinity where the model breaks down. */
  readonly misfit: number
  readonly state: EtsState
}

/** Runs a model over a series from a given state. Hyndman et al., Forecasting with Exponential Smoothing, ch. 2 */
export function runEts(
  model: EtsModel,
  { alpha, beta, gamma }: Smoothing,
  start: EtsState,
  series: ArrayLike<number>,
): EtsRun {
  const expected = new Float64Array(series.length)
  const errors = new Float64Array(series.length)
  const season = [...start.season]
  const period = season.length
  let { level, slope } = start
  let squares = 0
  let logs = 0
  for (let t = 0; t < series.length; t++) {
    const y = series[t]!
    const base = level + slope
    const at = period === 0 ? 0 : t % period
    const seasonal = period === 0 ? 0 : season[at]!
    const mean = model.season === 'M' ? base * seasonal : base + seasonal
    expected[t] = mean
    errors[t] = model.error === 'M' ? (y - mean) / mean : y - mean
    squares += errors[t]! ** 2
    if (model.error === 'M') logs += mean > 0 ? Math.log(mean) : Infinity
    const adjusted = model.season === 'M' ? y / seasonal : y - seasonal
    level = base + alpha * (adjusted - base)
    if (model.trend === 'A') slope += beta * (adjusted - base)
    if (period > 0) {
      const instance = model.season === 'M' ? y / base : y - base
      season[at] = seasonal + gamma * (instance - seasonal)
    }
  }
  const misfit = series.length * Math.log(squares / series.length + Number.MIN_VALUE) + 2 * logs
  const next = period === 0 ? 0 : series.length % period
  const ahead = [...season.slice(next), ...season.slice(0, next)]
  return {
    expected,
    errors,
    misfit: Number.isNaN(misfit) ? Infinity : misfit,
    state: { level, slope, season: ahead },
  }
}

/** The mean `steps` (from 1) after a state. */
export function meanAhead(model: EtsModel, state: EtsState, steps: number): number {
  const base = state.level + steps * state.slope
  const period = state.season.length
  if (period === 0) return base
  const seasonal = state.season[(steps - 1) % period]!
  return model.season === 'M' ? base * seasonal : base + seasonal
}

/**
 * The variances of the values 1 … `horizon` steps after a state. Same book, ch. 6: classes 1 and 2
 * exactly, the multiplicative season by its approximation.
 */
export function computeVariancesAhead(
  model: EtsModel,
  smoothing: Smoothing,
  state: EtsState,
  errorVariance: number,
  horizon: number,
): Float64Array {
  const variances = new Float64Array(horizon)
  const theta = new Float64Array(horizon)
  for (let h = 1; h <= horizon; h++) {
    const mean = meanAhead(model, state, h)
    if (model.season === 'M') {
      variances[h - 1] = mean ** 2 * (growth(smoothing, state, errorVariance, h) - 1)
      continue
    }
    let sum = 0
    for (let j = 1; j < h; j++) {
      const weight = weightAfter(model, smoothing, state.season.length, j) ** 2
      sum += weight * (model.error === 'M' ? theta[h - j - 1]! : 1)
    }
    theta[h - 1] = mean ** 2 + errorVariance * sum
    variances[h - 1] =
      model.error === 'M'
        ? (1 + errorVariance) * theta[h - 1]! - mean ** 2
        : errorVariance * (1 + sum)
  }
  return variances
}

function growth(
  { alpha, gamma }: Smoothing,
  { season }: EtsState,
  errorVariance: number,
  steps: number,
): number {
  const seasons = Math.floor((steps - 1) / season.length)
  const level = (1 + alpha ** 2 * errorVariance) ** (steps - 1)
  return level * (1 + gamma ** 2 * errorVariance) ** seasons * (1 + errorVariance)
}

/** How much an error still counts `steps` later. */
function weightAfter(
  model: EtsModel,
  { alpha, beta, gamma }: Smoothing,
  period: number,
  steps: number,
): number {
  const trend = model.trend === 'A' ? beta * steps : 0
  const season = period > 0 && steps % period === 0 ? gamma : 0
  return alpha + trend + season
}
