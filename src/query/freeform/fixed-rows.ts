import type { Path } from '../../model/path.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FreeformRequest, FreeformResult, FreeformRow } from '../reports/freeform/request.ts'
import type { FormulaMetric } from '../../model/formula.ts'
import { type Compilation, keepAll, type Period } from '../compilation/compilation.ts'
import {
  evaluateFormula,
  type Leaf,
  type Operand,
  operandsOf,
  squaresOf,
} from '../formula/index.ts'
import { resolvePeriod } from '../compilation/period.ts'
import type { Finish, Unmeasured } from '../compilation/finish.ts'
import { compileSegmentMasks } from '../segments/compile.ts'
import { summarySpecOf } from './summary-column.ts'
import { summaryTotal } from './summary-figures.ts'
import { columnsOfChange } from './change.ts'
import type { ColumnPlan } from './columns.ts'
import { figureOrNull, resultColumn } from './figures.ts'
import { compareFigures } from './order.ts'
import { compileOperand, limitOperand } from './operand.ts'
import { placeFigure, type ReadFigure, readPlace } from './single-figure.ts'
import { columnStatistics } from './statistics.ts'
import { leafSegments } from './table.ts'
import { planColumns, tableScope } from './table-scope.ts'
import { Tally } from './tally.ts'

/** A row that is not an item of a dimension: a segment, or a date range. */
interface FixedRow {
  readonly label: string
  readonly segment: { readonly ref: SegmentRef; readonly path: Path } | null
  readonly period: Period | null
}

/** A leaf's figure on every row and in total. */
interface FixedLeaf {
  readonly leaf: Leaf
  readonly rows: readonly ReadFigure[]
  readonly total: ReadFigure
}

type Rows = { readonly segments: SegmentRef[] } | { readonly dateRanges: DateRangeRef[] }

/** Tables whose rows are segments or date ranges: each row is its own set of filters (§8.2). */
export async function fixedRows(
  c: Compilation,
  request: FreeformRequest,
  rows: Rows,
  path: Path,
): Promise<Finish<Unmeasured<FreeformResult>>> {
  const fixed = readRows(c, rows, path)
  const columns = planColumns(c, request, path)
  const scope = tableScope(c, request, path)
  for (const plan of columns) refuseWhatNeedsItems(plan)
  const tally = new Tally(c)
  const plain: { readonly plan: ColumnPlan; readonly leaves: readonly FixedLeaf[] }[] = []
  for (const plan of columns) {
    if (plan.request.change) continue
    const leaves = []
    for (const leaf of [...operandsOf(plan.formula), ...squaresOf(plan.formula)]) {
      const place = (row: FixedRow | null) =>
        placeFixed(c, tally, { request, plan, leaf, row, scope })
      const places = []
      for (const row of fixed) places.push(await place(row))
      leaves.push({ leaf, rows: places, total: await place(null) })
    }
    plain.push({ plan, leaves })
  }
  const compiled = columns.map((plan) =>
    [...plain.filter((own) => own.plan === plan), ...columnsOfChange(plan, plain)].flatMap(
      ({ leaves }) => leaves,
    ),
  )
  tally.settle()
  return (partials) => {
    const figures = columns.map(({ formula }, index) => {
      const operands = compiled[index]!.map(({ leaf, rows: places, total }) => ({
        leaf,
        operand: {
          rows: Float64Array.from(places, (read) => read(partials)),
          total: total(partials),
          filteredTotal: total(partials),
        },
      }))
      const find = (wanted: Leaf): Operand => operands.find((o) => o.leaf === wanted)!.operand
      return evaluateFormula(formula, find, fixed.length, find)
    })
    return fixedResult(request, columns, fixed, figures)
  }
}

/** Figures that are made of the rows' items or of their order in time. Errors: request/impossible. */
function refuseWhatNeedsItems({ formula, request, path }: ColumnPlan): void {
  const counts = operandsOf(formula).some(({ node }) => 'dimension' in node)
  const needs =
    request.anomalies || request.forecast !== undefined
      ? 'anomalies and forecasts need the items of a time dimension as rows'
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
  readonly request: FreeformRequest
  readonly plan: ColumnPlan
  readonly leaf: Leaf
  readonly row: FixedRow | null
  readonly scope: ReturnType<typeof tableScope>
}

async function placeFixed(
  c: Compilation,
  tally: Tally,
  context: FixedContext,
): Promise<ReadFigure> {
  const { request, plan, leaf, row, scope } = context
  const period = row?.period ?? scope.periodOf(plan)
  const node = leaf.node as FormulaMetric
  const summary = summarySpecOf(c, {
    plan,
    leaf,
    segments: [
      ...scope.segments,
      ...plan.request.segments,
      ...(row?.segment ? [row.segment.ref] : []),
    ],
    where: [...plan.request.where, ...request.where],
    period,
  })
  if (summary) return readPlace(await summaryTotal(c, summary))
  const operand = await compileOperand(c, {
    metric: node.metric,
    segments: [...scope.segments, ...plan.request.segments, ...leafSegments(leaf)],
    where: [...plan.request.where, ...request.where],
    attribution: undefined,
    period,
    path: plan.path,
  })
  const kept = row?.segment
    ? await compileSegmentMasks(c, row.segment.ref, period, row.segment.path)
    : keepAll
  const inRow = limitOperand(c, operand, kept)
  return placeFigure(c, tally, leaf, inRow)
}

function fixedResult(
  request: FreeformRequest,
  columns: readonly ColumnPlan[],
  fixed: readonly FixedRow[],
  figures: readonly Operand[],
): Unmeasured<FreeformResult> {
  const all = Uint32Array.from(fixed, (_, row) => row)
  const rows = sortedRows(request, columns, figures, all)
    .slice(request.offset, request.offset + request.limit)
    .map(
      (row): FreeformRow => ({
        item: fixed[row]!.label,
        values: figures.map((figure) => figureOrNull(figure.rows[row]!)),
      }),
    )
  return {
    columns: columns.map(resultColumn),
    rows,
    rowCount: fixed.length,
    totals: figures.map(({ total }) => figureOrNull(total)),
    filteredTotals: figures.map(({ filteredTotal }) => figureOrNull(filteredTotal)),
    ...columnStatistics(request.statistics, figures, all),
  }
}

/** As they were given, unless a column sorts them. */
function sortedRows(
  request: FreeformRequest,
  columns: readonly ColumnPlan[],
  figures: readonly Operand[],
  all: Uint32Array,
): number[] {
  const [sort] = [request.sort ?? []].flat()
  if (!sort || !('column' in sort)) return [...all]
  const values = figures[columns.findIndex(({ id }) => id === sort.column)]?.rows
  if (!values) return [...all]
  return [...all].sort((a, b) => compareFigures(values[a]!, values[b]!, sort.direction) || a - b)
}
