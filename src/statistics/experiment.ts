/** Of one variant: number of units, and sum and sum of squares of the units' values. */
export interface Moments {
  readonly units: number
  readonly sum: number
  readonly squares: number
}

/** ρ² of the confidence sequences. semantics §8.4 */
export const RHO_SQUARED = 10 ** -2.8

export const estimateMean = ({ sum, units }: Moments): number => sum / units

/** Divided by n - 1: Σm²/(N−1) − (Σm)²/(N(N−1)). */
export function estimateVariance({ units, sum, squares }: Moments): number {
  if (units < 2) return Number.NaN
  return Math.max(0, squares / (units - 1) - (sum * sum) / (units * (units - 1)))
}

export const estimateLift = (variant: Moments, control: Moments): number =>
  (estimateMean(variant) - estimateMean(control)) / estimateMean(control)

export interface Interval {
  readonly lower: number
  readonly upper: number
}

/**
 * Half the width of the asymptotic confidence sequence of a mean, in standard deviations.
 * Waudby-Smith et al., arXiv 2103.06476
 */
export function sequenceRadius(units: number, alpha: number, rhoSquared = RHO_SQUARED): number {
  const t = units * rhoSquared
  return Math.sqrt(((2 * (t + 1)) / (units * t)) * Math.log(Math.sqrt(t + 1) / alpha))
}

/** The p-value that belongs to it, of a squared z-score. */
export function sequencePValue(zSquared: number, units: number, rhoSquared = RHO_SQUARED): number {
  const t = units * rhoSquared
  return Math.min(1, Math.sqrt(1 + t) * Math.exp((-0.5 * zSquared * t) / (t + 1)))
}

/** A band that holds the mean at all times with probability 1 - alpha. semantics §8.4 */
export function confidenceSequence(variant: Moments, alpha: number): Interval {
  const width = Math.sqrt(estimateVariance(variant)) * sequenceRadius(variant.units, alpha)
  return { lower: estimateMean(variant) - width, upper: estimateMean(variant) + width }
}

/** Variance of the inverse-probability-weighted difference of the means. */
function differenceVariance(variant: Moments, control: Moments): number {
  const units = variant.units + control.units
  const perUnit = (m: Moments): number => (estimateVariance(m) + estimateMean(m) ** 2) / m.units
  const difference = estimateMean(variant) - estimateMean(control)
  return units * (perUnit(variant) + perUnit(control)) - difference ** 2
}

/** The anytime-valid p-value of the difference of two means; confidence is 1 - p. semantics §8.4 */
export function anytimePValue(variant: Moments, control: Moments): number {
  const units = variant.units + control.units
  const difference = estimateMean(variant) - estimateMean(control)
  const zSquared = (difference ** 2 * units) / differenceVariance(variant, control)
  return sequencePValue(zSquared, units)
}

/** The band of the lift that belongs to `anytimePValue`: it excludes 0 exactly where p < alpha. */
export function liftSequence(variant: Moments, control: Moments, alpha: number): Interval {
  const units = variant.units + control.units
  const difference = estimateMean(variant) - estimateMean(control)
  const width = Math.sqrt(differenceVariance(variant, control)) * sequenceRadius(units, alpha)
  const bounds = [difference - width, difference + width].map((d) => d / estimateMean(control))
  return { lower: Math.min(...bounds), upper: Math.max(...bounds) }
}

/** Bonferroni: the p-value that each variant must stay below. `arms` includes the control. */
export const pValueThreshold = (alpha: number, arms: number): number =>
  alpha / Math.max(1, arms - 1)
