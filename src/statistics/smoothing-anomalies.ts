import { computeAdjustedFences } from './adjusted-box-plot.ts'
import { computeMean, computeMedian } from './descriptive.ts'
import { normalQuantile } from './distributions.ts'
import { type EtsFit, fitEts } from './ets-fit.ts'
import type { EtsModel } from './ets.ts'
import { type Expected, withinBand } from './expected.ts'
import { measureScatter, computeSpread } from './scatter.ts'

/** Two seasons and one value more. */
const seasonsNeeded = (period: number): number => 2 * period + 1

/** The models that are tried. semantics §8.10 */
const seasonal: readonly EtsModel[] = [
  { error: 'A', trend: 'N', season: 'A' },
  { error: 'A', trend: 'A', season: 'A' },
]
const multiplicative: readonly EtsModel[] = [
  { error: 'M', trend: 'N', season: 'M' },
  { error: 'M', trend: 'N', season: 'A' },
]
const trended: EtsModel = { error: 'A', trend: 'A', season: 'N' }

/** A series on which even the best model errs by more than this is judged by its seasons alone. */
const LARGEST_ERROR = 0.15
const PASSES = 4

/**
 * Judges each value by what exponential smoothing expected one step ahead, `z` deviations around it.
 * Values that are too far off to be chance are replaced by those one season away before the next pass, so
 * that they bend nothing; only these, since a fit to values that lie well says too little of the spread.
 */
export function aroundSmoothing(values: readonly number[], period: number, z: number): Expected[] {
  let clean: readonly number[] = values
  let best = leastPercentError(clean, period)
  for (let pass = 1; pass < PASSES; pass++) {
    const next = withoutOutliers(values, clean, best.fit, period)
    if (next.every((value, t) => value === clean[t])) break
    clean = next
    best = leastPercentError(clean, period)
  }
  if (best.error > LARGEST_ERROR) return aroundSeasons(values, period, z)
  const { expected } = best.fit.run
  const scatter = measureScatter(clean, best.fit)
  const spread = computeSpread(scatter, values.filter((value, t) => value === clean[t]).length)
  return values.map((value, t) => withinBand(value, expected[t]!, z * spread * scatter.sizes[t]!))
}

const FAR = 2.5

/** How likely a series without any outlier loses a value. */
const CHANCE = 0.05

/** The values with what is usual at their place in the season instead of outliers. */
function withoutOutliers(
  values: readonly number[],
  clean: readonly number[],
  fit: EtsFit,
  period: number,
): number[] {
  const { expected } = fit.run
  const scatter = measureScatter(clean, fit)
  // While an outlier still bends the fit, others beside it err as well, but not as far.
  const limit = Math.max(limitOfChance(scatter.errors), FAR * computeSpread(scatter)) || Infinity
  const isOutlier = values.map(
    (value, t) => Math.abs(value - expected[t]!) > limit * scatter.sizes[t]!,
  )
  const usualFrom = (t: number, step: number): number[] => {
    let place = t + step
    while (isOutlier[place]) place += step
    return place in values ? [values[place]!] : []
  }
  return values.map((value, t) => {
    if (!isOutlier[t]) return value
    const beside = [...usualFrom(t, -period), ...usualFrom(t, period)]
    return beside.length > 0 ? computeMean(beside) : expected[t]!
  })
}

/** How far off normal errors are at most, as it is seen from their median, which bears many outliers. */
function limitOfChance(errors: readonly number[]): number {
  const spread = computeMedian(errors.map(Math.abs)) / MEDIAN_OF_NORMAL
  return spread * normalQuantile(1 - CHANCE / (2 * errors.length))
}

/** Of the sizes of deviations, in standard deviations. */
const MEDIAN_OF_NORMAL = normalQuantile(0.75)

interface Candidate {
  readonly fit: EtsFit
  /** The mean absolute percentage error (of the mean where a value is zero), as a share. */
  readonly error: number
}

function leastPercentError(values: readonly number[], period: number): Candidate {
  const scale = computeMean(values.map(Math.abs))
  const errorOf = ({ run }: EtsFit): number =>
    computeMean(values.map((y, t) => Math.abs(y - run.expected[t]!) / (Math.abs(y) || scale || 1)))
  const [best] = modelsFor(values, period)
    .map((model) => fitEts(model, values, period))
    .map((fit) => ({ fit, error: errorOf(fit) }))
    .sort((a, b) => a.error - b.error)
  return best!
}

/** Seasons need enough values, ratios values above zero. */
function modelsFor(values: readonly number[], period: number): readonly EtsModel[] {
  if (period < 2 || values.length < seasonsNeeded(period)) return [trended]
  const isPositive = values.every((value) => value > 0)
  return [...seasonal, ...(isPositive ? multiplicative : []), trended]
}

/** A median of fewer seasons says little. */
const SEASONS_FOR_MEDIANS = 4

/**
 * The outlier model for what no smoothing follows: a value is expected to be the median of those at its
 * place in the season; the spread is that of the differences which chance or an adjusted box plot allow,
 * or of all where most do not differ at all.
 */
export function aroundSeasons(values: readonly number[], period: number, z: number): Expected[] {
  const length = values.length >= SEASONS_FOR_MEDIANS * period ? period : 1
  const medians = Array.from({ length }, (_, place) =>
    computeMedian(values.filter((_, t) => t % length === place)),
  )
  const expected = values.map((_, t) => medians[t % length]!)
  const differences = values.map((value, t) => value - expected[t]!)
  const [low, high] = computeAdjustedFences(differences)
  const limit = limitOfChance(differences)
  const isUsual = (difference: number) =>
    low === high || Math.abs(difference) <= limit || (difference >= low && difference <= high)
  const usual = differences.filter(isUsual)
  const squares = usual.reduce((sum, difference) => sum + difference ** 2, 0)
  const spread = Math.sqrt(squares / Math.max(1, usual.length - length))
  return values.map((value, t) => withinBand(value, expected[t]!, z * spread))
}
