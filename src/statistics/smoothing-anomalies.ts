import { computeAdjustedFences } from './adjusted-box-plot.ts'
import { computeMean, computeMedian } from './descriptive.ts'
import { type EtsFit, fitEts } from './ets-fit.ts'
import type { EtsModel } from './ets.ts'
import { type Expected, withinBand } from './expected.ts'

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
const PASSES = 3

/**
 * Judges each value by what exponential smoothing expected one step ahead, `z` deviations around it.
 * Anomalies are replaced by what was expected before the next pass, so that they bend nothing.
 */
export function aroundSmoothing(values: readonly number[], period: number, z: number): Expected[] {
  let clean: readonly number[] = values
  let judged: Expected[] = []
  let best = leastPercentError(clean, period)
  for (let pass = 0; pass < PASSES; pass++) {
    const { fit } = best
    judged = values.map((value, t) => withinBand(value, fit.run.expected[t]!, z * spreadAt(fit, t)))
    const next = values.map((value, t) => (judged[t]!.anomaly ? judged[t]!.expected : value))
    if (next.every((value, t) => value === clean[t])) break
    clean = next
    if (pass + 1 < PASSES) best = leastPercentError(clean, period)
  }
  return best.error > LARGEST_ERROR ? aroundSeasons(values, period, z) : judged
}

const spreadAt = ({ model, run, errorVariance }: EtsFit, t: number): number =>
  Math.sqrt(errorVariance) * (model.error === 'M' ? Math.abs(run.expected[t]!) : 1)

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
 * place in the season; the spread is that of the differences which an adjusted box plot leaves, or of
 * all where most do not differ at all.
 */
export function aroundSeasons(values: readonly number[], period: number, z: number): Expected[] {
  const length = values.length >= SEASONS_FOR_MEDIANS * period ? period : 1
  const medians = Array.from({ length }, (_, place) =>
    computeMedian(values.filter((_, t) => t % length === place)),
  )
  const expected = values.map((_, t) => medians[t % length]!)
  const differences = values.map((value, t) => value - expected[t]!)
  const [low, high] = computeAdjustedFences(differences)
  const isUsual = (difference: number) => low === high || (difference >= low && difference <= high)
  const usual = differences.filter(isUsual)
  const squares = usual.reduce((sum, difference) => sum + difference ** 2, 0)
  const spread = Math.sqrt(squares / Math.max(1, usual.length - length))
  return values.map((value, t) => withinBand(value, expected[t]!, z * spread))
}
