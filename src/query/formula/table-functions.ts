import type { CallExpression, Expression } from './expression.ts'
import { formulaFunctions } from './functions/index.ts'
import type { FormulaFunctionDefinition } from './functions/parts/definition.ts'
import { listNodes } from './nodes.ts'

/** Whether a formula has a function that sees all rows. */
export const seesAllRows = (expression: Expression): boolean =>
  callsIn(expression).some((call) => definitionOf(call).kind === 'table')

/** Whether a formula's values depend on the order of the rows. */
export const dependsOnOrder = (expression: Expression): boolean =>
  callsIn(expression).some((call) => {
    const definition = definitionOf(call)
    if (definition.kind === 'row') return false
    return definition.dependsOnOrder?.((argument) => isConstant(call.args[argument])) ?? false
  })

const definitionOf = (call: CallExpression): FormulaFunctionDefinition =>
  formulaFunctions[call.function]

const isConstant = (expression: Expression | undefined): boolean =>
  expression === undefined || expression.kind === 'number' || expression.kind === 'total'

const callsIn = (expression: Expression): readonly CallExpression[] =>
  listNodes(expression).filter((node) => node.kind === 'call')
