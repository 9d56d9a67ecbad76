import type { PartialResult } from '../../engine/index.ts'
import type { Path } from '../../model/path.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { checkBudget } from '../../model/budgets/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type {
  FreeformRequest,
  FreeformResult,
  FreeformRow,
  FreeformSort,
} from '../reports/freeform/request.ts'
import type { FormulaMetric } from '../../model/formula.ts'
import { type Compilation, everything, type Period } from '../compilation/compilation.ts'
import {
  evaluateFormula,
  isSquares,
  type Leaf,
  type Operand,
  listOperands,
  listSquares,
} from '../formula/index.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { resolvePeriod } from '../compilation/period.ts'
import type { Finish, Unmeasured } from '../compilation/finish.ts'
import { compileSegmentMasks } from '../segments/compile.ts'
import { readSummarySpec } from './summary-column.ts'
import { readSummaryTotal } from './summary-figures.ts'
import { checkSorts } from './check-sorts.ts'
import type { ColumnPlan } from './columns.ts'
import { figureOrNull, describeColumn } from './figures.ts'
import { sortFigures } from './figures-in-order.ts'
import { compareFigures } from './order.ts'
import { compileOperand, limitOperand } from './operand.ts'
import { noSquaresOfCredit, placeCredit } from './credit.ts'
import { compileParents, selectByParents } from './parents.ts'
import { placeFigure, type ReadFigure, readPlace } from './single-figure.ts'
import { computeColumnStatistics } from './statistics.ts'
import { listLeafSegments } from './leaf.ts'
import { extendScopeToRows } from './rows-period.ts'
import { planColumns, type TableScope } from './table-scope.ts'
import { isTrended } from './trend.ts'
import { Tally } from './tally.ts'

/** A row that is not an item of a dimension: a segment, or a date range. */
export interface FixedRow {
  readonly label: string
  readonly segment: { readonly ref: SegmentRef; readonly path: Path } | null
  readonly period: Period | null
}

/** A leaf's figure on every row and in total. */
export interface FixedLeaf {
  readonly leaf: Leaf
  readonly rows: readonly ReadFigure[]
  readonly total: ReadFigure
}

type Rows = { readonly segments: SegmentRef[] } | { readonly dateRanges: DateRangeRef[] }

/** Tables whose rows are segments or date ranges: each row is its own set of filters (§8.2). */
export async function compileFixedRows(
  c: Compilation,
  request: FreeformRequest,
  rows: Rows,
  path: Path,
): Promise<Finish<Unmeasured<FreeformResult>>> {
  checkFixedCells(request, Object.values(rows)[0]!.length, path)
  const fixed = readRows(c, rows, path)
  const plans = planColumns(c, request, path)
  checkSorts(request, plans, [], path)
  for (const plan of plans) refuseWhatNeedsItems(plan)
  if ('dateRanges' in rows) plans.forEach(refuseOwnRange)
  const scope = await extendScopeToRows(c, request, plans, [], path)
  const tally = new Tally(c)
  const leaves = new Map<string, readonly FixedLeaf[]>()
  for (const plan of plans) {
    if (!plan.request.change) leaves.set(plan.id, await placeLeaves(c, tally, plan, fixed, scope))
  }
  tally.settle()
  return (partials) => {
    const evaluated = sortFigures<Uint32Array>({
      plans,
      sorts: [request.sort ?? []].flat(),
      orderOf: (sorts, figuresOf) => sortFixedRows(fixed.length, sorts, figuresOf),
      evaluate: (plan, order) =>
        evaluateFixed(plan, leaves.get(plan.id)!, partials, { rowCount: fixed.length, order }),
    })
    return fixedResult(request, plans, fixed, evaluated)
  }
}

/** Each cell of such a table is counted on its own. Errors: request/too-large. */
export function checkFixedCells({ columns }: FreeformRequest, rowCount: number, path: Path): void {
  checkBudget('fixed-cells-per-table', rowCount * columns.length, [...path, 'rows'])
}

export async function placeLeaves(
  c: Compilation,
  tally: Tally,
  plan: ColumnPlan,
  fixed: readonly FixedRow[],
  scope: TableScope,
): Promise<readonly FixedLeaf[]> {
  const leaves = []
  for (const leaf of [...listOperands(plan.formula), ...listSquares(plan.formula)]) {
    const place = (row: FixedRow | null) => placeFixed(c, tally, { plan, leaf, row, scope })
    const rows = []
    for (const row of fixed) {
      await letOthersIn()
      rows.push(await place(row))
    }
    leaves.push({ leaf, rows, total: await place(null) })
  }
  return leaves
}

/** All rows are seen by functions of all rows: as they were given, or in the order of the table. */
function evaluateFixed(
  { formula }: ColumnPlan,
  leaves: readonly FixedLeaf[],
  partials: readonly PartialResult[],
  { rowCount, order }: { readonly rowCount: number; readonly order: Uint32Array | null },
): Operand {
  const operandOf = ({ rows, total }: FixedLeaf): Operand => ({
    rows: Float64Array.from(rows, (read) => read(partials)),
    total: total(partials),
    filteredTotal: total(partials),
  })
  const operands = new Map(leaves.map((place) => [place.leaf, operandOf(place)]))
  const find = (leaf: Leaf): Operand => operands.get(leaf)!
  return evaluateFormula(formula, find, rowCount, find, order ?? undefined)
}

/** The rows of such a table have ranges of their own. */
function refuseOwnRange({ request, path }: ColumnPlan): void {
  if (request.dateRange === undefined) return
  const reason = 'where rows are date ranges, columns have none of their own'
  throw new ThroughlineError('request/impossible', { reason }, [...path, 'dateRange'])
}

/** Figures that are made of the rows' items or of their order in time. Errors: request/impossible. */
export function refuseWhatNeedsItems({ formula, request, path }: ColumnPlan): void {
  const counts = listOperands(formula).some(({ node }) => 'dimension' in node)
  const needs = isTrended({ request })
    ? 'anomalies, forecasts and trend lines need the items of a time dimension as rows'
    : counts
      ? 'approximate-count-distinct needs items as rows'
      : null
  if (needs !== null) throw new ThroughlineError('request/impossible', { reason: needs }, path)
}

function readRows(c: Compilation, rows: Rows, path: Path): FixedRow[] {
  if ('segments' in rows) {
    return rows.segments.map((ref, index) => ({
      label:
        typeof ref === 'string'
          ? (c.definitions.segment(ref)?.name ?? ref)
          : `Segment ${index + 1}`,
      segment: { ref, path: [...path, 'rows', 'segments', index] },
      period: null,
    }))
  }
  return rows.dateRanges.map((ref, index) => ({
    label: typeof ref === 'string' ? (c.definitions.dateRange(ref)?.name ?? ref) : rangeLabel(ref),
    segment: null,
    period: resolvePeriod(c, ref, [...path, 'rows', 'dateRanges', index]),
  }))
}

function rangeLabel({ start, end }: Exclude<DateRangeRef, string>): string {
  const text = (bound: typeof start) => (typeof bound === 'string' ? bound : JSON.stringify(bound))
  return `${text(start)} – ${text(end)}`
}

interface FixedContext {
  readonly plan: ColumnPlan
  readonly leaf: Leaf
  readonly row: FixedRow | null
  readonly scope: TableScope
}

async function placeFixed(
  c: Compilation,
  tally: Tally,
  { plan, leaf, row, scope: table }: FixedContext,
): Promise<ReadFigure> {
  const period = row?.period ?? table.periodOf(plan)
  const scope = row?.period
    ? { ...table, period, rowPeriod: period, periodOf: () => period }
    : table
  const segments = [...scope.segments, ...plan.request.segments]
  const inSegment = row?.segment ? [row.segment.ref] : []
  const summary = readSummarySpec(c, { plan, leaf, segments: [...segments, ...inSegment], period })
  const parentsOn = (on: Compilation) => selectByParents(on, plan, scope)
  if (summary) return readPlace(await readSummaryTotal(c, summary, parentsOn))
  const node = leaf.node as FormulaMetric
  const operand = await compileOperand(c, {
    metric: node.metric,
    segments: [...segments, ...listLeafSegments(leaf)],
    where: plan.request.where,
    attribution: node.attribution ?? plan.request.attribution,
    period,
    path: plan.path,
  })
  const selection = row?.segment
    ? await compileSegmentMasks(c, row.segment.ref, period, row.segment.path)
    : everything
  const inRow = limitOperand(c, operand, selection)
  if (operand.attribution && scope.where.length > 0) {
    if (isSquares(leaf)) throw noSquaresOfCredit(operand)
    return readPlace(placeCredit(c, inRow, { parents: await compileParents(c, plan, scope) }))
  }
  return placeFigure(c, tally, leaf, limitOperand(c, inRow, await parentsOn(c)))
}

function fixedResult(
  request: FreeformRequest,
  columns: readonly ColumnPlan[],
  fixed: readonly FixedRow[],
  { figures, order }: { readonly figures: readonly Operand[]; readonly order: Uint32Array },
): Unmeasured<FreeformResult> {
  const rows = [...order.subarray(request.offset, request.offset + request.limit)].map(
    (row): FreeformRow => ({
      item: fixed[row]!.label,
      values: figures.map((figure) => figureOrNull(figure.rows[row]!)),
    }),
  )
  return {
    columns: columns.map(describeColumn),
    rows,
    rowCount: fixed.length,
    totals: figures.map(({ total }) => figureOrNull(total)),
    filteredTotals: figures.map(({ filteredTotal }) => figureOrNull(filteredTotal)),
    ...computeColumnStatistics(request.statistics, figures, () => order),
  }
}

/** As they were given, unless columns sort them. */
export function sortFixedRows(
  count: number,
  sorts: readonly FreeformSort[],
  figuresOf: (columnId: string) => Operand,
): Uint32Array {
  const orders = sorts.flatMap((sort) => {
    if (!('column' in sort)) return []
    const { rows } = figuresOf(sort.column)
    return (a: number, b: number) => compareFigures(rows[a]!, rows[b]!, sort.direction)
  })
  const compare = (a: number, b: number): number => {
    for (const order of orders) {
      const result = order(a, b)
      if (result !== 0) return result
    }
    return a - b
  }
  return Uint32Array.from({ length: count }, (_, row) => row).sort(compare)
}
