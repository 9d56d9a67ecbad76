/**
 * A number per row and for the totals; NaN stands for null (division by zero and the like).
 * `total` is of all events of the column, `filteredTotal` of the rows that pass the search.
 */
export interface Operand {
  readonly rows: ArrayLike<number>
  readonly total: number
  readonly filteredTotal: number
}

/** Figures as numbers that can be worked on, whatever they were counted in. */
export const toNumbers = (figures: ArrayLike<number>): Float64Array =>
  figures instanceof Float64Array ? figures : Float64Array.from(figures)

/** The same number everywhere. */
export const constant = (value: number, rowCount: number): Operand => ({
  rows: new Float64Array(rowCount).fill(finiteOrNaN(value)),
  total: finiteOrNaN(value),
  filteredTotal: finiteOrNaN(value),
})

/** NaN for what is not a finite number; never negative zero. */
export const finiteOrNaN = (value: number): number =>
  Number.isFinite(value) ? value + 0 : Number.NaN
