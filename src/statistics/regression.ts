/** A curve that is a straight line once x and y are transformed. */
export interface RegressionModel {
  /** NaN where the point cannot take part. */
  readonly x: (x: number) => number
  readonly y: (y: number) => number
  /** Back from the line to y. */
  readonly inverse: (y: number) => number
  /** From the line's constant to the curve's. */
  readonly intercept: (constant: number) => number
}

export interface Fit {
  readonly slope: number
  readonly intercept: number
  /** Pearson's coefficient of the transformed points. */
  readonly correlation: number
  readonly predict: (x: number) => number
}

const same = (x: number): number => x
const straight = { x: same, y: same, inverse: same, intercept: same }

/** The regressions of calculated metrics. semantics §6.2 */
export const regressionModels = {
  linear: straight,
  log: { ...straight, x: Math.log },
  exponential: { ...straight, x: Math.exp },
  power: { x: Math.log, y: Math.log, inverse: Math.exp, intercept: Math.exp },
  quadratic: { ...straight, y: Math.sqrt, inverse: (y: number) => y * y },
  reciprocal: { ...straight, x: (x: number) => 1 / x },
} satisfies Record<string, RegressionModel>

type Values = Float64Array | readonly number[]

/**
 * Ordinary least squares on the transformed points; points that a transformation does not allow
 * (log of zero) are left out. All figures are NaN with fewer than two points or a constant x.
 */
export function fit(model: RegressionModel, xs: Values, ys: Values): Fit {
  const points: (readonly [number, number])[] = []
  for (let i = 0; i < xs.length; i++) {
    const point = [model.x(xs[i]!), model.y(ys[i]!)] as const
    if (point.every(Number.isFinite)) points.push(point)
  }
  const n = points.length
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n
  let xx = 0
  let xy = 0
  let yy = 0
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2
    xy += (x - meanX) * (y - meanY)
    yy += (y - meanY) ** 2
  }
  const slope = xy / xx
  const constant = meanY - slope * meanX
  return {
    slope,
    intercept: model.intercept(constant),
    correlation: xy / Math.sqrt(xx * yy),
    predict: (x) => model.inverse(constant + slope * model.x(x)),
  }
}
