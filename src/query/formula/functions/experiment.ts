import {
  anytimePValue,
  confidenceSequence,
  liftOf,
  type Moments,
  sampleVarianceOf,
} from '../../../statistics/experiment.ts'
import {
  type FormulaArgument,
  metric,
  type RowFunctionDefinition,
  type TableColumn,
  type TableFunctionDefinition,
} from './definition.ts'

const ALPHA = 0.05

const units: FormulaArgument = {
  name: 'units',
  description: 'people, sessions or events: what the metric is divided by',
  kind: 'unit',
}

const control: FormulaArgument = {
  name: 'control',
  description:
    'largest on the control’s row (people under a segment for it); the table’s first row if left out',
  kind: 'formula',
  default: 1,
}

/** The control is the row where its argument is largest, the first of equals. */
function controlRow(column: TableColumn): number {
  let best = -1
  column.rows.forEach((value, row) => {
    if (!Number.isNaN(value) && (best < 0 || value > column.rows[best]!)) best = row
  })
  return best
}

type Compare = (variant: Moments, control: Moments) => number

/** Compares each row with the control's row; on the control's row and the totals it is undefined. */
function againstControl(compare: Compare): TableFunctionDefinition['table'] {
  return ([sums, counts, controls, squares]) => {
    const momentsAt = (row: number): Moments => ({
      units: counts!.rows[row]!,
      sum: sums!.rows[row]!,
      squares: squares === undefined ? Number.NaN : squares.rows[row]!,
    })
    const base = controlRow(controls!)
    return sums!.rows.map((_, row) =>
      base < 0 || row === base ? Number.NaN : compare(momentsAt(row), momentsAt(base)),
    )
  }
}

/** Without a control of its own, that is the first row. */
const CONTROL = 2
const firstIsControl = (isConstant: (argument: number) => boolean) => isConstant(CONTROL)

const orders = [100, 130]
const people = [1000, 1000]
const squares = [100, 130]

export const lift: TableFunctionDefinition = {
  kind: 'table',
  label: 'Lift',
  description: 'How much the mean per unit lies above the control’s, as a share of it.',
  arguments: [metric, units, control],
  dependsOnOrder: firstIsControl,
  table: againstControl(liftOf),
  examples: [
    { args: [orders, people], result: [null, 0.3], tolerance: 1e-9 },
    { args: [orders, people, [0, 5]], result: [100 / 130 - 1, null], tolerance: 1e-9 },
  ],
}

export const confidence: TableFunctionDefinition = {
  kind: 'table',
  label: 'Confidence',
  description: 'Anytime-valid confidence that the mean per unit differs from the control’s.',
  arguments: [metric, units, control],
  needsSquares: true,
  dependsOnOrder: firstIsControl,
  table: againstControl((variant, base) => 1 - anytimePValue(variant, base)),
  examples: [
    { args: [orders, people, 1, squares], result: [null, 0.5392835146115385] },
    { args: [[100, 100], people, 1, squares], result: [null, 0] },
  ],
}

const rowMoments = ([sum, count, squared]: readonly number[]): Moments => ({
  sum: sum!,
  units: count!,
  squares: squared!,
})

export const confidenceLower: RowFunctionDefinition = {
  kind: 'row',
  label: 'Confidence (lower bound)',
  description: 'The lower bound of the anytime-valid 95 % confidence sequence of the mean.',
  arguments: [metric, units],
  needsSquares: true,
  row: (args) => confidenceSequence(rowMoments(args), ALPHA).lower,
  examples: [{ args: [[500], [1000], [500]], result: [0.44677395008152143] }],
}

export const confidenceUpper: RowFunctionDefinition = {
  kind: 'row',
  label: 'Confidence (upper bound)',
  description: 'The upper bound of the anytime-valid 95 % confidence sequence of the mean.',
  arguments: [metric, units],
  needsSquares: true,
  row: (args) => confidenceSequence(rowMoments(args), ALPHA).upper,
  examples: [{ args: [[500], [1000], [500]], result: [0.5532260499184786] }],
}

export const sampleVariance: RowFunctionDefinition = {
  kind: 'row',
  label: 'Sample variance',
  description: 'The variance of the metric over units, divided by n - 1.',
  arguments: [metric, units],
  needsSquares: true,
  row: (args) => sampleVarianceOf(rowMoments(args)),
  examples: [
    { args: [[6], [3], [14]], result: [1] },
    { args: [[6], [1], [36]], result: [null] },
  ],
}
