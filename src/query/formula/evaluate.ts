import {
  type CallExpression,
  type Expression,
  isSquares,
  type Leaf,
  type SquaresLeaf,
} from './expression.ts'
import { formulaFunctions } from './functions/index.ts'
import type { FormulaFunctionDefinition, TableColumn } from './functions/parts/definition.ts'
import { listNodes, partsOf } from './nodes.ts'
import { constant, finiteOrNaN, toNumbers, type Operand } from './operand.ts'
import { operators, type RowFunction } from './operators.ts'

/**
 * A formula over aggregated rows: one number per row, and the formula on the totals. Table
 * functions see `tableRows` in their order (all rows when left out) and are undefined on others.
 * `squaresOf` provides the leaves with squares; the functions of experiments are undefined without it.
 * Undefined results (division by zero, log of zero) are NaN and are ignored by column functions.
 * semantics §6
 */
export function evaluateFormula(
  expression: Expression,
  operandOf: (leaf: Leaf) => Operand,
  rowCount: number,
  squaresOf: (leaf: SquaresLeaf) => Operand = () => constant(Number.NaN, rowCount),
  tableRows?: Uint32Array,
): Operand {
  const nodes = listNodes(expression)
  const uses = countUses(nodes)
  const found = new Map<Expression, Operand>()
  const take = (part: Expression): Operand => {
    const operand = found.get(part)!
    const left = uses.get(part)! - 1
    uses.set(part, left)
    if (left === 0) found.delete(part)
    return operand
  }
  const evaluate = (node: Expression): Operand => {
    switch (node.kind) {
      case 'number':
        return constant(node.number, rowCount)
      case 'leaf':
        return isSquares(node) ? squaresOf(node) : operandOf(node)
      case 'total':
        return constant(take(node.of).total, rowCount)
      case 'operation':
        return perRow(operators[node.op].compute, node.args.map(take), rowCount)
      case 'call':
        return call(node, node.args.map(take), rowCount, tableRows)
      default:
        return node satisfies never
    }
  }
  for (const node of nodes) found.set(node, evaluate(node))
  return found.get(expression)!
}

/** How often each node is a part of others: what nobody needs any more is let go. */
function countUses(nodes: readonly Expression[]): Map<Expression, number> {
  const uses = new Map<Expression, number>()
  for (const part of nodes.flatMap(partsOf)) uses.set(part, (uses.get(part) ?? 0) + 1)
  return uses
}

function call(
  node: CallExpression,
  args: readonly Operand[],
  rowCount: number,
  tableRows: Uint32Array | undefined,
): Operand {
  const definition: FormulaFunctionDefinition = formulaFunctions[node.function]
  if (definition.kind === 'row') return perRow(definition.row, args, rowCount)
  const context = { includeZeros: node.includeZeros, rowCount: tableRows?.length ?? rowCount }
  const columns = args.map((arg) => asColumn(arg, tableRows))
  const result = definition.table(columns, context)
  const onTotal = (value: (arg: Operand) => number): number =>
    definition.total === undefined
      ? Number.NaN
      : finiteOrNaN(definition.total(args.map(value), columns, context))
  return {
    rows:
      typeof result === 'number'
        ? constant(result, rowCount).rows
        : onRows(result.map(finiteOrNaN), rowCount, tableRows),
    total: onTotal((arg) => arg.total),
    filteredTotal: onTotal((arg) => arg.filteredTotal),
  }
}

function asColumn({ rows, total }: Operand, tableRows: Uint32Array | undefined): TableColumn {
  const seen = tableRows ? Float64Array.from(tableRows, (row) => rows[row]!) : toNumbers(rows)
  return { rows: seen, parameter: total }
}

/** Values of the table's rows in their places; NaN on the others. */
function onRows(
  values: Float64Array,
  rowCount: number,
  tableRows: Uint32Array | undefined,
): Float64Array {
  if (tableRows === undefined) return values
  const rows = new Float64Array(rowCount).fill(Number.NaN)
  tableRows.forEach((row, place) => {
    rows[row] = values[place]!
  })
  return rows
}

function perRow(compute: RowFunction, args: readonly Operand[], rowCount: number): Operand {
  const rows = new Float64Array(rowCount)
  const values = new Array<number>(args.length).fill(0)
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < args.length; i++) values[i] = args[i]!.rows[row]!
    rows[row] = finiteOrNaN(compute(values))
  }
  return {
    rows,
    total: finiteOrNaN(compute(args.map((arg) => arg.total))),
    filteredTotal: finiteOrNaN(compute(args.map((arg) => arg.filteredTotal))),
  }
}
