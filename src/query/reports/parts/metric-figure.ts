import type { Path } from '../../../model/path.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import { freeformColumn } from '../freeform/request.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileMetric } from '../../components/metric.ts'
import { type ColumnPlan, findCalculatedMetric, planColumn } from '../../freeform/columns.ts'
import { toNumbers } from '../../formula/index.ts'
import { noFilter } from '../../freeform/search.ts'
import { compileColumn, evaluateColumn, findRows } from '../../freeform/table.ts'
import type { Tally } from '../../freeform/tally.ts'
import type { CountedFigure } from './figure-over-time.ts'

/** A metric or calculated metric by its id. Errors at the path: request/unknown-component. */
export async function planMetric(
  c: Compilation,
  id: string,
  period: Period,
  path: Path,
): Promise<ColumnPlan> {
  const isCalculated = !c.view.metrics.has(id) && findCalculatedMetric(c, id) !== undefined
  if (!isCalculated) await compileMetric(c, id, period, path)
  return planColumn(c, freeformColumn.parse({ metric: id }), 0, path, path)
}

/** The sum of metrics. Errors at the path and their index: request/unknown-component. */
export async function planSum(
  c: Compilation,
  ids: readonly string[],
  period: Period,
  path: Path,
): Promise<ColumnPlan> {
  for (const [index, id] of ids.entries()) await planMetric(c, id, period, [...path, index])
  const args = ids.map((metric) => ({ metric }))
  const formula = args.length === 1 ? args[0]! : { op: '+', args }
  return planColumn(c, freeformColumn.parse({ formula }), 0, path)
}

/** A planned metric under segments, as in a freeform table: attribution and formulas included. */
export function compileMetricFigure(
  c: Compilation,
  tally: Tally,
  plan: ColumnPlan,
  scope: { readonly segments: readonly SegmentRef[]; readonly period: Period },
): CountedFigure {
  const table = { ...scope, where: [], periodOf: () => scope.period }
  return {
    async place(dimensions) {
      const ids = dimensions.map(({ id }) => id)
      const column = await compileColumn(c, tally, plan, table, ids, () => noFilter)
      const sizes = dimensions.map(({ value }) => value.domain.size)
      return {
        rowsOf: (partials) => findRows(partials, [column], sizes),
        read(partials, space) {
          const { rows, total } = evaluateColumn(column, partials, space)
          return { rows: toNumbers(rows), total }
        },
      }
    },
  }
}
