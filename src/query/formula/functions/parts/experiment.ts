import type { Moments } from '../../../../statistics/experiment.ts'
import type { FormulaArgument, TableColumn, TableFunctionDefinition } from './definition.ts'

/** Of confidence sequences: they hold with 95 %. */
export const ALPHA = 0.05

export const units: FormulaArgument = {
  name: 'units',
  description: 'people, sessions or events: what the metric is divided by',
  kind: 'unit',
}

export const control: FormulaArgument = {
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
export function againstControl(compare: Compare): TableFunctionDefinition['table'] {
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
export const firstIsControl = (isConstant: (argument: number) => boolean) => isConstant(CONTROL)

/** Of the arguments metric, units and squares. */
export const rowMoments = ([sum, count, squared]: readonly number[]): Moments => ({
  sum: sum!,
  units: count!,
  squares: squared!,
})
