import type { Path } from '../../model/path.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { ItemTouch } from '../../model/criterion.ts'
import type { FreeformRequest } from '../reports/freeform/request.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { checkBudget } from '../../model/budgets/index.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { planChange } from './change.ts'
import { type ColumnPlan, planColumn } from './columns.ts'

/** What all columns of a table have in common. */
export interface TableScope {
  readonly segments: readonly SegmentRef[]
  readonly where: readonly ItemTouch[]
  readonly period: Period
  /** What rows of time are cut over, where it is not the period of the column. */
  readonly rowPeriod?: Period
  /** Whether the statistics of columns are asked for, which see all rows. */
  readonly seesAllRows?: boolean
  /** The period of a column, which may have a date range of its own. */
  periodOf(column: ColumnPlan): Period
}

/** What the columns of a request share: its segments, breakdown parents and date range. */
export function openTableScope(c: Compilation, request: FreeformRequest, path: Path): TableScope {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const periods = new Map<ColumnPlan, Period>()
  return {
    segments: request.segments,
    where: request.where,
    period,
    seesAllRows: request.statistics.length > 0,
    periodOf(column) {
      const { dateRange } = column.request
      if (dateRange === undefined) return period
      const known =
        periods.get(column) ?? resolvePeriod(c, dateRange, [...column.path, 'dateRange'])
      periods.set(column, known)
      return known
    },
  }
}

export function planColumns(c: Compilation, request: FreeformRequest, path: Path): ColumnPlan[] {
  checkBudget('columns-per-table', request.columns.length, [...path, 'columns'])
  const at = (index: number) => [...path, 'columns', index]
  const plans = request.columns.map((column, index) =>
    column.change === undefined ? planColumn(c, column, index, at(index)) : null,
  )
  const plain = plans.flatMap((plan) => plan ?? [])
  return plans.map(
    (plan, index) => plan ?? planChange(request.columns[index]!, index, plain, at(index)),
  )
}
