import type { Expression, Leaf } from './expression.ts'

/** The leaves that the caller must provide, in the order of the formula. */
export function operandsOf(expression: Expression): readonly Leaf[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'leaf':
      return [expression]
    case 'total':
      return operandsOf(expression.of)
    case 'operation':
    case 'call':
      return expression.args.flatMap(operandsOf)
    default:
      return expression satisfies never
  }
}
