import { warnOfAbsentItem } from '../compilation/unmatched.ts'
import { buildItemTable } from '../compilation/domain-table.ts'
import type { Compilation, Selection } from '../compilation/compilation.ts'
import { intersectSelections, selectByTest } from '../components/selections.ts'
import type { BreakdownParent } from '../attribution/compile.ts'
import { compileColumnRows } from './column-rows.ts'
import type { ColumnPlan } from './columns.ts'
import type { TableScope } from './table-scope.ts'

/** The parents of a breakdown, outermost first; of a date range of its own on the rows of the table. */
export async function compileParents(
  c: Compilation,
  plan: ColumnPlan,
  scope: TableScope,
): Promise<readonly BreakdownParent[]> {
  const ids = scope.where.map(({ dimension }) => dimension)
  const pathOf = (index: number) => ['where', index, 'dimension']
  const { dimensions } = await compileColumnRows(c, plan, scope, ids, pathOf)
  return dimensions.map((dimension, index) => {
    const { item } = scope.where[index]!
    // Rows of time are aligned by position where a column has a range of its own.
    if (!plan.request.dateRange) warnOfAbsentItem(c, ids[index]!, dimension.value.domain, item)
    return { dimension, item }
  })
}

/** What the parents of a breakdown keep: events, and of an item of a list the elements that are it (§3.12). */
export async function selectByParents(
  c: Compilation,
  plan: ColumnPlan,
  scope: TableScope,
): Promise<Selection> {
  const parents = await compileParents(c, plan, scope)
  return intersectSelections(
    c,
    parents.map(({ dimension: { value }, item }) =>
      selectByTest(c, value, buildItemTable(c, value.domain, item)),
    ),
  )
}
