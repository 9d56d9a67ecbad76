import { describe, expect, it } from 'vitest'
import { findAnomalies } from './anomalies.ts'
import {
  chiSquareTail,
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from './distributions.ts'
import { linearize } from './delta-method.ts'
import {
  anytimePValue,
  confidenceSequence,
  estimateMean,
  estimateVariance,
  liftSequence,
  pValueThreshold,
} from './experiment.ts'
import { findBestFit, forecast, fillGaps } from './forecast.ts'
import { findOutliers } from './gesd.ts'
import { logGamma } from './special-functions.ts'
import { fitTrendLine } from './trend-line.ts'

describe('distributions', () => {
  it('are exact to 1e-12 where tables are', () => {
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 12)
    expect(normalCdf(-6) / 9.865876450377018e-10).toBeCloseTo(1, 9)
    expect(studentCdf(1, 1)).toBeCloseTo(0.75, 12)
    expect(studentCdf(Math.SQRT2, 2)).toBeCloseTo(0.5 + 0.5 * Math.sqrt(0.5), 12)
    expect(studentCdf(1.5, 1e6)).toBeCloseTo(normalCdf(1.5), 6)
    expect(chiSquareTail(2, 2)).toBeCloseTo(Math.exp(-1), 12)
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
    expect(studentQuantile(0.975, 5)).toBeCloseTo(2.570581835636314, 10)
    expect(normalQuantile(0.5)).toBe(0)
  })

  it('do not know what is undefined', () => {
    expect(normalCdf(Number.NaN)).toBeNaN()
    expect(studentCdf(1, 0)).toBeNaN()
    expect(normalQuantile(2)).toBeNaN()
  })
})

describe('experiments', () => {
  const control = { units: 1000, sum: 100, squares: 100 }
  const variant = { units: 1000, sum: 200, squares: 200 }

  it('exclude a lift of 0 exactly where the p-value is below alpha', () => {
    for (const sum of [110, 130, 150, 160, 170, 180, 200]) {
      const other = { units: 1000, sum, squares: sum }
      const { lower } = liftSequence(other, control, 0.05)
      expect(lower > 0).toBe(anytimePValue(other, control) < 0.05)
    }
  })

  it('are certain of a large difference, not of none', () => {
    expect(anytimePValue(variant, control)).toBeLessThan(1e-3)
    expect(anytimePValue(control, control)).toBe(1)
    const band = confidenceSequence(control, 0.05)
    expect(band.lower + band.upper).toBeCloseTo(0.2, 12)
    expect(pValueThreshold(0.05, 3)).toBe(0.025)
  })
})

describe('the delta method', () => {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, x, i) => sum + x * b[i]!, 0)
  const jointOf = (columns: readonly (readonly number[])[]) => ({
    units: columns[0]!.length,
    sums: columns.map((column) => column.reduce((a, b) => a + b, 0)),
    productOf: (a: number, b: number) => dot(columns[a]!, columns[b]!),
  })
  const ratioOf = (joint: ReturnType<typeof jointOf>) => {
    const [a, b] = joint.sums.map((sum) => sum / joint.units)
    return linearize(joint, a! / b!, [1 / b!, -a! / b! ** 2])
  }

  it('has the mean of the function, and the variance of linearised values', () => {
    const columns = [
      [1, 4, 2, 8],
      [1, 2, 2, 3],
    ]
    const moments = ratioOf(jointOf(columns))
    const ratio = 15 / 8
    const values = columns[0]!.map((a, i) => ratio + (a - ratio * columns[1]![i]!) / 2)
    const spread = values.reduce((sum, value) => sum + (value - ratio) ** 2, 0)
    expect(estimateMean(moments)).toBeCloseTo(ratio, 12)
    expect(estimateVariance(moments)).toBeCloseTo(spread / 3, 12)
  })

  it('foretells how far ratios scatter', () => {
    let state = 11
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const found = Array.from({ length: 400 }, () => {
      const orders = Array.from({ length: 200 }, () => Math.floor(random() * 6))
      const revenue = orders.map((count) => count * 10 * (0.5 + random()))
      return ratioOf(jointOf([revenue, orders]))
    })
    const means = found.map(estimateMean)
    const centre = means.reduce((a, b) => a + b, 0) / means.length
    const scatter = means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / (means.length - 1)
    const told = found.reduce((sum, one) => sum + estimateVariance(one) / one.units, 0)
    expect(told / found.length / scatter).toBeGreaterThan(0.8)
    expect(told / found.length / scatter).toBeLessThan(1.25)
  })
})

const weekly = (days: number): number[] =>
  Array.from({ length: days }, (_, t) => 100 + t + [0, 10, 20, 5, -5, -30, -40][t % 7]!)

describe('forecasts', () => {
  it('carry a season and a trend on', () => {
    const known = weekly(56)
    const points = forecast(known, { period: 7, horizon: 7 })
    const truth = weekly(63).slice(56)
    points.forEach(({ value, lower, upper }, i) => {
      expect(Math.abs(value - truth[i]!)).toBeLessThan(2)
      expect(lower <= value && value <= upper).toBe(true)
    })
    expect(findBestFit(known, { period: 7, horizon: 7 }).model.season).not.toBe('N')
  })

  it('stay flat for a constant, and are empty for too little', () => {
    const points = forecast([5, 5, 5, 5], { period: 7, horizon: 2 })
    for (const { value, lower } of points) {
      expect(value).toBeCloseTo(5, 6)
      expect(lower).toBeCloseTo(5, 3)
    }
    expect(forecast([1, 2], { period: 7, horizon: 2 })).toEqual([])
    expect(forecast([], { period: 7, horizon: 2 })).toEqual([])
  })

  it('fill gaps on a line', () => {
    const gap = Number.NaN
    expect(fillGaps([gap, 1, gap, gap, 4, gap])).toEqual([1, 2, 3, 4, 4])
  })
})

/** A repeatable ripple. */
const ripple = (t: number): number => Math.sin(t * 12.9898) * 3

describe('anomalies', () => {
  it('stand out of days, and only they', () => {
    const series = weekly(42).map((y, t) => y + ripple(t))
    series[38] = series[38]! + 80
    const judged = findAnomalies(series, { granularity: 'day' })
    expect(judged[38]?.anomaly).toBe(true)
    expect(judged.slice(14).filter((one) => one?.anomaly).length).toBeLessThanOrEqual(2)
    expect(judged[38]!.upper).toBeLessThan(series[38]!)
  })

  it('stand out of months', () => {
    const series = Array.from({ length: 15 }, (_, t) => 100 + ripple(t))
    series[12] = 160
    const judged = findAnomalies(series, { granularity: 'month' })
    expect(judged.map((one) => one?.anomaly).indexOf(true)).toBe(12)
    expect(judged[12]!.expected).toBeCloseTo(100, -1)
  })

  it('are not looked for in too little, or where nothing is known', () => {
    expect(findAnomalies([1, 2, 3], { granularity: 'day' })).toEqual([null, null, null])
    const series = [1, 1, 1, Number.NaN, 1, 1, 1]
    const judged = findAnomalies(series, { granularity: 'week' })
    expect(judged[3]).toBeNull()
    expect(judged[4]).toEqual({ expected: 1, lower: 1, upper: 1, anomaly: false })
  })
})

/** The worked example of Rosner 1983, as in NIST's handbook §1.3.5.17.3: three outliers. */
const rosner = [
  -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65,
  1.69, 1.7, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24,
  2.26, 2.35, 2.37, 2.4, 2.47, 2.54, 2.62, 2.64, 2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68,
  4.3, 4.64, 5.34, 5.42, 6.01,
]

it('GESD finds the three outliers of its worked example', () => {
  expect(findOutliers(rosner, 10).map((at) => rosner[at])).toEqual([6.01, 5.42, 5.34])
  expect(findOutliers([1, 1, 1, 1], 2)).toEqual([])
})

describe('trend lines', () => {
  const xs = [1, 2, 3, 4, 5]
  const kinds = {
    linear: xs.map((x) => 3 + 2 * x),
    logarithmic: xs.map((x) => 3 + 2 * Math.log(x)),
    exponential: xs.map((x) => 3 * Math.exp(0.2 * x)),
    power: xs.map((x) => 3 * x ** 1.5),
    quadratic: xs.map((x) => 3 + 2 * x - x * x),
  } as const

  for (const [kind, values] of Object.entries(kinds)) {
    it(`${kind}: through points that lie on it`, () => {
      const line = fitTrendLine(values, kind as keyof typeof kinds)!
      line.forEach((y, i) => expect(y).toBeCloseTo(values[i]!, 9))
    })
  }

  it('of logarithms are refused with a value at or below zero', () => {
    expect(fitTrendLine([1, 0, 2], 'exponential')).toBeNull()
    expect(fitTrendLine([1, -1, 2], 'power')).toBeNull()
    expect(fitTrendLine([1, 0, 5], { movingAverage: 2 })).toEqual([Number.NaN, 0.5, 2.5])
  })
})
