import type { SegmentRef } from '../../model/conditions.ts'
import type { FormulaDimension, FormulaMetric, FormulaOperator } from '../../model/formula.ts'
import type { Path } from '../../model/path.ts'
import type { FormulaFunctionName } from './functions/index.ts'

/** Whose values are squared and added up: the unit of an experiment. semantics §8.4 */
export type Unit = 'person' | 'session' | 'event'

/**
 * What the caller computes: a metric's value per row, the number of distinct items of a dimension
 * per row, or, with `squares`, the sum over units of the square of the metric's sum in the unit.
 */
export interface Leaf {
  readonly kind: 'leaf'
  /** A metric with the attribution that applies, or a dimension; each leaf has a node of its own. */
  readonly node: FormulaMetric | FormulaDimension
  /** All that apply: of enclosing calculated metrics, operations and calls, and its own. */
  readonly segments: readonly SegmentRef[]
  readonly squares?: Unit
  /** Where it was written, for errors. */
  readonly path?: Path
}

/** A leaf whose squares are meant. */
export type SquaresLeaf = Leaf & { readonly squares: Unit; readonly node: FormulaMetric }

export const isSquares = (leaf: Leaf): leaf is SquaresLeaf => leaf.squares !== undefined

/** A checked formula with its calculated metrics written out and its segments at the leaves. */
export type Expression =
  | Leaf
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'total'; readonly of: Expression }
  | {
      readonly kind: 'operation'
      readonly op: FormulaOperator
      readonly args: readonly Expression[]
    }
  | CallExpression

export interface CallExpression {
  readonly kind: 'call'
  readonly function: FormulaFunctionName
  readonly args: readonly Expression[]
  readonly includeZeros: boolean
}
