import { describe, expect, it } from 'vitest'
import { sequencePValue, sequenceRadius } from '../../src/statistics/experiment.ts'
import { loadVectors } from '../support/vectors.ts'

const { cases } = loadVectors('experimentation-stats')

/** Published cases of other methods than the anytime-valid sequence of semantics §8.4. */
const different: Readonly<Record<string, string>> = {
  'exp.ttest_rel': 'a fixed-horizon Welch test',
  'exp.ttest_abs': 'a fixed-horizon Welch test',
  'exp.ttest_prop': 'a fixed-horizon test of proportions',
  'exp.bayes_prop': 'Bayesian',
  'exp.bayes_mean': 'Bayesian',
  'exp.cs_rho': 'tunes the mixture to a sample size; ours is fixed at 10^-2.8',
  'exp.cs_betabin': 'a sequence of bounded counts; ours is asymptotic',
}

const expectedOf = (id: string) =>
  cases.find((one) => one.id === id)?.expected as Readonly<Record<string, number>>

describe('experimentation', () => {
  it('has cases that are tried, or differ for a reason', () => {
    const ids = ['exp.cs_normal', ...Object.keys(different)]
    expect(cases.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  it('exp.cs_normal: our sequence is the two-sided normal mixture with 1/ρ² = rho', () => {
    const { bound, log_supermartingale_at_s10: logAtTen } = expectedOf('exp.cs_normal')
    const rhoSquared = 1 / expectedOf('exp.cs_rho')['rho']!
    expect(100 * sequenceRadius(100, 0.05, rhoSquared)).toBeCloseTo(bound!, 4)
    expect(1 / Math.exp(logAtTen!)).toBeGreaterThan(1)
    expect(sequencePValue((10 * 10) / 100, 100, rhoSquared)).toBe(1)
    const farther = Math.log(sequencePValue(30 ** 2 / 100, 100, rhoSquared))
    const rho = 1 / rhoSquared
    expect(farther).toBeCloseTo(-(logAtTen! + (30 ** 2 - 10 ** 2) / (2 * (100 + rho))), 4)
  })
})
