import { type FormulaArgument, type FormulaExample, metric } from './definition.ts'
import type { RowFunctionDefinition } from './definition.ts'

interface Scalar {
  readonly label: string
  readonly description: string
  readonly of: (x: number) => number
  readonly examples: readonly FormulaExample[]
  readonly argument?: FormulaArgument
  readonly jumps?: true
}

/** A function of one number per row. */
export const defineScalar = ({
  label,
  description,
  of,
  examples,
  argument = metric,
  ...rest
}: Scalar): RowFunctionDefinition => ({
  kind: 'row',
  label,
  description,
  arguments: [argument],
  row: ([x]) => of(x!),
  examples,
  ...rest,
})
