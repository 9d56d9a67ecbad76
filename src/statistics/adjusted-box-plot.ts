import { computeMedian, computePercentile } from './descriptive.ts'

/**
 * How skewed values are, from -1 (a long tail to the left) to 1, unmoved by outliers; 0 of fewer than
 * three values. Brys, Hubert & Struyf 2004
 */
export function medcouple(values: readonly number[]): number {
  if (values.length < 3) return 0
  const centre = computeMedian(values)
  const sorted = values.map((value) => value - centre).sort((a, b) => a - b)
  const above = sorted.filter((value) => value >= 0)
  const below = sorted.filter((value) => value <= 0)
  const ties = sorted.filter((value) => value === 0).length
  const firstTie = below.length - ties
  const kernels = above.flatMap((high, i) =>
    below.map((low, j) =>
      high === 0 && low === 0
        ? Math.sign(ties - 1 - i - (j - firstTie))
        : (high + low) / (high - low),
    ),
  )
  return computeMedian(kernels)
}

/**
 * Where a box plot's whiskers end at most, by the skewness of the values. Hubert & Vandervieren,
 * An adjusted boxplot for skewed distributions, 2008
 */
export function computeAdjustedFences(
  values: readonly number[],
): readonly [low: number, high: number] {
  const [lower, upper] = [computePercentile(values, 25), computePercentile(values, 75)]
  const skew = medcouple(values)
  const [left, right] = skew >= 0 ? [-4, 3] : [-3, 4]
  const reach = 1.5 * (upper - lower)
  return [lower - reach * Math.exp(left * skew), upper + reach * Math.exp(right * skew)]
}
