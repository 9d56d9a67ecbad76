import type { GroupPartial, MaskRef, PartialResult } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FormulaDimension } from '../../model/formula.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { beforeSegments, type Compilation, type Period } from '../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../components/dimension.ts'
import {
  evaluateFormula,
  type Leaf,
  type Operand,
  operandsOf,
  placeSquares,
  type Squares,
  type SquaresLeaf,
  seesAllRows,
  squaresOf,
  squaresOperand,
} from '../formula/index.ts'
import { summarySpecOf } from './summary-column.ts'
import { summaryFigures } from './summary-figures.ts'
import { columnRows } from './column-rows.ts'
import type { ColumnPlan } from './columns.ts'
import { noSquaresOfCredit, placeCredit } from './credit.ts'
import { type CompiledOperand, compileOperand, limitOperand, measureOf } from './operand.ts'
import { atLeaf } from './leaf-path.ts'
import { compileParents, keptByParents } from './parents.ts'
import { type RowSpace, rowSpaceOf } from './row-space.ts'
import type { RowFilter } from './search.ts'
import type { TableScope } from './table-scope.ts'
import {
  figureOf,
  groupPartial,
  type Keys,
  keysOf,
  noKeys,
  type Place,
  type Tally,
} from './tally.ts'

/** A leaf's figures: by row, in total, and in total over the rows that are shown. */
interface LeafPlaces {
  readonly rows: Place
  readonly total: Place
  readonly filtered: Place | null
  /** Counts distinct values: how many groups of the last key there are, instead of a sum. */
  readonly isDistinct?: boolean
}

export interface CompiledColumn {
  readonly plan: ColumnPlan
  readonly leaves: readonly { readonly leaf: Leaf; readonly places: LeafPlaces }[]
  readonly squares: ReadonlyMap<SquaresLeaf, Squares>
  /** What has a row for functions that see all of them; null where no one asks. */
  readonly seen: SeenRows | null
}

/** The rows on which there are events, and of time the periods of the range. */
export interface SeenRows {
  readonly events: Place
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
  const { dimensions, mask: rowMask, periods } = await columnRows(c, plan, scope, dimensionIds)
  const filter = filterOf(dimensions)
  const common = { plan, scope, period, dimensions, rowMask, filter }
  const leaves = []
  for (const leaf of leavesWithRows(plan)) {
    const summary = summarySpecOf(c, {
      ...common,
      leaf,
      segments: [...scope.segments, ...plan.request.segments],
    })
    const rowsOn = (rows: Compilation) => columnRows(rows, plan, scope, dimensionIds)
    const parentsOn = (rows: Compilation) => keptByParents(rows, plan, scope)
    const places = summary
      ? await summaryFigures(c, summary, { dimensions, rowsOn, filterOf, parentsOn })
      : await placeLeaf(c, tally, { ...common, leaf })
    leaves.push({ leaf, places })
  }
  const squares = new Map<SquaresLeaf, Squares>()
  for (const leaf of squaresOf(plan.formula)) {
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
): Promise<Place> {
  const { segments } = scope
  const spec = { metric: 'events', segments, where: [], attribution: undefined, period, path: [] }
  const operand = await compileOperand(c, spec)
  const limited = limitOperand(c, operand, await keptByParents(c, plan, scope))
  const mask = c.plan.and(limited.mask, rowMask)
  return tally.add(keysOf(dimensions, limited.elements), { measure: 'count', mask })
}

/** The leaves of a formula; one without a metric has the rows on which there are events. */
function leavesWithRows({ formula }: ColumnPlan): readonly Leaf[] {
  const leaves = operandsOf(formula)
  if (leaves.some(({ node }) => 'metric' in node)) return leaves
  const segments = leaves[0]?.segments ?? []
  return [...leaves, { kind: 'leaf', node: { metric: 'events' }, segments }]
}

interface LeafContext {
  readonly plan: ColumnPlan
  readonly leaf: Leaf
  readonly scope: TableScope
  readonly period: Period
  readonly dimensions: readonly CompiledDimension[]
  /** The events that have a row. */
  readonly rowMask: MaskRef
  readonly filter: RowFilter
}

async function placeLeaf(c: Compilation, tally: Tally, context: LeafContext): Promise<LeafPlaces> {
  const { plan, leaf, scope, period, dimensions } = context
  const { node } = leaf
  const isDistinct = 'dimension' in node
  const spec = {
    metric: isDistinct ? 'events' : node.metric,
    segments: [...scope.segments, ...plan.request.segments, ...leafSegments(leaf)],
    where: plan.request.where,
    attribution: isDistinct ? undefined : (node.attribution ?? plan.request.attribution),
    period,
    path: plan.path,
  }
  const operand = await atLeaf(context, () => compileOperand(c, spec))
  if (operand.attribution && dimensions.length > 0) {
    return placeCredited(c, tally, context, operand)
  }
  const limited = limitOperand(c, operand, await keptByParents(c, plan, scope))
  if (isDistinct) return placeDistinct(c, tally, context, limited, node)
  return placeMeasure(c, tally, context, limited)
}

/** Squares per unit, on the rows of what is squared. Errors: request/impossible with attribution. */
async function placeLeafSquares(
  c: Compilation,
  context: LeafContext & { readonly leaf: SquaresLeaf },
): Promise<Squares> {
  const { leaf, dimensions, rowMask, filter, plan, scope, period } = context
  const spec = {
    metric: leaf.node.metric,
    segments: [...scope.segments, ...plan.request.segments, ...leafSegments(leaf)],
    where: plan.request.where,
    attribution: leaf.node.attribution ?? plan.request.attribution,
    period,
    path: plan.path,
  }
  const operand = await atLeaf(context, () => compileOperand(c, spec))
  if (operand.attribution && dimensions.length > 0) throw noSquaresOfCredit(operand)
  const limited = limitOperand(c, operand, await keptByParents(c, plan, scope))
  const place = (own: CompiledOperand, keys: Keys, rows: MaskRef) => {
    const mask = c.plan.and(own.mask, rows)
    const measure = measureOf(c, own, mask, keys.lists.includes(true))
    return placeSquares(c, { unit: leaf.squares, keys, measure, mask })
  }
  return {
    rows: place(limited, keysOf(dimensions, limited.elements), rowMask),
    total: place(limited, noKeys, null),
    filtered: filter.isEmpty ? null : place(limitOperand(c, limited, filter.kept(c)), noKeys, null),
  }
}

/** The segments around a leaf and its own. */
export function leafSegments({ node, segments }: Leaf): readonly SegmentRef[] {
  return 'metric' in node ? [...segments, ...(node.segments ?? [])] : segments
}

function placeMeasure(
  c: Compilation,
  tally: Tally,
  { dimensions, rowMask, filter }: LeafContext,
  operand: CompiledOperand,
): LeafPlaces {
  const { mask } = operand
  const keys = keysOf(dimensions, operand.elements)
  const inRows = c.plan.and(mask, rowMask)
  const rows = tally.add(keys, measureOf(c, operand, inRows, keys.lists.includes(true)))
  const total = tally.add(noKeys, measureOf(c, operand, mask, false))
  if (filter.isEmpty) return { rows, total, filtered: null, isDistinct: false }
  const found = limitOperand(c, operand, filter.kept(c))
  const filtered = tally.add(noKeys, measureOf(c, found, found.mask, false))
  return { rows, total, filtered, isDistinct: false }
}

/** The total is the metric's own, or that of the parents' credit in a breakdown. */
async function placeCredited(
  c: Compilation,
  tally: Tally,
  { dimensions, rowMask, plan, scope }: LeafContext,
  operand: CompiledOperand,
): Promise<LeafPlaces> {
  const parents = await compileParents(c, plan, scope)
  const rows = placeCredit(c, operand, { rows: dimensions, rowMask, parents })
  const total =
    parents.length > 0
      ? placeCredit(c, operand, { parents })
      : tally.add(noKeys, measureOf(c, operand, operand.mask, false))
  return { rows, total, filtered: null, isDistinct: false }
}

async function placeDistinct(
  c: Compilation,
  tally: Tally,
  { dimensions, rowMask, filter, period, plan }: LeafContext,
  operand: CompiledOperand,
  { dimension }: FormulaDimension,
): Promise<LeafPlaces> {
  const counted = await compileDimension(c, dimension, period, [...plan.path, 'formula'])
  const has = c.plan.add({ op: 'has', input: counted.value.ref })
  const mask = c.plan.and(operand.mask, has)
  const count = (keys: Keys, where: MaskRef) => tally.add(keys, { measure: 'count', mask: where })
  const filtered = filter.isEmpty
    ? null
    : count(keysOf([counted], operand.elements), c.plan.and(mask, filter.kept(c).events))
  return {
    rows: count(keysOf([...dimensions, counted], operand.elements), c.plan.and(mask, rowMask)),
    total: count(keysOf([counted], operand.elements), mask),
    filtered,
    isDistinct: true,
  }
}

/** The rows on which any column has a figure, from the partials of all columns. */
export function rowsOf(
  partials: readonly PartialResult[],
  columns: readonly CompiledColumn[],
  sizes: readonly number[],
): RowSpace {
  const places = rowPlaces(columns).map(({ rows }) => rows)
  const groups = [...new Set(places.map((place): GroupPartial => groupPartial(partials, place)))]
  if (groups.length === 0) throw new ThroughlineError('request/impossible', { reason: 'no metric' })
  return rowSpaceOf(groups, sizes)
}

/** The places of figures by row. */
export const rowPlaces = (columns: readonly CompiledColumn[]): readonly LeafPlaces[] =>
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
    operand: operandFigures(places, partials, space, shown),
  }))
  const find = (wanted: Leaf): Operand => operands.find(({ leaf }) => leaf === wanted)!.operand
  const findSquares = (leaf: SquaresLeaf): Operand =>
    squaresOperand(partials, squares.get(leaf)!, space.codes)
  return evaluateFormula(plan.formula, find, space.count, findSquares, tableRows)
}

function operandFigures(
  places: LeafPlaces,
  partials: readonly PartialResult[],
  space: RowSpace,
  shown: Uint32Array | null,
): Operand {
  if (places.isDistinct) return distinctFigures(places, partials, space)
  const rows = space.spread(groupPartial(partials, places.rows), places.rows.measure)
  const total = figureOf(partials, places.total)
  if (places.filtered) return { rows, total, filteredTotal: figureOf(partials, places.filtered) }
  const sum = (all: number, row: number) => all + rows[row]!
  return { rows, total, filteredTotal: shown === null ? total : shown.reduce(sum, 0) }
}

function distinctFigures(
  places: LeafPlaces,
  partials: readonly PartialResult[],
  space: RowSpace,
): Operand {
  const countOf = (place: Place) => {
    let count = 0
    for (const events of groupPartial(partials, place).values[place.measure]!) {
      count += Number(events > 0)
    }
    return count
  }
  return {
    rows: distinctRows(groupPartial(partials, places.rows), places.rows.measure, space),
    total: countOf(places.total),
    filteredTotal: countOf(places.filtered ?? places.total),
  }
}

/** For each row, how many groups of one more key lie in it. */
function distinctRows(
  partial: ReturnType<typeof groupPartial>,
  measure: number,
  space: RowSpace,
): Float64Array {
  const rows = new Float64Array(space.count)
  const figures = partial.values[measure]!
  const nameAt = (keys: readonly Uint32Array[], index: number) =>
    keys.map((codes) => codes[index]).join()
  if (partial.keys === null) {
    const size = figures.length / Math.max(1, space.groups)
    for (let row = 0; row < space.count; row++) {
      const first = space.groupOf(row) * size
      for (let g = first; g < first + size; g++) rows[row]! += Number(figures[g]! > 0)
    }
    return rows
  }
  const index = new Map<string, number>()
  for (let row = 0; row < space.count; row++) index.set(nameAt(space.codes, row), row)
  const keys = partial.keys.slice(0, -1)
  for (let g = 0; g < figures.length; g++) {
    const row = figures[g]! > 0 ? index.get(nameAt(keys, g)) : undefined
    if (row !== undefined) rows[row]!++
  }
  return rows
}
