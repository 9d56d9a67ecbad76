import { computeMean, addUp } from './descriptive.ts'
import { type EtsModel, type EtsRun, type EtsState, runEts, type Smoothing } from './ets.ts'
import { minimize } from './nelder-mead.ts'
import { fit as fitLine, regressionModels } from './regression.ts'

export interface EtsFit {
  readonly model: EtsModel
  readonly smoothing: Smoothing
  readonly start: EtsState
  readonly run: EtsRun
  /** Of one step, with the number of fitted parameters taken off. */
  readonly errorVariance: number
  /** Values more than fitted parameters, at least 1. */
  readonly freedom: number
}

const LEAST = 1e-4
/** With longer seasons only the smoothing is fitted, from a start by decomposition. */
const LONGEST_FITTED_SEASON = 12

/** Fits smoothing and start to a series of at least two seasons, by maximum likelihood. */
export function fitEts(model: EtsModel, series: readonly number[], period: number): EtsFit {
  const season = model.season === 'N' ? 0 : period
  const start = guessFirstState(model, series, season)
  const codec = parameters(model, start, season > LONGEST_FITTED_SEASON)
  const misfit = (at: readonly number[]): number => {
    const decoded = codec.decode(at)
    return isAllowed(model, decoded.smoothing)
      ? runEts(model, decoded.smoothing, decoded.start, series).misfit
      : Infinity
  }
  const size = codec.steps.length
  const [rough] = [0.1, 0.5, 0.9]
    .map((alpha) => minimize(misfit, codec.encode(alpha), codec.steps, 60 * size))
    .map((at) => ({ at, value: misfit(at) }))
    .sort((a, b) => a.value - b.value)
  const best = minimize(misfit, rough!.at, codec.steps, 200 * size)
  const { smoothing, start: fitted } = codec.decode(best)
  const run = runEts(model, smoothing, fitted, series)
  const squares = run.errors.reduce((total, e) => total + e * e, 0)
  const freedom = Math.max(1, series.length - size)
  return { model, smoothing, start: fitted, run, errorVariance: squares / freedom, freedom }
}

function isAllowed(model: EtsModel, { alpha, beta, gamma }: Smoothing): boolean {
  if (alpha < LEAST || alpha > 1 - LEAST) return false
  if (model.trend === 'A' && (beta < LEAST || beta > alpha)) return false
  return model.season === 'N' || (gamma >= LEAST && gamma <= 1 - alpha)
}

/** How many parameters are fitted of a model. */
export function countParameters({ trend, season }: EtsModel, period: number): number {
  const smoothing = 1 + (trend === 'A' ? 1 : 0) + (season === 'N' ? 0 : 1)
  if (season !== 'N' && period > LONGEST_FITTED_SEASON) return smoothing
  return smoothing + 1 + (trend === 'A' ? 1 : 0) + (season === 'N' ? 0 : period - 1)
}

interface Codec {
  readonly steps: readonly number[]
  encode(alpha: number): number[]
  decode(at: readonly number[]): { readonly smoothing: Smoothing; readonly start: EtsState }
}

/** The free parameters as a list: smoothing, level, slope, and all but one of the seasons. */
function parameters(model: EtsModel, first: EtsState, isStartFixed: boolean): Codec {
  const hasTrend = model.trend === 'A'
  const hasSeason = model.season !== 'N'
  const freeSeasons = isStartFixed ? 0 : Math.max(0, first.season.length - 1)
  const size = Math.abs(first.level) * 0.05 + 1e-6
  const seasonStep = model.season === 'M' ? 0.05 : size
  const decode: Codec['decode'] = (at) => {
    let next = 0
    const take = (isFree: boolean, otherwise: number) => (isFree ? at[next++]! : otherwise)
    const smoothing = {
      alpha: take(true, 0),
      beta: take(hasTrend, 0),
      gamma: take(hasSeason, 0),
    }
    const level = take(!isStartFixed, first.level)
    const slope = take(hasTrend && !isStartFixed, first.slope)
    const seasons = freeSeasons === 0 ? first.season : normalized(model, at.slice(next))
    return { smoothing, start: { level, slope, season: seasons } }
  }
  const ifs = (isUsed: boolean, ...values: number[]) => (isUsed ? values : [])
  return {
    decode,
    steps: [
      0.05,
      ...ifs(hasTrend, 0.01),
      ...ifs(hasSeason, 0.02),
      ...ifs(!isStartFixed, size),
      ...ifs(hasTrend && !isStartFixed, size * 0.1),
      ...new Array<number>(freeSeasons).fill(seasonStep),
    ],
    encode: (alpha) => [
      alpha,
      ...ifs(hasTrend, 0.1 * alpha),
      ...ifs(hasSeason, 0.2 * (1 - alpha)),
      ...ifs(!isStartFixed, first.level),
      ...ifs(hasTrend && !isStartFixed, first.slope),
      ...first.season.slice(0, freeSeasons),
    ],
  }
}

/** Seasons add up to 0, or to their number where they multiply. */
function normalized(model: EtsModel, free: readonly number[]): number[] {
  const target = model.season === 'M' ? free.length + 1 : 0
  return [...free, target - addUp(free)]
}

/** Seasons by classical decomposition, level and slope by a line through what is left of the beginning. */
export function guessFirstState(
  model: EtsModel,
  series: readonly number[],
  period: number,
): EtsState {
  const season = period === 0 ? [] : seasonalFigure(series, period, model.season === 'M')
  const adjusted = series.map((y, t) => {
    if (period === 0) return y
    const s = season[t % period]!
    return model.season === 'M' ? y / s : y - s
  })
  const head = adjusted.slice(0, Math.max(10, 2 * period))
  if (model.trend === 'N') return { level: computeMean(head), slope: 0, season }
  const line = fitLine(
    regressionModels.linear,
    head.map((_, t) => t + 1),
    head,
  )
  return { level: line.intercept, slope: line.slope, season }
}

/** The mean deviation (or ratio) from the centred moving average by place in the season. */
export function seasonalFigure(
  series: readonly number[],
  period: number,
  isMultiplicative: boolean,
): number[] {
  const trend = averageCentred(series, period)
  const figure = Array.from({ length: period }, (_, place) => {
    const parts: number[] = []
    for (let t = place; t < series.length; t += period) {
      if (Number.isNaN(trend[t]!)) continue
      parts.push(isMultiplicative ? series[t]! / trend[t]! : series[t]! - trend[t]!)
    }
    return computeMean(parts)
  })
  const centre = computeMean(figure)
  return figure.map((value) => (isMultiplicative ? value / centre : value - centre))
}

/** Moving average over one season; NaN where it does not fit. An even season counts its ends half. */
export function averageCentred(series: readonly number[], period: number): number[] {
  const half = Math.floor(period / 2)
  const edge = period % 2 === 0 ? 0.5 : 1
  return series.map((_, t) => {
    if (t < half || t + half >= series.length) return Number.NaN
    const inner = addUp(series.slice(t - half + 1, t + half))
    return (inner + edge * (series[t - half]! + series[t + half]!)) / period
  })
}
