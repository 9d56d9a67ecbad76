import { computeMean, computeSampleVariance } from './descriptive.ts'
import { studentQuantile } from './distributions.ts'

/**
 * Places of the outliers among the values, by the generalised extreme studentised deviate test
 * (Rosner 1983) for at most `most` of them.
 */
export function findOutliers(
  values: readonly number[],
  most: number,
  alpha = 0.05,
): readonly number[] {
  const left = values.map((value, at) => ({ value, at }))
  const removed: number[] = []
  let outliers = 0
  for (let i = 1; i <= most && left.length > 2; i++) {
    const current = left.map(({ value }) => value)
    const centre = computeMean(current)
    const spread = Math.sqrt(computeSampleVariance(current))
    if (spread === 0) break
    const far = left.reduce(
      (best, { value }, index) =>
        Math.abs(value - centre) > Math.abs(left[best]!.value - centre) ? index : best,
      0,
    )
    const deviate = Math.abs(left[far]!.value - centre) / spread
    removed.push(left.splice(far, 1)[0]!.at)
    if (deviate > criticalDeviate(values.length, i, alpha)) outliers = i
  }
  return removed.slice(0, outliers)
}

/** How many deviations off the i-th outlier (from 1) of so many values has to be. */
export function criticalDeviate(count: number, i: number, alpha: number): number {
  const p = 1 - alpha / (2 * (count - i + 1))
  const t = studentQuantile(p, count - i - 1)
  return ((count - i) * t) / Math.sqrt((count - i - 1 + t * t) * (count - i + 1))
}
