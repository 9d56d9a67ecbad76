import type { CallExpression, Expression, Leaf } from './expression.ts'
import { formulaFunctions } from './functions/index.ts'
import type { FormulaFunctionDefinition } from './functions/parts/definition.ts'

/**
 * Why sums per unit of its metrics do not say how much a formula varies between units; undefined where
 * they do. semantics §8.4
 */
export function whySpreadIsUnknown(expression: Expression): string | undefined {
  return findReason(expression, false)
}

/** A condition only decides, so that it may jump. */
function findReason(expression: Expression, isCondition: boolean): string | undefined {
  switch (expression.kind) {
    case 'number':
      return undefined
    case 'leaf':
      return whyOfLeaf(expression)
    case 'total':
      return 'it has a total over all rows, which is not the variant’s own'
    case 'operation':
      return firstReason(expression.args, () => isCondition)
    case 'call':
      return whyOfCall(expression, isCondition)
    default:
      return expression satisfies never
  }
}

function firstReason(
  args: readonly Expression[],
  isCondition: (index: number) => boolean,
): string | undefined {
  const reasons = args.map((arg, index) => findReason(arg, isCondition(index)))
  return reasons.find((reason) => reason !== undefined)
}

function whyOfLeaf({ node }: Leaf): string | undefined {
  if ('dimension' in node)
    return `items of ${node.dimension} are counted over units that share them`
  if (node.attribution === undefined) return undefined
  return `${node.metric} is credited by ${node.attribution.model}, and credit has no sum per unit`
}

function whyOfCall(call: CallExpression, isCondition: boolean): string | undefined {
  const definition: FormulaFunctionDefinition = formulaFunctions[call.function]
  if (definition.kind === 'table')
    return `${call.function} sees all rows of a table, and variants are none`
  if (definition.needsSquares === true) return `${call.function} is a figure of the spread itself`
  if (definition.jumps === true && !isCondition) {
    return `${call.function} jumps between values, which says nothing of how it varies except in the condition of an if`
  }
  return firstReason(
    call.args,
    (index) => isCondition || definition.arguments[index]?.isCondition === true,
  )
}
