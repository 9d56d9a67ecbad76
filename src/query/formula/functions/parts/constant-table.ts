import {
  type FormulaArgument,
  type FormulaExample,
  participants,
  type TableContext,
  type TableFunctionDefinition,
} from './definition.ts'

/** A statistic of the values that take part, given the parameter behind them. */
export type ColumnStatistic = (
  values: Float64Array,
  parameter: number | undefined,
  context: TableContext,
) => number

interface ConstantTable {
  readonly label: string
  readonly description: string
  readonly arguments: readonly FormulaArgument[]
  readonly skipsZeros?: true
  readonly of: ColumnStatistic
  readonly examples: readonly FormulaExample[]
}

const none = new Float64Array()

/** A table function with the same value on every row and on the totals. */
export function defineConstantTable({ of, ...about }: ConstantTable): TableFunctionDefinition {
  const table: TableFunctionDefinition['table'] = ([column, parameter], context) => {
    const zeros = about.skipsZeros === undefined ? { ...context, includeZeros: true } : context
    const values = column === undefined ? none : participants(column, zeros)
    return of(values, parameter?.parameter, context)
  }
  return {
    kind: 'table',
    ...about,
    table: (columns, context) => table(columns, context),
    total: (_, columns, context) => Number(table(columns, context)),
  }
}
