import type { ComparisonOperator } from '../../model/operators.ts'

export interface NumberOperatorDefinition {
  readonly label: string
  test(number: number, operand: number): boolean
}

/** The operators on numbers and instants (§5.2), in the order of the picker. */
export const numberOperatorDefinitions: Readonly<
  Record<ComparisonOperator, NumberOperatorDefinition>
> = {
  eq: { label: 'is', test: (number, operand) => number === operand },
  neq: { label: 'is not', test: (number, operand) => number !== operand },
  lt: { label: 'is less than', test: (number, operand) => number < operand },
  lte: { label: 'is at most', test: (number, operand) => number <= operand },
  gt: { label: 'is greater than', test: (number, operand) => number > operand },
  gte: { label: 'is at least', test: (number, operand) => number >= operand },
}

export const isComparison = (op: string): op is ComparisonOperator =>
  Object.hasOwn(numberOperatorDefinitions, op)
