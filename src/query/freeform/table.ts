import type { GroupPartial, MaskRef, PartialResult } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FormulaDimension } from '../../model/formula.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { ItemTouch } from '../../model/criterion.ts'
import { compileCredit } from '../attribution/compile.ts'
import { isTimeDimension } from '../../calendar/index.ts'
import {
  beforeSegments,
  type Compilation,
  type Kept,
  type Period,
} from '../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../components/dimension.ts'
import {
  evaluateFormula,
  type Leaf,
  type Operand,
  operandsOf,
  placeSquares,
  type Squares,
  type SquaresLeaf,
  squaresOf,
  squaresOperand,
} from '../formula/index.ts'
import { summarySpecOf } from './summary-column.ts'
import { summaryFigures } from './summary-figures.ts'
import { joinSummaryItems } from '../summary/join.ts'
import { alignRows, type ColumnRows } from './aligned-rows.ts'
import type { ColumnPlan } from './columns.ts'
import {
  type CompiledOperand,
  compileOperand,
  itemsMask,
  keptByItems,
  limitOperand,
  measureOf,
} from './operand.ts'
import { atLeaf } from './leaf-path.ts'
import { rowPeriodOf } from './row-period.ts'
import { type RowSpace, rowSpaceOf } from './row-space.ts'
import type { RowFilter } from './search.ts'
import {
  figureOf,
  groupPartial,
  type Keys,
  keysOf,
  noKeys,
  type Place,
  type Tally,
} from './tally.ts'

/** What all columns of a table have in common. */
export interface TableScope {
  readonly segments: readonly SegmentRef[]
  readonly where: readonly ItemTouch[]
  readonly period: Period
  /** What rows of time are cut over, where it is not the period of the column. */
  readonly rowPeriod?: Period
  /** The period of a column, which may have a date range of its own. */
  periodOf(column: ColumnPlan): Period
}

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
  const { dimensions, mask: rowMask } = await columnRows(c, plan, scope, dimensionIds)
  const filter = filterOf(dimensions)
  const common = { plan, scope, period, dimensions, rowMask, filter }
  const leaves = []
  for (const leaf of leavesWithRows(plan)) {
    const summary = summarySpecOf(c, {
      ...common,
      leaf,
      segments: [...scope.segments, ...plan.request.segments],
      where: [...plan.request.where, ...scope.where],
    })
    const rowsOn = (rows: Compilation) => columnRows(rows, plan, scope, dimensionIds)
    const places = summary
      ? await summaryFigures(c, summary, { dimensions, rowsOn, filterOf })
      : await placeLeaf(c, tally, { ...common, leaf })
    leaves.push({ leaf, places })
  }
  const squares = new Map<SquaresLeaf, Squares>()
  for (const leaf of squaresOf(plan.formula)) {
    squares.set(leaf, await placeLeafSquares(c, { ...common, leaf }))
  }
  return { plan, leaves, squares }
}

/** The leaves of a formula; one without a metric has the rows on which there are events. */
function leavesWithRows({ formula }: ColumnPlan): readonly Leaf[] {
  const leaves = operandsOf(formula)
  if (leaves.some(({ node }) => 'metric' in node)) return leaves
  const segments = leaves[0]?.segments ?? []
  return [...leaves, { kind: 'leaf', node: { metric: 'events' }, segments }]
}

/** The row dimensions of a column; those of a date range of its own start on the same row. */
async function columnRows(
  c: Compilation,
  plan: ColumnPlan,
  scope: TableScope,
  ids: readonly string[],
): Promise<ColumnRows> {
  const rowsIn = (period: Period, rowPeriod?: Period) =>
    compileDimensions(c, ids, period, rowPeriod)
  const period = scope.periodOf(plan)
  const rows = await rowsIn(scope.period, scope.rowPeriod)
  if (period === scope.period) return { dimensions: rows, mask: null }
  const own = await rowsIn(period, rowPeriodOf(c, [plan], period))
  const at = (dimensions: CompiledDimension[], { start }: Period) => ({ dimensions, start })
  return alignRows(c, at(own, period), at(rows, scope.period))
}

export async function compileDimensions(
  c: Compilation,
  ids: readonly string[],
  period: Period,
  rowPeriod = period,
): Promise<CompiledDimension[]> {
  const dimensions = []
  for (const [index, id] of ids.entries()) {
    const path = ids.length === 1 ? ['rows', 'dimension'] : ['rows', 'dimensions', index]
    const isTime = isTimeDimension(id) && !c.view.dimensions.has(id)
    const dimension = await compileDimension(c, id, isTime ? rowPeriod : period, path)
    dimensions.push(await joinSummaryItems(c, dimension))
  }
  return dimensions
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
    return placeCredit(c, tally, context, operand, await parentsOf(c, context))
  }
  const limited = await limitToParents(c, context, operand)
  if (isDistinct) return placeDistinct(c, tally, context, limited, node)
  return placeMeasure(c, tally, context, limited)
}

async function limitToParents(
  c: Compilation,
  context: LeafContext,
  operand: CompiledOperand,
): Promise<CompiledOperand> {
  return limitOperand(c, operand, await parentsOf(c, context))
}

/** What the rows that pass the search have. */
function limitToFound(c: Compilation, operand: CompiledOperand, filter: RowFilter) {
  const elements = filter.kept?.(c).elements ?? []
  return limitOperand(c, operand, { events: filter.mask(c), elements })
}

/** The parents of a breakdown; credit is booked at them also before the range. */
async function parentsOf(c: Compilation, { plan, scope, period }: LeafContext): Promise<Kept> {
  const { elements } = await keptByItems(c, scope.where, period)
  const events = await itemsMask(c, scope.where, period, [], rowPeriodOf(c, [plan], period))
  return { events, elements }
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
  refuseCredit(operand, dimensions)
  const limited = await limitToParents(c, context, operand)
  const place = (own: CompiledOperand, keys: Keys, rows: MaskRef) => {
    const mask = c.plan.and(own.mask, rows)
    const measure = measureOf(c, own, mask, keys.lists.includes(true))
    return placeSquares(c, { unit: leaf.squares, keys, measure, mask })
  }
  return {
    rows: place(limited, keysOf(dimensions, limited.elements), rowMask),
    total: place(limited, noKeys, null),
    filtered: filter.isEmpty ? null : place(limitToFound(c, limited, filter), noKeys, null),
  }
}

/** Credit is booked at touchpoints, where no unit has a value to be squared. */
function refuseCredit(
  { attribution, spec }: CompiledOperand,
  dimensions: readonly CompiledDimension[],
): void {
  if (!attribution || dimensions.length === 0) return
  const reason = 'lift, confidence and sample-variance have no squares of attributed figures'
  throw new ThroughlineError('request/impossible', { reason }, spec.path)
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
  const found = limitToFound(c, operand, filter)
  const filtered = tally.add(noKeys, measureOf(c, found, found.mask, false))
  return { rows, total, filtered, isDistinct: false }
}

async function placeCredit(
  c: Compilation,
  tally: Tally,
  { dimensions, rowMask, period, plan }: LeafContext,
  operand: CompiledOperand,
  parents: Kept,
): Promise<LeafPlaces> {
  const { report } = await compileCredit(c, {
    rows: [...dimensions],
    metric: operand.metric,
    attribution: operand.attribution!,
    period,
    conversionMask: operand.mask,
    touchMask: c.plan.and(parents.events, rowMask),
    touchElements: parents.elements,
    path: [...plan.path, 'attribution'],
  })
  const total = tally.add(noKeys, measureOf(c, operand, operand.mask, false))
  return { rows: { report, measure: 0 }, total, filtered: null, isDistinct: false }
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
    : count(keysOf([counted], operand.elements), c.plan.and(mask, filter.mask(c)))
  return {
    rows: count(keysOf([...dimensions, counted], operand.elements), c.plan.and(mask, rowMask)),
    total: count(keysOf([counted], operand.elements), mask),
    filtered,
    isDistinct: true,
  }
}

/** The table's rows, from the partials of all columns. */
export function rowsOf(
  partials: readonly PartialResult[],
  columns: readonly CompiledColumn[],
  sizes: readonly number[],
): RowSpace {
  const places = columns.flatMap(({ leaves }) =>
    leaves.filter(({ places }) => !places.isDistinct).map(({ places }) => places.rows),
  )
  const groups = [...new Set(places.map((place): GroupPartial => groupPartial(partials, place)))]
  if (groups.length === 0) throw new ThroughlineError('request/impossible', { reason: 'no metric' })
  return rowSpaceOf(groups, sizes)
}

/** A column's figures on the given rows (NaN = null), in total, and over the shown rows. */
export function evaluateColumn(
  { plan, leaves, squares }: CompiledColumn,
  partials: readonly PartialResult[],
  space: RowSpace,
  shown: Uint32Array,
): Operand {
  const operands = leaves.map(({ leaf, places }) => ({
    leaf,
    operand: operandFigures(places, partials, space, shown),
  }))
  const find = (wanted: Leaf): Operand => operands.find(({ leaf }) => leaf === wanted)!.operand
  const findSquares = (leaf: SquaresLeaf): Operand =>
    squaresOperand(partials, squares.get(leaf)!, space.codes)
  return evaluateFormula(plan.formula, find, space.count, findSquares)
}

function operandFigures(
  places: LeafPlaces,
  partials: readonly PartialResult[],
  space: RowSpace,
  shown: Uint32Array,
): Operand {
  if (places.isDistinct) return distinctFigures(places, partials, space)
  const rows = space.spread(groupPartial(partials, places.rows), places.rows.measure)
  const total = figureOf(partials, places.total)
  if (places.filtered) return { rows, total, filteredTotal: figureOf(partials, places.filtered) }
  const isWhole = shown.length === space.count
  const sum = () => shown.reduce((all, row) => all + rows[row]!, 0)
  return { rows, total, filteredTotal: isWhole ? total : sum() }
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
