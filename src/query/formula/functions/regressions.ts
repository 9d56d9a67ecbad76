import { fit, type RegressionModel, regressions } from '../../../statistics/regression.ts'
import type { FormulaExample, TableFunctionDefinition } from './definition.ts'

const points = [
  { name: 'x', description: 'the metric that explains', kind: 'formula' },
  { name: 'y', description: 'the metric that is explained', kind: 'formula' },
] as const

interface Family {
  readonly label: string
  readonly equation: string
  readonly model: RegressionModel
  /** Points that lie on a curve with this slope and intercept. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly slope: number
  readonly intercept: number
  readonly correlation: number
}

/** The four functions of a regression; all but the predicted y are the same on every row. */
function family({ label, equation, model, x, y, ...fitted }: Family) {
  const constant = (name: 'correlation' | 'intercept' | 'slope'): TableFunctionDefinition => {
    const examples: readonly FormulaExample[] = [
      { args: [x, y], result: fitted[name], tolerance: 1e-9 },
      { args: [[1], [1]], result: null },
    ]
    return {
      kind: 'table',
      label: `${label} regression: ${name}`,
      description: `The ${name} of the fit ${equation} over the rows.`,
      arguments: points,
      table: ([xs, ys]) => fit(model, xs!.rows, ys!.rows)[name],
      total: (_, [xs, ys]) => fit(model, xs!.rows, ys!.rows)[name],
      examples,
    }
  }
  const predictedY: TableFunctionDefinition = {
    kind: 'table',
    label: `${label} regression: predicted y`,
    description: `The y of the fit ${equation} at the row’s x.`,
    arguments: points,
    table: ([xs, ys]) => xs!.rows.map(fit(model, xs!.rows, ys!.rows).predict),
    examples: [{ args: [x, y], result: y, tolerance: 1e-9 }],
  }
  const correlation = constant('correlation')
  return {
    correlation,
    intercept: constant('intercept'),
    predictedY,
    slope: constant('slope'),
  }
}

const on = (x: readonly number[], curve: (x: number) => number) => ({ x, y: x.map(curve) })

export const linear = family({
  label: 'Linear',
  equation: 'y = a·x + b (slope a, intercept b)',
  model: regressions.linear,
  ...on([1, 2, 3, 4], (x) => 2 * x + 3),
  slope: 2,
  intercept: 3,
  correlation: 1,
})

export const log = family({
  label: 'Log',
  equation: 'y = a·ln(x) + b (slope a, intercept b)',
  model: regressions.log,
  ...on([1, 2, 3, 4], (x) => -2 * Math.log(x) + 3),
  slope: -2,
  intercept: 3,
  correlation: -1,
})

export const exponential = family({
  label: 'Exponential',
  equation: 'y = a·exp(x) + b (slope a, intercept b)',
  model: regressions.exponential,
  ...on([0, 1, 2], (x) => 2 * Math.exp(x) + 3),
  slope: 2,
  intercept: 3,
  correlation: 1,
})

export const power = family({
  label: 'Power',
  equation: 'y = b·x^a (slope a, intercept b)',
  model: regressions.power,
  ...on([1, 2, 3], (x) => 3 * x ** 2),
  slope: 2,
  intercept: 3,
  correlation: 1,
})

export const quadratic = family({
  label: 'Quadratic',
  equation: 'y = (a + b·x)² (intercept a, slope b)',
  model: regressions.quadratic,
  ...on([1, 2, 3], (x) => (3 + 2 * x) ** 2),
  slope: 2,
  intercept: 3,
  correlation: 1,
})

export const reciprocal = family({
  label: 'Reciprocal',
  equation: 'y = a + b/x (intercept a, slope b)',
  model: regressions.reciprocal,
  ...on([1, 2, 4], (x) => 3 + 2 / x),
  slope: 2,
  intercept: 3,
  correlation: 1,
})
