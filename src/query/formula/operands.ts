import { type Expression, isSquares, type Leaf, type SquaresLeaf } from './expression.ts'

/** The leaves that the caller must provide, in the order of the formula. */
export const listOperands = (expression: Expression): readonly Leaf[] =>
  leavesOf(expression).filter((leaf) => !isSquares(leaf))

/** The leaves whose squares per unit the functions of experiments need. */
export const listSquares = (expression: Expression): readonly SquaresLeaf[] =>
  leavesOf(expression).filter(isSquares)

function leavesOf(expression: Expression): readonly Leaf[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'leaf':
      return [expression]
    case 'total':
      return leavesOf(expression.of)
    case 'operation':
    case 'call':
      return expression.args.flatMap(leavesOf)
    default:
      return expression satisfies never
  }
}
