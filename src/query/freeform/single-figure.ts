import type { PartialResult } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { isSquares, type Leaf, placeSquares, sumSquares } from '../formula/index.ts'
import { type CompiledOperand, chooseMeasure } from './operand.ts'
import { readFigure, noKeys, type FigurePlace, type Tally } from './tally.ts'

/** One figure, once the plan has run. */
export type ReadFigure = (partials: readonly PartialResult[]) => number

/** A leaf's figure over all that its operand counts. The tally is to be settled before the run. */
export function placeFigure(
  c: Compilation,
  tally: Tally,
  leaf: Leaf,
  operand: CompiledOperand,
): ReadFigure {
  const { mask } = operand
  const measure = chooseMeasure(c, operand, mask, false)
  if (!isSquares(leaf)) return readPlace(tally.add(noKeys, measure))
  const aggregation = placeSquares(c, { unit: leaf.squares, keys: noKeys, measure, mask })
  return (partials) => sumSquares(partials, aggregation)
}

export const readPlace =
  (place: FigurePlace): ReadFigure =>
  (partials) =>
    readFigure(partials, place)
