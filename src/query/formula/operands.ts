import { type Expression, isSquares, type Leaf, type SquaresLeaf } from './expression.ts'
import { listNodes } from './nodes.ts'

/** The leaves that the caller must provide, in the order of the formula. */
export const listOperands = (expression: Expression): readonly Leaf[] =>
  listLeaves(expression).filter((leaf) => !isSquares(leaf))

/** The leaves whose squares per unit the functions of experiments need. */
export const listSquares = (expression: Expression): readonly SquaresLeaf[] =>
  listLeaves(expression).filter(isSquares)

const listLeaves = (expression: Expression): readonly Leaf[] =>
  listNodes(expression).filter((node) => node.kind === 'leaf')
