import type { GroupPartial, PartialResult } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { beforeSegments, type Compilation } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import {
  evaluateFormula,
  type Leaf,
  type Operand,
  listOperands,
  type Squares,
  type SquaresLeaf,
  seesAllRows,
  listSquares,
  readSquares,
} from '../formula/index.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { compileColumnRows } from './column-rows.ts'
import type { ColumnPlan } from './columns.ts'
import type { LeafContext } from './leaf.ts'
import { readLeafFigures } from './leaf-figures.ts'
import { compileOperand, limitOperand } from './operand.ts'
import { selectByParents } from './parents.ts'
import { type LeafPlaces, placeLeaf } from './place-leaf.ts'
import { placeLeafSquares } from './place-leaf-squares.ts'
import { type RowSpace, buildRowSpace } from './row-space.ts'
import type { RowFilter } from './search.ts'
import { readSummarySpec } from './summary-column.ts'
import { readSummaryFigures } from './summary-figures.ts'
import type { TableScope } from './table-scope.ts'
import { groupPartial, readKeys, type FigurePlace, type Tally } from './tally.ts'

export interface CompiledColumn {
  readonly plan: ColumnPlan
  readonly leaves: readonly { readonly leaf: Leaf; readonly places: LeafPlaces }[]
  readonly squares: ReadonlyMap<SquaresLeaf, Squares>
  /** What has a row for functions that see all of them; null where no one asks. */
  readonly seen: SeenRows | null
}

/** The rows on which there are events, and of time the periods of the range. */
export interface SeenRows {
  readonly events: FigurePlace
  readonly periods: readonly number[] | null
}

/** Adds a column's figures to the tally, by the given row dimensions. */
export async function compileColumn(
  seen: Compilation,
  tally: Tally,
  plan: ColumnPlan,
  scope: TableScope,
  dimensionIds: readonly string[],
  filterOf: (dimensions: readonly CompiledDimension[]) => RowFilter,
): Promise<CompiledColumn> {
  const c = beforeSegments(seen)
  const period = scope.periodOf(plan)
  const {
    dimensions,
    mask: rowMask,
    periods,
  } = await compileColumnRows(c, plan, scope, dimensionIds)
  const filter = filterOf(dimensions)
  const common = { plan, scope, period, dimensions, rowMask, filter }
  const leaves = []
  for (const leaf of leavesWithRows(plan)) {
    await letOthersIn()
    const summary = readSummarySpec(c, {
      ...common,
      leaf,
      segments: [...scope.segments, ...plan.request.segments],
    })
    const rowsOn = (rows: Compilation) => compileColumnRows(rows, plan, scope, dimensionIds)
    const parentsOn = (rows: Compilation) => selectByParents(rows, plan, scope)
    const places = summary
      ? await readSummaryFigures(c, summary, { dimensions, rowsOn, filterOf, parentsOn })
      : await placeLeaf(c, tally, { ...common, leaf })
    leaves.push({ leaf, places })
  }
  const squares = new Map<SquaresLeaf, Squares>()
  for (const leaf of listSquares(plan.formula)) {
    squares.set(leaf, await placeLeafSquares(c, { ...common, leaf }))
  }
  const isSeen = dimensions.length > 0 && (scope.seesAllRows || seesAllRows(plan.formula))
  const seenRows = isSeen ? { events: await placeEvents(c, tally, common), periods } : null
  return { plan, leaves, squares, seen: seenRows }
}

/** The events in scope by row, whatever the column counts. */
async function placeEvents(
  c: Compilation,
  tally: Tally,
  { plan, scope, period, dimensions, rowMask }: Omit<LeafContext, 'leaf'>,
): Promise<FigurePlace> {
  const { segments } = scope
  const spec = { metric: 'events', segments, where: [], attribution: undefined, period, path: [] }
  const operand = await compileOperand(c, spec)
  const limited = limitOperand(c, operand, await selectByParents(c, plan, scope))
  const mask = c.plan.and(limited.mask, rowMask)
  return tally.add(readKeys(dimensions, limited.elements), { measure: 'count', mask })
}

/** The leaves of a formula; one without a metric has the rows on which there are events. */
function leavesWithRows({ formula }: ColumnPlan): readonly Leaf[] {
  const leaves = listOperands(formula)
  if (leaves.some(({ node }) => 'metric' in node)) return leaves
  const segments = leaves[0]?.segments ?? []
  return [...leaves, { kind: 'leaf', node: { metric: 'events' }, segments }]
}

/** The rows on which any column has a figure, from the partials of all columns. */
export function findRows(
  partials: readonly PartialResult[],
  columns: readonly CompiledColumn[],
  sizes: readonly number[],
): RowSpace {
  const places = findRowPlaces(columns).map(({ rows }) => rows)
  const groups = [...new Set(places.map((place): GroupPartial => groupPartial(partials, place)))]
  if (groups.length === 0) throw new ThroughlineError('request/impossible', { reason: 'no metric' })
  return buildRowSpace(groups, sizes)
}

/** The places of figures by row. */
export const findRowPlaces = (columns: readonly CompiledColumn[]): readonly LeafPlaces[] =>
  columns.flatMap(({ leaves }) =>
    leaves.flatMap(({ places }) => (places.isDistinct ? [] : [places])),
  )

/**
 * A column's figures on the given rows (NaN = null), in total, and over the shown rows (null: all).
 * Functions that see all rows see `tableRows` in their order; all when left out.
 */
export function evaluateColumn(
  { plan, leaves, squares }: CompiledColumn,
  partials: readonly PartialResult[],
  space: RowSpace,
  shown: Uint32Array | null = null,
  tableRows?: Uint32Array,
): Operand {
  const operands = leaves.map(({ leaf, places }) => ({
    leaf,
    operand: readLeafFigures(places, partials, space, shown),
  }))
  const find = (searched: Leaf): Operand => operands.find(({ leaf }) => leaf === searched)!.operand
  const findSquares = (leaf: SquaresLeaf): Operand =>
    readSquares(partials, squares.get(leaf)!, space.codes)
  return evaluateFormula(plan.formula, find, space.count, findSquares, tableRows)
}
