import type { Moments } from './experiment.ts'

/** Of one variant: number of units, sums of several measures, and sums of products of any two. */
export interface JointMoments {
  readonly units: number
  readonly sums: readonly number[]
  /** Σ over units of measure `a` times measure `b`; of squares where they are the same. */
  readonly productOf: (a: number, b: number) => number
}

/**
 * Moments of a function of means, by the delta method: those of f(μ) + Σ ∂f/∂μ_j · (Y_j − μ_j), a value
 * per unit whose mean is the function's and whose variance is Σ ∂f/∂μ_j · ∂f/∂μ_k · cov(Y_j, Y_k).
 */
export function linearize(
  { units, sums, productOf }: JointMoments,
  value: number,
  slopes: readonly number[],
): Moments {
  let spread = 0
  slopes.forEach((a, j) => {
    slopes.forEach((b, k) => {
      if (a !== 0 && b !== 0) spread += a * b * (productOf(j, k) - (sums[j]! * sums[k]!) / units)
    })
  })
  return { units, sum: units * value, squares: units * value ** 2 + Math.max(0, spread) }
}
