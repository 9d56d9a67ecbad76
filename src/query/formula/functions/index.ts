import { absoluteValue } from './absolute-value.ts'
import { and } from './and.ts'
import { approximateCountDistinct } from './approximate-count-distinct.ts'
import { cdfT } from './cdf-t.ts'
import { cdfZ } from './cdf-z.ts'
import { ceiling } from './ceiling.ts'
import { columnMax } from './column-max.ts'
import { columnMin } from './column-min.ts'
import { columnSum } from './column-sum.ts'
import { comparisons } from './comparisons.ts'
import { confidence } from './confidence.ts'
import { confidenceLower } from './confidence-lower.ts'
import { confidenceUpper } from './confidence-upper.ts'
import { count } from './count.ts'
import { cubeRoot } from './cube-root.ts'
import { cumulative } from './cumulative.ts'
import { cumulativeAverage } from './cumulative-average.ts'
import { exponent } from './exponent.ts'
import { floor } from './floor.ts'
import { ifThenElse } from './if.ts'
import { lift } from './lift.ts'
import { ln } from './ln.ts'
import { log10 } from './log10.ts'
import { mean } from './mean.ts'
import { median } from './median.ts'
import { modulo } from './modulo.ts'
import { not } from './not.ts'
import { or } from './or.ts'
import { percentile } from './percentile.ts'
import { pi } from './pi.ts'
import { power } from './power.ts'
import { quartile } from './quartile.ts'
import { regressions } from './regressions.ts'
import { round } from './round.ts'
import { rowCount } from './row-count.ts'
import { rowMax } from './row-max.ts'
import { rowMin } from './row-min.ts'
import { rowSum } from './row-sum.ts'
import { sampleVariance } from './sample-variance.ts'
import { squareRoot } from './square-root.ts'
import { standardDeviation } from './standard-deviation.ts'
import { tScore } from './t-score.ts'
import { tTest } from './t-test.ts'
import { trigonometry } from './trigonometry.ts'
import { variance } from './variance.ts'
import { zScore } from './z-score.ts'
import { zTest } from './z-test.ts'
import type { FormulaFunctionDefinition } from './parts/definition.ts'

/** The functions of calculated metrics, in the order of the builder. semantics §6.1, §6.2 */
export const formulaFunctions = {
  'absolute-value': absoluteValue,
  'column-max': columnMax,
  'column-min': columnMin,
  'column-sum': columnSum,
  count,
  exponent,
  mean,
  median,
  percentile,
  quartile,
  modulo,
  power,
  round,
  'row-count': rowCount,
  'row-max': rowMax,
  'row-min': rowMin,
  'row-sum': rowSum,
  'square-root': squareRoot,
  'standard-deviation': standardDeviation,
  variance,
  and,
  or,
  not,
  ...comparisons,
  if: ifThenElse,
  ceiling,
  floor,
  'cube-root': cubeRoot,
  ln,
  log10,
  pi,
  ...trigonometry,
  'approximate-count-distinct': approximateCountDistinct,
  cumulative,
  'cumulative-average': cumulativeAverage,
  'cdf-z': cdfZ,
  'cdf-t': cdfT,
  'z-score': zScore,
  't-score': tScore,
  'z-test': zTest,
  't-test': tTest,
  ...regressions,
  lift,
  confidence,
  'confidence-lower': confidenceLower,
  'confidence-upper': confidenceUpper,
  'sample-variance': sampleVariance,
} as const satisfies Readonly<Record<string, FormulaFunctionDefinition>>

/** The name of a function of formulas. */
export type FormulaFunctionName = keyof typeof formulaFunctions

export const formulaFunctionNames = Object.keys(formulaFunctions) as readonly FormulaFunctionName[]
