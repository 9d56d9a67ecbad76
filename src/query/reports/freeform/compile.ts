import { checkBudget } from '../../../model/budgets/index.ts'
import type { PartialResult } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import type { FreeformRequest, FreeformResult, FreeformRow, FreeformSort } from './request.ts'
import type { Item } from '../../../model/result.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { describeItem } from '../../components/describe-item.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { dependsOnOrder, type Operand } from '../../formula/index.ts'
import { checkSorts } from '../../freeform/check-sorts.ts'
import { compileDimensions } from '../../freeform/column-rows.ts'
import type { ColumnPlan } from '../../freeform/columns.ts'
import { figureOrNull, describeColumn } from '../../freeform/figures.ts'
import { compileFixedRows } from '../../freeform/fixed-rows.ts'
import { compileMetricRows } from '../../freeform/metric-rows.ts'
import { takeFirstRows } from '../../freeform/order.ts'
import type { RowSpace } from '../../freeform/row-space.ts'
import { filterItems, type RowFilter, compileRowFilter } from '../../freeform/search.ts'
import { computeColumnStatistics } from '../../freeform/statistics.ts'
import { extendScopeToRows } from '../../freeform/rows-period.ts'
import { type CompiledColumn, compileColumn } from '../../freeform/table.ts'
import { computeTableFigures } from '../../freeform/table-figures.ts'
import { findItemRows, type TableRows, findTableRows } from '../../freeform/table-rows.ts'
import { planColumns } from '../../freeform/table-scope.ts'
import { Tally } from '../../freeform/tally.ts'
import { compileTrend, isTrended, type Trend } from '../../freeform/trend.ts'
import { describeColumns } from '../../freeform/describe-columns.ts'

import type { Finish, Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Result = Unmeasured<FreeformResult>

/** Rows × columns (§8.2). */
export const compileFreeform: CompileReport<FreeformRequest, FreeformResult> = async (
  c,
  request,
  path,
) => {
  const { rows } = request
  if ('metrics' in rows) return compileMetricRows(c, request, rows, path)
  if ('segments' in rows || 'dateRanges' in rows) return compileFixedRows(c, request, rows, path)
  const ids = 'dimensions' in rows ? rows.dimensions : [rows.dimension]
  return dimensionRows(c, request, ids, 'items' in rows ? rows.items : null, path)
}

export const explainFreeform: ExplainReport<FreeformRequest> = (c, request) => [
  ...describeScope(c, request),
  ...describeColumns(c, request),
]

async function dimensionRows(
  c: Compilation,
  request: FreeformRequest,
  ids: readonly string[],
  items: readonly Item[] | null,
  path: Path,
): Promise<Finish<Result>> {
  const plans = planColumns(c, request, path)
  checkSorts(request, plans, ids, path)
  const scope = await extendScopeToRows(c, request, plans, ids, path)
  const dimensions = await compileDimensions(c, ids, scope.period, scope.rowPeriod)
  const filterOf = (of: readonly CompiledDimension[]) =>
    items ? filterItems(c, of[0]!, items) : compileRowFilter(c, request, of, path)
  const tally = new Tally(c)
  const columns: CompiledColumn[] = []
  const trendOf = new Map<ColumnPlan, Trend>()
  for (const plan of plans) {
    if (plan.request.change) continue
    const column = await compileColumn(c, tally, plan, scope, ids, filterOf)
    columns.push(column)
    if (isTrended(plan)) trendOf.set(plan, await compileTrend(c, tally, column, scope, ids))
  }
  const trends = plans.map((plan) => trendOf.get(plan) ?? null)
  tally.settle()
  const filter = filterOf(dimensions)
  const table = { request, dimensions, plans, columns, trends, filter, items }
  return (partials) => finish(table, partials)
}

interface Table {
  readonly request: FreeformRequest
  readonly dimensions: readonly CompiledDimension[]
  readonly plans: readonly ColumnPlan[]
  /** Those that are no change between others. */
  readonly columns: readonly CompiledColumn[]
  /** One per plan, null where nothing is asked. */
  readonly trends: readonly (Trend | null)[]
  readonly filter: RowFilter
  readonly items: readonly Item[] | null
}

function finish(table: Table, partials: readonly PartialResult[]): Result {
  const { request, dimensions, plans, columns } = table
  const { rows, shown, isShown } = shownRows(table, partials)
  const isWhole = shown.length === rows.given.length && !table.items
  const evaluated = { plans, columns, dimensions, rows, sorts: sortsOf(table) }
  const tabled = computeTableFigures({ ...evaluated, shown: isWhole ? null : shown }, partials)
  const { figures, order } = tabled
  const sorted = rows.isInOrder
    ? [...shown]
    : takeFirstRows(shown, request.offset + request.limit, order)
  const asked = sorted.slice(request.offset, request.offset + request.limit)
  checkBudget('cells-per-body', asked.length * plans.length)
  const page = asked.map((row) => resultRow(table, rows.space, figures, row))
  const expected = expectationsOf(table, partials)
  const lines = trendLinesOf(table, partials)
  const withOverlays = (row: FreeformRow) => ({
    ...row,
    ...(expected && { expectations: atRow(table, expected, row) }),
    ...(lines && { trendLines: atRow(table, lines, row) }),
  })
  const found = (index: number) => tabled.seenBy(plans[index]!).filter(isShown)
  return {
    columns: plans.map(describeColumn),
    rows: expected || lines ? page.map(withOverlays) : page,
    rowCount: shown.length,
    totals: figures.map(({ total }) => figureOrNull(total)),
    filteredTotals: figures.map(({ filteredTotal }) => figureOrNull(filteredTotal)),
    ...computeColumnStatistics(request.statistics, figures, found),
    ...forecastsOf(table, partials),
  }
}

interface ShownRows {
  readonly rows: TableRows
  /** Ascending indexes of the rows of the table. */
  readonly shown: Uint32Array
  /** Whether a row passes the search, or would if it had a figure. */
  readonly isShown: (row: number) => boolean
}

function shownRows(table: Table, partials: readonly PartialResult[]): ShownRows {
  const { dimensions, columns, items, filter } = table
  if (items) {
    const rows = findItemRows(dimensions[0]!, items, table.request.sort !== undefined)
    return { rows, shown: rows.given, isShown: () => true }
  }
  const rows = findTableRows(partials, columns, dimensions, filter, knownCodes(table))
  if (filter.isEmpty) return { rows, shown: rows.given, isShown: () => true }
  const found = filter.shown(rows.space.codes)
  const passes = new Uint8Array(rows.space.count)
  for (const row of found) passes[row] = 1
  const isShown = (row: number) => passes[row] === 1
  const isEvery = rows.given.length === rows.space.count
  return { rows, shown: isEvery ? found : rows.given.filter(isShown), isShown }
}

/** With anomalies or trend lines there is a row wherever there could have been a value: nothing counts, too. */
const knownCodes = ({ trends }: Table): readonly number[] =>
  trends.flatMap((trend) => (trend && needsEveryRow(trend.column) ? trend.known : []))

const needsEveryRow = ({ request: { anomalies, trendLine } }: ColumnPlan): boolean =>
  anomalies || trendLine !== undefined

/** Per column what it has by the code of the time dimension; null where nothing is asked. */
type Overlays<T> = readonly (readonly (T | null)[] | null)[]

const expectationsOf = ({ trends }: Table, partials: readonly PartialResult[]) =>
  overlaysOf(
    trends,
    ({ anomalies }) => anomalies,
    (trend) => trend.expectations(partials),
  )

const trendLinesOf = ({ trends }: Table, partials: readonly PartialResult[]) =>
  overlaysOf(
    trends,
    ({ trendLine }) => trendLine !== undefined,
    (trend) => trend.trendLine(partials),
  )

/** Null where no column asks. */
function overlaysOf<T>(
  trends: Table['trends'],
  isAsked: (column: ColumnPlan['request']) => boolean,
  read: (trend: Trend) => readonly (T | null)[],
): Overlays<T> | null {
  const found = trends.map((trend) => (trend && isAsked(trend.column.request) ? read(trend) : null))
  return found.every((one) => one === null) ? null : found
}

function atRow<T>(
  { dimensions }: Table,
  overlays: Overlays<T>,
  { item }: FreeformRow,
): (T | null)[] {
  const code = dimensions[0]!.value.domain.codeOf(item ?? null) ?? 0
  return overlays.map((column) => column?.[code] ?? null)
}

function forecastsOf(
  { trends }: Table,
  partials: readonly PartialResult[],
): Pick<Result, 'forecasts'> {
  const asked = trends.filter((trend) => trend?.column.request.forecast !== undefined)
  if (asked.length === 0) return {}
  const forecasts = asked.map((trend) => ({
    column: trend!.column.id,
    points: trend!.forecast(partials),
  }))
  return { forecasts }
}

/**
 * Time dimensions run on; others begin with the largest figure of the first column that does not depend
 * on the order, and without one with the first item.
 */
function sortsOf({ request, dimensions, plans }: Table): readonly FreeformSort[] {
  if (request.sort) return [request.sort].flat()
  const [first] = dimensions
  const column = plans.find(({ formula }) => !dependsOnOrder(formula))
  if (first?.value.domain.isTime || column === undefined) {
    return [{ dimension: first!.id, direction: 'asc' }]
  }
  return [{ column: column.id, direction: 'desc' }]
}

function resultRow(
  { dimensions, items }: Table,
  space: RowSpace,
  figures: readonly Operand[],
  row: number,
): FreeformRow {
  const codes = space.codes.map((of) => of[row]!)
  const itemAt = ({ value }: CompiledDimension, k: number) => value.domain.item(codes[k]!)
  const values = figures.map(({ rows }) => figureOrNull(rows[row]!))
  const own = items ? [items[row]!] : dimensions.map(itemAt)
  return { ...named(dimensions, own, codes), values }
}

/**
 * One dimension: `item`; several: `items`. Rows say how no value is called, and how items are displayed
 * that are not shown as they are.
 */
function named(
  dimensions: readonly CompiledDimension[],
  items: Item[],
  codes: readonly number[],
): Omit<FreeformRow, 'values'> {
  const missing = items.indexOf(null)
  if (items.length === 1) {
    const isKnown = missing === 0 || codes[0]! < dimensions[0]!.value.domain.size
    return {
      item: items[0]!,
      ...(isKnown ? describeItem(dimensions[0]!, missing === 0 ? 0 : codes[0]!) : {}),
    }
  }
  const label = missing < 0 ? {} : { label: dimensions[missing]!.noValue.label }
  const isDisplayed = dimensions.some(({ value }) => value.domain.label !== undefined)
  if (!isDisplayed) return { items, ...label }
  const labels = dimensions.map((dimension, k) => describeItem(dimension, codes[k]!).label ?? null)
  return { items, ...label, labels }
}
