/** What a function takes in one place. */
export interface FormulaArgument {
  readonly name: string
  readonly description: string
  /** A formula per row; one number for the whole table; a dimension; people, sessions or events. */
  readonly kind: 'formula' | 'parameter' | 'dimension' | 'unit'
  /** Used where the argument is left out. */
  readonly default?: number
  /** The last argument may be given any number of times. */
  readonly repeated?: true
  /** Only whether it is zero matters. */
  readonly isCondition?: true
}

/** A column as a table function sees it: the table's rows in their order; `parameter` is its value as one number. */
export interface TableColumn {
  readonly rows: Float64Array
  readonly parameter: number
}

export interface TableContext {
  readonly includeZeros: boolean
  readonly rowCount: number
}

/** One call with its columns (a number stands for itself on every row) and its result; null = undefined. */
export interface FormulaExample {
  readonly args: readonly (number | readonly (number | null)[])[]
  readonly includeZeros?: boolean
  readonly result: number | null | readonly (number | null)[]
  /** Of `result`, 1e-12 relative unless told. */
  readonly tolerance?: number
}

interface About {
  readonly label: string
  readonly description: string
  readonly arguments: readonly FormulaArgument[]
  readonly examples: readonly FormulaExample[]
  /**
   * Set where the function also needs the sum over units of the squared first argument: the unit
   * is the argument of kind `unit`, and the squares are appended to the arguments.
   */
  readonly needsSquares?: true
  /** Set where zeros are left out unless `includeZeros` is given. */
  readonly skipsZeros?: true
}

/** A function of the values of one row; on the totals it is the same function of the totals. */
export interface RowFunctionDefinition extends About {
  readonly kind: 'row'
  readonly row: (args: readonly number[]) => number
  /** Set where the value stands still and jumps, so that its slope says nothing of how it varies. */
  readonly jumps?: true
}

/** A function that sees all rows: one number for the table, or one per row. */
export interface TableFunctionDefinition extends About {
  readonly kind: 'table'
  readonly table: (columns: readonly TableColumn[], context: TableContext) => number | Float64Array
  /** Whether the values depend on the order of the rows, given which arguments are the same on all. */
  readonly dependsOnOrder?: (isConstant: (argument: number) => boolean) => boolean
  /** On the totals row, given the totals of the arguments; undefined where it means nothing. */
  readonly total?: (
    totals: readonly number[],
    columns: readonly TableColumn[],
    context: TableContext,
  ) => number
}

export type FormulaFunctionDefinition = RowFunctionDefinition | TableFunctionDefinition

export const metric: FormulaArgument = {
  name: 'metric',
  description: 'a metric or any formula',
  kind: 'formula',
}

type Zeros = Pick<TableContext, 'includeZeros'>

/** The values of a column that take part: not null, and not zero unless zeros are included. */
export const participants = ({ rows }: TableColumn, zeros: Zeros): Float64Array =>
  rows.filter((value) => takesPart(value, zeros))

export const takesPart = (value: number, { includeZeros }: Zeros): boolean =>
  !Number.isNaN(value) && (includeZeros || value !== 0)
