import type { MaskRef } from '../../engine/index.ts'
import type { FormulaDimension } from '../../model/formula.ts'
import { addSessions, type Compilation } from '../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../components/dimension.ts'
import { placeCredit } from './credit.ts'
import { type LeafContext, listLeafSegments } from './leaf.ts'
import { atLeaf } from './leaf-path.ts'
import { type CompiledOperand, compileOperand, limitOperand, chooseMeasure } from './operand.ts'
import { compileParents, selectByParents } from './parents.ts'
import { type Keys, readKeys, noKeys, type FigurePlace, type Tally } from './tally.ts'

/** A leaf's figures: by row, in total, and in total over the rows that are shown. */
export interface LeafPlaces {
  readonly rows: FigurePlace
  readonly total: FigurePlace
  readonly filtered: FigurePlace | null
  /** Counts distinct values: how many groups of the last key there are, instead of a sum. */
  readonly isDistinct?: boolean
}

/** Adds a leaf's figures to the tally: counts and sums, credit, or distinct items. */
export async function placeLeaf(
  c: Compilation,
  tally: Tally,
  context: LeafContext,
): Promise<LeafPlaces> {
  const { plan, leaf, scope, period, dimensions } = context
  const { node } = leaf
  const isDistinct = 'dimension' in node
  const spec = {
    metric: isDistinct ? 'events' : node.metric,
    segments: [...scope.segments, ...plan.request.segments, ...listLeafSegments(leaf)],
    where: plan.request.where,
    attribution: isDistinct ? undefined : (node.attribution ?? plan.request.attribution),
    period,
    path: plan.path,
  }
  const operand = await atLeaf(context, () => compileOperand(c, spec))
  if (operand.attribution && dimensions.length > 0) {
    return placeCredited(c, tally, context, operand)
  }
  const limited = limitOperand(c, operand, await selectByParents(c, plan, scope))
  if (isDistinct) return placeDistinct(c, tally, context, limited, node)
  return placeMeasure(c, tally, context, limited)
}

function placeMeasure(
  c: Compilation,
  tally: Tally,
  { dimensions, rowMask, filter }: LeafContext,
  operand: CompiledOperand,
): LeafPlaces {
  const { mask } = operand
  const keys = readKeys(dimensions, operand.elements)
  const inRows = c.plan.and(mask, rowMask)
  const own = measureByRows(c, operand, dimensions)
  const rows = tally.add(keys, chooseMeasure(c, own, inRows, keys.lists.includes(true)))
  const total = tally.add(noKeys, chooseMeasure(c, operand, mask, false))
  if (filter.isEmpty) return { rows, total, filtered: null, isDistinct: false }
  const found = limitOperand(c, own, filter.select(c))
  const filtered = tally.add(noKeys, chooseMeasure(c, found, found.mask, false))
  return { rows, total, filtered, isDistinct: false }
}

/** What depends on the values of the rows, such as the time until another one is set. */
function measureByRows(
  c: Compilation,
  operand: CompiledOperand,
  dimensions: readonly CompiledDimension[],
): CompiledOperand {
  const { measured } = operand.metric
  const own = dimensions.filter(({ id }) => c.view.dimensions.has(id))
  if (measured.kind !== 'sum' || !measured.byChanges || own.length === 0) return operand
  const runs = addSessions(c)
  const changes = own.map(({ instances }) =>
    c.plan.add({ op: 'changes-in', input: instances.ref, runs }),
  )
  const byRows = measured.byChanges(c, c.plan.or(...changes)!)
  return { ...operand, metric: { ...operand.metric, measured: byRows } }
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
      : tally.add(noKeys, chooseMeasure(c, operand, operand.mask, false))
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
    : count(readKeys([counted], operand.elements), c.plan.and(mask, filter.select(c).events))
  return {
    rows: count(readKeys([...dimensions, counted], operand.elements), c.plan.and(mask, rowMask)),
    total: count(readKeys([counted], operand.elements), mask),
    filtered,
    isDistinct: true,
  }
}
