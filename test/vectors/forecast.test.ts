import { describe, expect, it } from 'vitest'
import {
  averageCentred,
  type guessFirstState,
  fitEts,
  seasonalFigure,
} from '../../src/statistics/ets-fit.ts'
import {
  type EtsModel,
  meanAhead,
  runEts,
  computeVariancesAhead,
} from '../../src/statistics/ets.ts'
import { fit as fitLine, regressionModels } from '../../src/statistics/regression.ts'
import { forecastSeries } from './forecast-series.ts'
import { loadVectors, type VectorCase } from '../support/vectors.ts'

const { cases } = loadVectors('forecast-anomaly-r')

/** Models that we fit better than the source, whose optimiser stops earlier: by how much in log-likelihood. */
const likelierBy: Readonly<Record<string, number>> = {
  'fc.ets_ana_air': 22.2,
  'fc.ets_aaa_air': 47.3,
  'fc.ets_mnm_air': 31.6,
  'fc.ets_mna_air': 60.0,
}

/** Published cases that mean something else than ours. */
const different: Readonly<Record<string, string>> = {
  'fc.hw_mult_fixed':
    'Holt-Winters updates a multiplicative season by the new level, our smoothing (as ets) by the old one',
}

interface Question {
  readonly tolerance: number
  readonly alpha?: number
  readonly beta?: number
  readonly gamma?: number
  readonly model?: string
}

const caseOf = (id: string) => {
  const found = cases.find((one) => one.id === id) as VectorCase
  const expected = found.expected as Readonly<Record<string, readonly number[]>>
  const question = found.question as unknown as Question
  return { series: forecastSeries[String(found.input?.['series'])]!, expected, question }
}

function near(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(wanted.length)
  actual.forEach((value, i) => {
    expect(Math.abs(value / wanted[i]! - 1), `${value} for ${wanted[i]}`).toBeLessThan(tolerance)
  })
}

const ahead = (
  model: EtsModel,
  state: ReturnType<typeof guessFirstState>,
  count: number,
): number[] => Array.from({ length: count }, (_, i) => meanAhead(model, state, i + 1))

const simple: EtsModel = { error: 'A', trend: 'N', season: 'N' }

describe('forecasts of R', () => {
  it('are all tried, or differ for a reason', () => {
    const ids = cases.map(({ id }) => id).filter((id) => !id.startsWith('fc.ets_'))
    const tried = ['fc.hw_add_fixed', 'fc.ses_fixed', 'fc.ses_nile', 'fc.holt_uspop']
    expect(ids.toSorted()).toEqual([...tried, ...Object.keys(different)].toSorted())
  })

  it('fc.hw_add_fixed: Holt-Winters is ETS(A,A,A) with other names for its parameters', () => {
    const { series, expected, question } = caseOf('fc.hw_add_fixed')
    const { alpha, beta, gamma } = question as Required<Question>
    const head = series.slice(0, 24)
    const trend = averageCentred(head, 12).filter((x) => !Number.isNaN(x))
    const places = trend.map((_, i) => i + 1)
    const line = fitLine(regressionModels.linear, places, trend)
    const start = {
      level: line.intercept,
      slope: line.slope,
      season: seasonalFigure(head, 12, false),
    }
    const smoothing = { alpha, beta: alpha * beta, gamma: gamma * (1 - alpha) }
    const model: EtsModel = { error: 'A', trend: 'A', season: 'A' }
    const run = runEts(model, smoothing, start, series.slice(12))
    near(ahead(model, run.state, 12), expected['fc12']!, question.tolerance)
    near([...run.expected.slice(0, 3)], expected['fitted_first3']!, question.tolerance)
    const squares = run.errors.reduce((sum, e) => sum + e * e, 0)
    near([squares], [Number(expected['SSE'])], question.tolerance)
  })

  it('fc.ses_fixed', () => {
    const { series, expected, question } = caseOf('fc.ses_fixed')
    const smoothing = { alpha: question.alpha!, beta: 0, gamma: 0 }
    const run = runEts(simple, smoothing, { level: series[0]!, slope: 0, season: [] }, series)
    near(ahead(simple, run.state, 1), expected['fc1']!, question.tolerance)
    const squares = run.errors.reduce((sum, e) => sum + e * e, 0)
    near([squares], [Number(expected['SSE'])], question.tolerance)
  })

  it('fc.ses_nile', () => {
    const { series, expected, question } = caseOf('fc.ses_nile')
    const { run } = fitEts(simple, series, 1)
    near(ahead(simple, run.state, 1), expected['fc1']!, question.tolerance)
  })

  it('fc.holt_uspop', () => {
    const { series, expected, question } = caseOf('fc.holt_uspop')
    const model: EtsModel = { error: 'A', trend: 'A', season: 'N' }
    const { run } = fitEts(model, series, 1)
    near(ahead(model, run.state, 3), expected['fc3']!, question.tolerance)
  })

  for (const { id, question } of cases.filter(({ id }) => id.startsWith('fc.ets_'))) {
    const [error, trend, season] = [...String(question['model'])]
    const model = { error, trend, season } as EtsModel

    const { series, expected } = caseOf(id)
    const fit = () => fitEts(model, series, 12)
    const excess = () => {
      const { run } = fit()
      const likelihood = -(run.misfit + series.length * Math.log(series.length)) / 2
      return likelihood - Number(expected['loglik'])
    }

    if (id in likelierBy) {
      it(`${id}: likelier by ${likelierBy[id]}`, () =>
        expect(excess()).toBeCloseTo(likelierBy[id]!, 1))
      continue
    }
    it(`${id}: as likely`, () => expect(excess()).toBeGreaterThan(-0.1))
    it(`${id}: mean within 2 %, band within 5 %`, () => {
      const { run, smoothing, errorVariance } = fit()
      near(ahead(model, run.state, 12), expected['mean']!, 0.02)
      const variances = computeVariancesAhead(model, smoothing, run.state, errorVariance, 12)
      const halves = expected['hi95']!.map((high, i) => (high - expected['lo95']![i]!) / 2)
      const ours = [...variances].map((variance) => 1.959963984540054 * Math.sqrt(variance))
      near(ours, halves, 0.05)
    })
  }
})
