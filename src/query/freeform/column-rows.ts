import type { Path } from '../../model/path.ts'
import { isTimeDimension } from '../../calendar/index.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../components/dimension.ts'
import { joinSummaryItems } from '../summary/join.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import { findAlignment, alignRows, codesWithin, type ColumnRows } from './aligned-rows.ts'
import type { ColumnPlan } from './columns.ts'
import { chooseRowPeriod } from './row-period.ts'
import type { TableScope } from './table-scope.ts'

/** Where each of several dimensions was written, for errors. */
export type PathOf = (index: number, count: number) => Path

const inRows: PathOf = (index, count) =>
  count === 1 ? ['rows', 'dimension'] : ['rows', 'dimensions', index]

/** The dimensions of a column's rows; those of a date range of its own start on the same row. */
export async function compileColumnRows(
  c: Compilation,
  plan: ColumnPlan,
  scope: TableScope,
  ids: readonly string[],
  pathOf = inRows,
): Promise<ColumnRows> {
  const rowsIn = (period: Period, rowPeriod?: Period) =>
    compileDimensions(c, ids, period, rowPeriod, pathOf)
  const period = scope.periodOf(plan)
  const rows = await rowsIn(scope.period, scope.rowPeriod)
  const [first] = rows
  const isTime = ids.length === 1 && isPartOfTime(c, ids[0]!)
  if (period === scope.period) {
    const periods = isTime ? codesWithin(first!.value.domain as TimeBuckets, period) : null
    return { dimensions: rows, mask: null, periods }
  }
  const own = await rowsIn(period, chooseRowPeriod(c, [plan], period))
  const at = (dimensions: CompiledDimension[], { start }: Period) => ({ dimensions, start })
  const aligned = alignRows(c, at(own, period), at(rows, scope.period))
  const alignedPeriods = () => {
    const buckets = own[0]!.value.domain as TimeBuckets
    const target = { buckets: first!.value.domain as TimeBuckets, start: scope.period.start }
    const table = findAlignment(c, ids[0]!, { buckets, start: period.start }, target)
    return codesWithin(buckets, period).flatMap((code) => table[code] || [])
  }
  return { ...aligned, periods: isTime ? alignedPeriods() : null }
}

export async function compileDimensions(
  c: Compilation,
  ids: readonly string[],
  period: Period,
  rowPeriod = period,
  pathOf = inRows,
): Promise<CompiledDimension[]> {
  const dimensions = []
  for (const [index, id] of ids.entries()) {
    const isTime = isPartOfTime(c, id)
    const path = pathOf(index, ids.length)
    const dimension = await compileDimension(c, id, isTime ? rowPeriod : period, path)
    dimensions.push(await joinSummaryItems(c, dimension))
  }
  return dimensions
}

/** Whether a dimension is a part of every event's time, and none that the data view has in its place. */
export const isPartOfTime = (c: Compilation, id: string): boolean =>
  isTimeDimension(id) && !c.view.dimensions.has(id)
