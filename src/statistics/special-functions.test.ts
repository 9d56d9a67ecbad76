import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile, studentCdf, studentQuantile } from './distributions.ts'
import { incompleteBeta, logGamma, upperGamma } from './special-functions.ts'

/** Figures with 50 digits, rounded to doubles; see docs/decisions/007-special-functions.md. */
const expectNear = (actual: number, exact: number, relative = 1e-12): void => {
  expect(Math.abs(actual - exact)).toBeLessThanOrEqual(relative * Math.abs(exact))
}

describe('special functions', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [0.957, 0.026373829110178763],
    [3.25, 0.9358019311087253],
    [42.5, 115.90007047041453],
    [1000, 5905.220423209181],
    [8716.5, 70364.452140651],
  ])('log gamma of %d', (x, exact) => {
    expectNear(logGamma(x), exact)
  })

  it.each([
    [0.5, 0.02, 0.8414805811217939],
    [0.5, 30, 9.485737571073848e-15],
    [2.5, 2, 0.5494159513527802],
    [10, 25, 0.00022147663824878357],
    [120, 80, 0.9999818097835842],
    [600, 857, 7.220555212604171e-21],
    [868, 332, 1],
  ])('upper incomplete gamma of %d at %d', (a, x, upper) => {
    expectNear(upperGamma(a, x), upper)
  })

  it.each([
    [0.5, 0.5, 0.5, 0.5],
    [0.1, 2, 30, 0.8304353668991352],
    [0.97, 15.5, 0.5, 0.33507889532387947],
    [0.3, 100, 120, 7.528426083173606e-7],
    [0.79, 817, 61, 3.947975244830841e-31],
    [0.999, 4000, 0.5, 0.004668695686056545],
  ])('incomplete beta at %d of %d and %d', (x, a, b, exact) => {
    expectNear(incompleteBeta(x, a, b), exact, a > 1000 ? 1e-10 : 2e-12)
  })
})

describe('distributions', () => {
  it.each([
    [-30, 4.906713927148187e-198],
    [-8, 6.220960574271784e-16],
    [-1.96, 0.024997895148220435],
    [-0.01, 0.4960106436853684],
    [0.5, 0.6914624612740131],
    [3, 0.9986501019683699],
    [7, 0.9999999999987201],
  ])('normal at %d', (z, exact) => {
    expectNear(normalCdf(z), exact)
  })

  it.each([
    [1e-12, -7.034483825301132],
    [0.0001, -3.7190164854556804],
    [0.025, -1.9599639845400543],
    [0.4, -0.2533471031357998],
    [0.975, 1.9599639845400543],
  ])('normal quantile of %d', (p, exact) => {
    expectNear(normalQuantile(p), exact)
  })

  it.each([
    [-30, 1, 0.010606402405535424],
    [-2.5, 7.5, 0.019410129136812778],
    [0.3, 3, 0.6081183539800404],
    [4, 25, 0.999752278164734],
    [-1.62, 8716, 0.05263422672199962],
  ])('Student at %d with %d degrees of freedom', (t, degrees, exact) => {
    const relative = degrees > 1000 ? 1e-10 : 1e-12
    expectNear(studentCdf(t, degrees), exact, relative)
    expectNear(studentQuantile(exact, degrees), t, relative)
  })
})
