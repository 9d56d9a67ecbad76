import type { PartialResult } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { FreeformRequest, FreeformResult, FreeformRow, FreeformSort } from './request.ts'
import type { Expectation } from '../../../model/result.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import type { Operand } from '../../formula/index.ts'
import { columnsOfChange } from '../../freeform/change.ts'
import type { ColumnPlan } from '../../freeform/columns.ts'
import { figureOrNull, resultColumn } from '../../freeform/figures.ts'
import { fixedRows } from '../../freeform/fixed-rows.ts'
import { firstRows, rowOrder } from '../../freeform/order.ts'
import { rowPeriodOf } from '../../freeform/row-period.ts'
import { codeSpace, type RowSpace } from '../../freeform/row-space.ts'
import { everyRow } from '../../freeform/every-row.ts'
import { type RowFilter, rowFilter } from '../../freeform/search.ts'
import { columnStatistics } from '../../freeform/statistics.ts'
import {
  type CompiledColumn,
  compileColumn,
  compileDimensions,
  evaluateColumn,
  rowsOf,
} from '../../freeform/table.ts'
import { planColumns, tableScope } from '../../freeform/table-scope.ts'
import { Tally } from '../../freeform/tally.ts'
import { compileTrend, isTrended, type Trend } from '../../freeform/trend.ts'
import { describeColumns } from '../../freeform/describe-columns.ts'
import type { Item } from '../../compilation/value.ts'
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
  if ('segments' in rows || 'dateRanges' in rows) return fixedRows(c, request, rows, path)
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
  checkSort(request, plans, ids, path)
  const common = tableScope(c, request, path)
  const scope = { ...common, rowPeriod: rowPeriodOf(c, plans, common.period) }
  const dimensions = await compileDimensions(c, ids, scope.period, scope.rowPeriod)
  const filterOf = (of: readonly CompiledDimension[]) => rowFilter(c, request, of, path)
  const tally = new Tally(c)
  const plain: CompiledColumn[] = []
  const trendOf = new Map<ColumnPlan, Trend>()
  for (const plan of plans) {
    if (plan.request.change) continue
    const column = await compileColumn(c, tally, plan, scope, ids, filterOf)
    plain.push(column)
    if (isTrended(plan)) trendOf.set(plan, await compileTrend(c, tally, column, scope, ids))
  }
  const columns = plans.map((plan) => withChange(plan, plain))
  const trends = plans.map((plan) => trendOf.get(plan) ?? null)
  tally.settle()
  const filter = filterOf(dimensions)
  const table = { request, dimensions, columns, trends, filter, items }
  return (partials) => finish(table, partials)
}

/** A column as it was compiled; a change has the figures of the two that it is between. */
function withChange(plan: ColumnPlan, plain: readonly CompiledColumn[]): CompiledColumn {
  const own = plain.find((column) => column.plan === plan)
  if (own) return own
  const compared = columnsOfChange(plan, plain)
  return {
    plan,
    leaves: compared.flatMap(({ leaves }) => leaves),
    squares: new Map(compared.flatMap(({ squares }) => [...squares])),
  }
}

function checkSort(
  request: FreeformRequest,
  columns: readonly ColumnPlan[],
  dimensions: readonly string[],
  path: Path,
): void {
  const columnIds = columns.map(({ id }) => id)
  for (const [index, sort] of [request.sort ?? []].flat().entries()) {
    const [id, allowed] = 'column' in sort ? [sort.column, columnIds] : [sort.dimension, dimensions]
    if (allowed.includes(id)) continue
    const at = Array.isArray(request.sort) ? [...path, 'sort', index] : [...path, 'sort']
    const key = 'column' in sort ? 'column' : 'dimension'
    throw new ThroughlineError('request/unknown-component', { type: key, id, allowed }, [
      ...at,
      key,
    ])
  }
}

interface Table {
  readonly request: FreeformRequest
  readonly dimensions: readonly CompiledDimension[]
  readonly columns: readonly CompiledColumn[]
  /** One per column, null where nothing is asked. */
  readonly trends: readonly (Trend | null)[]
  readonly filter: RowFilter
  readonly items: readonly Item[] | null
}

function finish(table: Table, partials: readonly PartialResult[]): Result {
  const { request, dimensions, columns, items } = table
  const sizes = dimensions.map(({ value }) => value.domain.size)
  const space = withKnownRows(rowsOf(partials, columns, sizes), table, sizes)
  const shown = table.filter.isEmpty ? everyRow(space.count) : table.filter.shown(space.codes)
  const figures = columns.map((column) => evaluateColumn(column, partials, space, shown))
  const page = items
    ? staticRows(table, space, figures, items)
    : sortedPage(table, space, figures, shown)
  const expected = expectationsOf(table, partials)
  return {
    columns: columns.map(({ plan }) => resultColumn(plan)),
    rows: expected ? page.map((row) => withExpectations(row, table, expected)) : page,
    rowCount: items ? items.length : shown.length,
    totals: figures.map(({ total }) => figureOrNull(total)),
    filteredTotals: figures.map(({ filteredTotal }) => figureOrNull(filteredTotal)),
    ...columnStatistics(request.statistics, figures, shown),
    ...forecastsOf(table, partials),
  }
}

/** With anomalies there is a row wherever there could have been a value: nothing can be an anomaly. */
function withKnownRows(space: RowSpace, { trends }: Table, sizes: readonly number[]): RowSpace {
  const known = trends.flatMap((trend) =>
    trend?.column.request.anomalies ? trend.known.filter((code) => code < sizes[0]!) : [],
  )
  if (known.length === 0) return space
  return codeSpace(Uint32Array.from(new Set([...space.codes[0]!, ...known])).sort(), sizes[0]!)
}

type Expectations = readonly (readonly (Expectation | null)[] | null)[]

function expectationsOf(
  { trends }: Table,
  partials: readonly PartialResult[],
): Expectations | null {
  const found = trends.map((trend) =>
    trend?.column.request.anomalies ? trend.expectations(partials) : null,
  )
  return found.every((one) => one === null) ? null : found
}

function withExpectations(
  row: FreeformRow,
  { dimensions }: Table,
  expected: Expectations,
): FreeformRow {
  const code = dimensions[0]!.value.domain.codeOf(row.item ?? null) ?? 0
  return { ...row, expectations: expected.map((column) => column?.[code] ?? null) }
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

function sortedPage(
  { request, dimensions, columns }: Table,
  space: RowSpace,
  figures: readonly Operand[],
  shown: Uint32Array,
): FreeformRow[] {
  const sortable = {
    codes: space.codes,
    dimensions: dimensions.map(({ id, value }) => ({
      id,
      domain: value.domain,
      byCode: value.domain.isOrdered ?? false,
    })),
    columns: new Map(columns.map(({ plan }, index) => [plan.id, figures[index]!.rows])),
  }
  const sorts = request.sort ? [request.sort].flat() : [defaultSort(dimensions, columns)]
  const order = rowOrder(sortable, sorts)
  const last = request.offset + request.limit
  return firstRows(shown, last, order)
    .slice(request.offset)
    .map((row) => resultRow(dimensions, space, figures, row))
}

/** Time dimensions run on; others begin with the largest figure of the first column. */
function defaultSort(
  dimensions: readonly CompiledDimension[],
  columns: readonly CompiledColumn[],
): FreeformSort {
  const [first] = dimensions
  if (first?.value.domain.isOrdered) return { dimension: first.id, direction: 'asc' }
  return { column: columns[0]!.plan.id, direction: 'desc' }
}

function resultRow(
  dimensions: readonly CompiledDimension[],
  space: RowSpace,
  figures: readonly Operand[],
  row: number,
): FreeformRow {
  const items = dimensions.map(({ value }, k) => value.domain.item(space.codes[k]![row]!))
  const values = figures.map(({ rows }) => figureOrNull(rows[row]!))
  return { ...named(dimensions, items), values }
}

/** One dimension: `item`; several: `items`. Rows without a value say how that is called. */
function named(
  dimensions: readonly CompiledDimension[],
  items: readonly Item[],
): Omit<FreeformRow, 'values'> {
  const missing = items.indexOf(null)
  const label = missing < 0 ? {} : { label: dimensions[missing]!.noValue.label }
  return items.length === 1 ? { item: items[0]!, ...label } : { items: [...items], ...label }
}

function staticRows(
  { dimensions, request }: Table,
  space: RowSpace,
  figures: readonly Operand[],
  items: readonly Item[],
): FreeformRow[] {
  const [dimension] = dimensions
  const rows = new Map([...space.codes[0]!].map((code, row) => [code, row]))
  return items.slice(request.offset, request.offset + request.limit).map((item) => {
    const code = dimension!.value.domain.codeOf(item)
    const row = code === undefined ? undefined : rows.get(code)
    const values = figures.map((figure) =>
      row === undefined ? 0 : figureOrNull(figure.rows[row]!),
    )
    return { ...named(dimensions, [item]), values }
  })
}
