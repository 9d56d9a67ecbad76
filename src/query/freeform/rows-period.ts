import type { Path } from '../../model/path.ts'
import type { FreeformRequest } from '../reports/freeform/request.ts'
import { fromWallTime, timeDimensions, toWallTime } from '../../calendar/index.ts'
import { type Compilation, type Period, addPeriod } from '../compilation/compilation.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import { codeAt, isTimeLine } from './aligned-rows.ts'
import { compileDimensions, isPartOfTime } from './column-rows.ts'
import type { ColumnPlan } from './columns.ts'
import { chooseRowPeriod } from './row-period.ts'
import { type TableScope, openTableScope } from './table-scope.ts'

/** What columns share, with the rows of time that all of them and the breakdown's parents have. */
export async function extendScopeToRows(
  c: Compilation,
  request: FreeformRequest,
  columns: readonly ColumnPlan[],
  ids: readonly string[],
  path: Path,
): Promise<TableScope> {
  const scope = openTableScope(c, request, path)
  const all = [...ids, ...request.where.map(({ dimension }) => dimension)]
  return { ...scope, rowPeriod: await rowsPeriodOf(c, columns, scope, all) }
}

/**
 * What the rows of time of a table are cut over: they begin with the earliest touchpoint, and are as
 * many as the longest range of a column has (§8.2).
 */
async function rowsPeriodOf(
  c: Compilation,
  columns: readonly ColumnPlan[],
  scope: TableScope,
  ids: readonly string[],
): Promise<Period> {
  const { start, end } = chooseRowPeriod(c, columns, scope.period)
  const ends = [end]
  for (const id of new Set(ids)) {
    if (!isPartOfTime(c, id) || !isTimeLine(id)) continue
    for (const column of columns) {
      const own = scope.periodOf(column)
      if (own === scope.period) continue
      const [rows] = await compileDimensions(c, [id], own, chooseRowPeriod(c, [column], own))
      const count = countFrom(rows!.value.domain as TimeBuckets, own.start)
      ends.push(endAfter(c, id, scope.period.start, count))
    }
  }
  const last = Math.max(...ends)
  return last > end ? addPeriod(c, start, last) : chooseRowPeriod(c, columns, scope.period)
}

/** How many items there are from the one at an instant on. */
function countFrom(buckets: TimeBuckets, start: number): number {
  return buckets.position(buckets.size - 1) - buckets.position(codeAt(buckets, start)) + 1
}

/** Where so many units end that begin with the one that holds an instant. */
function endAfter(
  c: Compilation,
  id: keyof typeof timeDimensions,
  instant: number,
  count: number,
): number {
  const { timeZone, calendar } = c.view
  const dimension = timeDimensions[id]
  if (dimension.kind !== 'line') return instant
  const { steps, hasEqualUnits } = dimension.line(calendar)
  let wall = steps.floor(toWallTime(instant, timeZone))
  if (hasEqualUnits) wall += count * steps.shortestMs
  else for (let unit = 0; unit < count; unit++) wall = steps.next(wall)
  return fromWallTime(wall, timeZone)
}
