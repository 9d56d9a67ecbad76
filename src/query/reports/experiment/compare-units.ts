import {
  anytimePValue,
  confidenceSequence,
  estimateLift,
  estimateMean,
  estimateVariance,
  liftSequence,
  type Moments,
} from '../../../statistics/experiment.ts'

/** Null where it is no number, such as the mean of nobody. */
export const figure = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** The mean per unit with the confidence sequence of level 1 - alpha around it (§8.4). */
export function describeUnits(moments: Moments, alpha: number) {
  const { lower, upper } = confidenceSequence(moments, alpha)
  return {
    mean: figure(estimateMean(moments)),
    standardDeviation: figure(Math.sqrt(estimateVariance(moments))),
    lower: figure(lower),
    upper: figure(upper),
  }
}

/** By how much the mean of some units is above that of others, and how sure that is, at any time (§8.4). */
export function compareUnits(moments: Moments, base: Moments, alpha: number) {
  const { lower, upper } = liftSequence(moments, base, alpha)
  const pValue = anytimePValue(moments, base)
  return {
    lift: figure(estimateLift(moments, base)),
    liftLower: figure(lower),
    liftUpper: figure(upper),
    confidence: figure(1 - pValue),
    pValue: figure(pValue),
  }
}
