import { incompleteBeta, upperGamma } from './special-functions.ts'

/** P(Z <= z) of the standard normal distribution; accurate in both tails. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2)
  return z < 0 ? tail : 1 - tail
}

/** P(T <= t) of Student's distribution; NaN without positive degrees of freedom. */
export function studentCdf(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees > 0)) return Number.NaN
  const tail = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  return t < 0 ? tail : 1 - tail
}

/** P(X > x) of the chi-square distribution: the p-value of a test. */
export const chiSquareTail = (x: number, degrees: number): number => upperGamma(degrees / 2, x / 2)

/** The z with P(Z <= z) = p. */
export function normalQuantile(p: number): number {
  return quantile(normalCdf, p)
}

/** The t with P(T <= t) = p. */
export function studentQuantile(p: number, degrees: number): number {
  return quantile((t) => studentCdf(t, degrees), p)
}

/** Bisection on the smaller tail of a distribution that is symmetric around zero. */
function quantile(cdf: (x: number) => number, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p > 0.5) return -quantile(cdf, 1 - p)
  if (p === 0.5) return 0
  if (p === 0) return -Infinity
  let low = -1
  while (cdf(low) > p) low *= 2
  let high = 0
  while (true) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (cdf(middle) < p) low = middle
    else high = middle
  }
}
