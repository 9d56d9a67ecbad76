import { computeAdjustedFences } from './adjusted-box-plot.ts'
import { computeMean, computeSampleVariance } from './descriptive.ts'
import { type Expected, withinBand } from './expected.ts'
import { criticalDeviate, findOutliers } from './gesd.ts'
import { fit as fitLine, regressionModels } from './regression.ts'

/**
 * Judges each value by the line through all of them: an adjusted box plot says how many outliers there
 * may be, the GESD test which ones there are, and its last critical value how wide the band is around
 * the line through the others. semantics §8.10
 */
export function aroundLine(values: readonly number[], alpha: number): Expected[] {
  const all = values.map((_, t) => t)
  const rough = residualsAround(values, all)
  const most = outsideOf(rough, computeAdjustedFences(rough))
  const outliers = new Set(findOutliers(rough, most, alpha))
  const inliers = all.filter((t) => !outliers.has(t))
  const residuals = residualsAround(values, inliers)
  const width = bandOf(
    inliers.map((t) => residuals[t]!),
    values.length,
    alpha,
  )
  return values.map((value, t) => withinBand(value, value - residuals[t]!, width))
}

/** As wide as the test's next outlier would have to be, and no narrower than what it left. */
function bandOf(residuals: readonly number[], count: number, alpha: number): number {
  const spread = Math.sqrt(computeSampleVariance(residuals))
  const farthest = Math.max(...residuals.map(Math.abs))
  const deviate = criticalDeviate(count, count - residuals.length + 1, alpha)
  return Math.max(farthest, Number.isFinite(deviate) ? deviate * spread : 0)
}

/** What all values differ from the line through those at the given places. */
function residualsAround(values: readonly number[], places: readonly number[]): number[] {
  const ys = places.map((t) => values[t]!)
  const fitted = fitLine(regressionModels.linear, places, ys)
  const line = Number.isNaN(fitted.slope) ? () => computeMean(ys) : fitted.predict
  return values.map((value, t) => value - line(t))
}

const outsideOf = (values: readonly number[], [low, high]: readonly [number, number]): number =>
  values.filter((value) => value < low || value > high).length
