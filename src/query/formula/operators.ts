import type { FormulaOperator } from '../../model/formula.ts'

export type RowFunction = (args: readonly number[]) => number

/** An operation on the values of one row. */
interface Operator {
  readonly compute: RowFunction
  /** How fast the value changes with one of the arguments; where it is left out, differences say. */
  readonly slope?: (args: readonly number[], index: number) => number
}

const multiply = (args: readonly number[]): number => args.reduce((a, b) => a * b, 1)

export const operators: Readonly<Record<FormulaOperator, Operator>> = {
  '+': { compute: (args) => args.reduce((a, b) => a + b), slope: () => 1 },
  '-': {
    compute: (args) => (args.length === 1 ? -args[0]! : args.reduce((a, b) => a - b)),
    slope: (args, index) => (index === 0 && args.length > 1 ? 1 : -1),
  },
  '*': {
    compute: (args) => args.reduce((a, b) => a * b),
    slope: (args, index) => multiply(args.toSpliced(index, 1)),
  },
  '/': {
    compute: divide,
    slope: (args, index) =>
      index === 0 ? 1 / multiply(args.slice(1)) : -divide(args) / args[index]!,
  },
  '^': { compute: (args) => args.reduceRight((exponent, base) => base ** exponent) },
}

function divide(args: readonly number[]): number {
  return args.reduce((a, b) => a / b)
}
