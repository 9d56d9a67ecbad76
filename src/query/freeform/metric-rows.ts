import type { PartialResult } from '../../engine/index.ts'
import { errorsAt } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import type { Figure } from '../../model/result.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import type { Finish, Unmeasured } from '../compilation/finish.ts'
import { evaluateFormula, type Leaf, type Operand } from '../formula/index.ts'
import type {
  FreeformColumn,
  FreeformRequest,
  FreeformResult,
  FreeformRow,
} from '../reports/freeform/request.ts'
import { changeFigures } from './change.ts'
import { checkSorts } from './check-sorts.ts'
import type { ColumnPlan } from './columns.ts'
import { describeColumn, figureOrNull } from './figures.ts'
import {
  checkFixedCells,
  type FixedLeaf,
  placeLeaves,
  refuseWhatNeedsItems,
  sortFixedRows,
} from './fixed-rows.ts'
import { extendScopeToRows } from './rows-period.ts'
import { planColumns } from './table-scope.ts'
import { Tally } from './tally.ts'

type MetricRows = { readonly metrics: readonly string[] }

/** One metric in every column. */
interface MetricRow {
  readonly metric: string
  readonly plans: readonly ColumnPlan[]
  /** By the ids of columns that are no change. */
  readonly leaves: ReadonlyMap<string, readonly FixedLeaf[]>
}

/**
 * Tables whose rows are metrics: each cell is what the metric is in total under the column's filters
 * (§8.2). Metrics have no total in common.
 */
export async function compileMetricRows(
  c: Compilation,
  request: FreeformRequest,
  { metrics }: MetricRows,
  path: Path,
): Promise<Finish<Unmeasured<FreeformResult>>> {
  checkFixedCells(request, metrics.length, path)
  const tally = new Tally(c)
  const rows: MetricRow[] = []
  for (const [index, metric] of metrics.entries()) {
    await letOthersIn()
    const place = [...path, 'rows', 'metrics', index]
    const isOfMetric = ([key]: Path) => key === 'metric'
    rows.push(
      await errorsAt(
        (error) => (isOfMetric(error.path.slice(path.length + 2)) ? place : error.path),
        () => placeRow(c, tally, giveMetric(request, metric), metric, path),
      ),
    )
  }
  const { plans } = rows[0]!
  checkSorts(request, plans, [], path)
  tally.settle()
  return (partials) => resultOf(request, rows, partials)
}

/** The same table with one metric in all columns, and no row but the total. */
export function giveMetric(request: FreeformRequest, metric: string): FreeformRequest {
  const columns = request.columns.map((column) =>
    column.change ? column : { ...column, metric, name: undefined },
  )
  return { ...request, rows: { segments: [] }, columns }
}

async function placeRow(
  c: Compilation,
  tally: Tally,
  request: FreeformRequest,
  metric: string,
  path: Path,
): Promise<MetricRow> {
  const plans = planColumns(c, request, path)
  for (const plan of plans) refuseWhatNeedsItems({ ...plan, path: [...plan.path, 'metric'] })
  const scope = await extendScopeToRows(c, request, plans, [], path)
  const leaves = new Map<string, readonly FixedLeaf[]>()
  for (const plan of plans) {
    if (!plan.request.change) leaves.set(plan.id, await placeLeaves(c, tally, plan, [], scope))
  }
  return { metric, plans, leaves }
}

function resultOf(
  request: FreeformRequest,
  rows: readonly MetricRow[],
  partials: readonly PartialResult[],
): Unmeasured<FreeformResult> {
  const { plans } = rows[0]!
  const figures = rows.map((row) => readTotals(row, partials))
  const columnOf = (id: string): Operand => {
    const at = plans.findIndex((plan) => plan.id === id)
    return {
      rows: Float64Array.from(figures, (row) => row[at]!),
      total: Number.NaN,
      filteredTotal: Number.NaN,
    }
  }
  const order = sortFixedRows(rows.length, [request.sort ?? []].flat(), columnOf)
  const page = [...order.subarray(request.offset, request.offset + request.limit)]
  const none: Figure[] = plans.map(() => null)
  return {
    columns: plans.map((plan, index) => nameColumn(plan, request.columns[index]!)),
    rows: page.map((row) => describeRow(rows[row]!, figures[row]!)),
    rowCount: rows.length,
    totals: none,
    filteredTotals: none,
  }
}

/** What the metric is in every column. */
function readTotals({ plans, leaves }: MetricRow, partials: readonly PartialResult[]): number[] {
  const operandOf = ({ total }: FixedLeaf): Operand => {
    const figure = total(partials)
    return { rows: Float64Array.of(figure), total: figure, filteredTotal: figure }
  }
  const figuresOf = (id: string): Operand => {
    const plan = plans.find((one) => one.id === id)!
    const places = leaves.get(id)
    if (places === undefined) return changeFigures(plan, figuresOf)
    const find = (wanted: Leaf): Operand => operandOf(places.find(({ leaf }) => leaf === wanted)!)
    return evaluateFormula(plan.formula, find, 1, find)
  }
  return plans.map(({ id }) => figuresOf(id).total)
}

/** A column is called as it was, or by its filters; formats are those of the metrics. */
function nameColumn(
  plan: ColumnPlan,
  { name, segments, dateRange, where, change, format }: FreeformColumn,
) {
  const { format: _format, upIs: _upIs, ...column } = describeColumn(plan)
  const filters = [
    ...segments.flatMap((ref) => (typeof ref === 'string' ? ref : [])),
    ...where.map(({ item }) => String(item ?? 'No value')),
    ...(typeof dateRange === 'string' ? [dateRange] : []),
  ]
  const own = change ? (format ?? { type: 'percent' as const }) : format
  const filtered = filters.length > 0 ? filters.join(', ') : plan.id
  return {
    ...column,
    name: name ?? (change ? `Change from ${change.from} to ${change.to}` : filtered),
    ...(own && { format: own }),
  }
}

function describeRow({ metric, plans }: MetricRow, figures: readonly number[]): FreeformRow {
  const plain = plans.find(({ request }) => !request.change && request.format === undefined)
  const named = plans.find(({ request }) => !request.change)!
  const { format, upIs } = plain ?? { format: undefined, upIs: named.upIs }
  return {
    item: metric,
    ...(named.name === metric ? {} : { label: named.name }),
    values: figures.map(figureOrNull),
    ...(format === undefined ? {} : { format }),
    ...(upIs === undefined ? {} : { upIs }),
  }
}
