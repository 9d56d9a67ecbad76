import { itemTable } from '../compilation/domain-table.ts'
import type { Compilation, Kept } from '../compilation/compilation.ts'
import { keptByAll, keptByTest } from '../components/kept-elements.ts'
import type { CreditParent } from '../attribution/compile.ts'
import { columnRows } from './column-rows.ts'
import type { ColumnPlan } from './columns.ts'
import type { TableScope } from './table-scope.ts'

/** The parents of a breakdown, outermost first; of a date range of its own on the rows of the table. */
export async function compileParents(
  c: Compilation,
  plan: ColumnPlan,
  scope: TableScope,
): Promise<readonly CreditParent[]> {
  const ids = scope.where.map(({ dimension }) => dimension)
  const pathOf = (index: number) => ['where', index, 'dimension']
  const { dimensions } = await columnRows(c, plan, scope, ids, pathOf)
  return dimensions.map((dimension, index) => ({ dimension, item: scope.where[index]!.item }))
}

/** What the parents of a breakdown keep: events, and of an item of a list the elements that are it (§3.12). */
export async function keptByParents(
  c: Compilation,
  plan: ColumnPlan,
  scope: TableScope,
): Promise<Kept> {
  const parents = await compileParents(c, plan, scope)
  return keptByAll(
    c,
    parents.map(({ dimension: { value }, item }) =>
      keptByTest(c, value, itemTable(c, value.domain, item)),
    ),
  )
}
