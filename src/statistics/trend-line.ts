import { addUp } from './descriptive.ts'
import { fit, type RegressionModel, regressionModels } from './regression.ts'

export type TrendLine =
  | 'linear'
  | 'logarithmic'
  | 'exponential'
  | 'power'
  | 'quadratic'
  | { readonly movingAverage: number }

const logOfY: RegressionModel = {
  ...regressionModels.linear,
  y: Math.log,
  inverse: Math.exp,
  intercept: Math.exp,
}

const curves = {
  linear: regressionModels.linear,
  logarithmic: regressionModels.log,
  exponential: logOfY,
  power: regressionModels.power,
} as const

/**
 * A line through values at x = 1, 2, 3 …, one point per value (NaN where it is undefined). Null where
 * the kind cannot be had: exponential (y = a·e^(bx)) and power with values at or below zero.
 * semantics §8.9
 */
export function fitTrendLine(values: readonly number[], kind: TrendLine): readonly number[] | null {
  if (typeof kind === 'object') return movingAverage(values, kind.movingAverage)
  if (kind === 'quadratic') return parabola(values)
  const isOfLogs = kind === 'exponential' || kind === 'power'
  if (isOfLogs && values.some((value) => value <= 0)) return null
  const xs = values.map((_, i) => i + 1)
  return xs.map(fit(curves[kind], xs, values).predict)
}

function movingAverage(values: readonly number[], count: number): number[] {
  return values.map((_, i) => {
    const window = values.slice(Math.max(0, i - count + 1), i + 1)
    return window.length < count ? Number.NaN : addUp(window) / count
  })
}

/** y = a + bx + cx² by the part of x² that a line does not explain. */
function parabola(values: readonly number[]): number[] {
  const places = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [i + 1]))
  const known = places.map((x) => values[x - 1]!)
  const straight = (ys: readonly number[]) => fit(regressionModels.linear, places, ys).predict
  const square = straight(places.map((x) => x * x))
  const line = straight(known)
  const bend = places.map((x) => x * x - square(x))
  const scale = addUp(bend.map((b) => b * b))
  const c = scale < 1e-9 ? 0 : addUp(bend.map((b, i) => b * known[i]!)) / scale
  return values.map((_, i) => line(i + 1) + c * ((i + 1) ** 2 - square(i + 1)))
}
