import { expect, it } from 'vitest'
import { calculatedMetric } from '../../model/definitions/calculated-metric.ts'
import { expandFormula, readFormula } from '../formula/index.ts'
import { listDefaultCalculatedMetrics } from './calculated-metrics.ts'

const always = [
  'time-spent-per-person',
  'time-spent-per-session',
  'session-start-rate',
  'session-end-rate',
  'sessions-per-person',
  'bounce-rate',
  'weighted-bounce-rate',
]

it('default calculated metrics follow the labels', () => {
  expect(listDefaultCalculatedMetrics([]).map(({ id }) => id)).toEqual(always)
  const metrics = [{ id: 'sales', labels: ['context:orders', 'seasonal'] }, { id: 'margin' }]
  const made = listDefaultCalculatedMetrics(metrics)
  expect(made.map(({ id }) => id)).toEqual([
    ...always,
    'orders-per-person',
    'orders-per-session',
    'order-assists',
  ])
  expect(readFormula(made.at(-1)!.formula)).toEqual({
    op: '-',
    args: [
      { metric: 'sales', attribution: { model: 'participation', container: 'session' } },
      { metric: 'sales' },
    ],
  })
})

it('default calculated metrics are valid definitions', () => {
  const labels = ['orders', 'revenue', 'page-views', 'reloads', 'bounces'].map(
    (x) => `context:${x}`,
  )
  const made = listDefaultCalculatedMetrics([{ id: 'm', labels }])
  expect(made.length).toBe(16)
  for (const definition of made) {
    expect(calculatedMetric.parse(definition)).toEqual(definition)
    expandFormula(readFormula(definition.formula))
  }
})
