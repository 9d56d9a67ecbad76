import {
  fit,
  type RegressionModel,
  regressionModels as models,
} from '../../../statistics/regression.ts'
import type { FormulaExample, TableFunctionDefinition } from './parts/definition.ts'

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

/** A number of the fit, the same on every row. */
const fitted = (
  { label, equation, model, x, y, ...numbers }: Family,
  name: 'correlation' | 'intercept' | 'slope',
): TableFunctionDefinition => {
  const examples: readonly FormulaExample[] = [
    { args: [x, y], result: numbers[name], tolerance: 1e-9 },
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

const predictedY = ({ label, equation, model, x, y }: Family): TableFunctionDefinition => ({
  kind: 'table',
  label: `${label} regression: predicted y`,
  description: `The y of the fit ${equation} at the row’s x.`,
  arguments: points,
  table: ([xs, ys]) => xs!.rows.map(fit(model, xs!.rows, ys!.rows).predict),
  examples: [{ args: [x, y], result: y, tolerance: 1e-9 }],
})

type Fitted = 'correlation' | 'intercept' | 'predicted-y' | 'slope'
type Functions<Name extends string> = Record<`${Name}-${Fitted}`, TableFunctionDefinition>

/** The four functions of a regression. */
const functionsOf = <Name extends string>(name: Name, family: Family) =>
  ({
    [`${name}-correlation`]: fitted(family, 'correlation'),
    [`${name}-intercept`]: fitted(family, 'intercept'),
    [`${name}-predicted-y`]: predictedY(family),
    [`${name}-slope`]: fitted(family, 'slope'),
  }) as Functions<Name>

const on = (x: readonly number[], curve: (x: number) => number) => ({ x, y: x.map(curve) })

/** Four functions each. */
export const regressions = {
  ...functionsOf('linear-regression', {
    label: 'Linear',
    equation: 'y = a·x + b (slope a, intercept b)',
    model: models.linear,
    ...on([1, 2, 3, 4], (x) => 2 * x + 3),
    slope: 2,
    intercept: 3,
    correlation: 1,
  }),
  ...functionsOf('log-regression', {
    label: 'Log',
    equation: 'y = a·ln(x) + b (slope a, intercept b)',
    model: models.log,
    ...on([1, 2, 3, 4], (x) => -2 * Math.log(x) + 3),
    slope: -2,
    intercept: 3,
    correlation: -1,
  }),
  ...functionsOf('exponential-regression', {
    label: 'Exponential',
    equation: 'y = a·exp(x) + b (slope a, intercept b)',
    model: models.exponential,
    ...on([0, 1, 2], (x) => 2 * Math.exp(x) + 3),
    slope: 2,
    intercept: 3,
    correlation: 1,
  }),
  ...functionsOf('power-regression', {
    label: 'Power',
    equation: 'y = b·x^a (slope a, intercept b)',
    model: models.power,
    ...on([1, 2, 3], (x) => 3 * x ** 2),
    slope: 2,
    intercept: 3,
    correlation: 1,
  }),
  ...functionsOf('quadratic-regression', {
    label: 'Quadratic',
    equation: 'y = (a + b·x)² (intercept a, slope b)',
    model: models.quadratic,
    ...on([1, 2, 3], (x) => (3 + 2 * x) ** 2),
    slope: 2,
    intercept: 3,
    correlation: 1,
  }),
  ...functionsOf('reciprocal-regression', {
    label: 'Reciprocal',
    equation: 'y = a + b/x (intercept a, slope b)',
    model: models.reciprocal,
    ...on([1, 2, 4], (x) => 3 + 2 / x),
    slope: 2,
    intercept: 3,
    correlation: 1,
  }),
}
