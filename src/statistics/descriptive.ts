type Values = Float64Array | readonly number[]

/** Sum of the values; 0 of none. */
export function addUp(values: Values): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

/** NaN of no values, as everywhere in this file. */
export const computeMean = (values: Values): number => addUp(values) / values.length

/** Variance divided by n, as in the worked examples. semantics §6.1 */
export const computeVariance = (values: Values): number => squaredDeviations(values) / values.length

/** Standard deviation divided by n. */
export const computeStandardDeviation = (values: Values): number =>
  Math.sqrt(computeVariance(values))

/** Variance divided by n - 1. */
export const computeSampleVariance = (values: Values): number =>
  values.length < 2 ? Number.NaN : squaredDeviations(values) / (values.length - 1)

function squaredDeviations(values: Values): number {
  const centre = computeMean(values)
  let total = 0
  for (const value of values) total += (value - centre) ** 2
  return total
}

export const computeMedian = (values: Values): number => computePercentile(values, 50)

/** The k-th percentile (0 to 100), interpolated linearly between the two neighbouring values. */
export function computePercentile(values: Values, k: number): number {
  if (values.length === 0 || Number.isNaN(k)) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const position = (k / 100) * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}
