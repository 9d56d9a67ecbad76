import type { CallExpression, Expression, Leaf } from './expression.ts'
import { formulaFunctions } from './functions/index.ts'
import type { FormulaFunctionDefinition } from './functions/parts/definition.ts'

/**
 * Why sums per unit of its metrics do not say how much a formula varies between units; undefined where
 * they do. semantics §8.4
 */
export function whySpreadIsUnknown(expression: Expression): string | undefined {
  return findReason(expression, { isCondition: false, fine: [new Set(), new Set()] })
}

interface Look {
  /** A condition only decides, so that it may jump. */
  readonly isCondition: boolean
  /** What was looked at already and has no reason, as a value and as a condition. */
  readonly fine: readonly [Set<Expression>, Set<Expression>]
}

function findReason(expression: Expression, look: Look): string | undefined {
  const fine = look.fine[look.isCondition ? 1 : 0]
  if (fine.has(expression)) return undefined
  const reason = reasonOf(expression, look)
  if (reason === undefined) fine.add(expression)
  return reason
}

function reasonOf(expression: Expression, look: Look): string | undefined {
  switch (expression.kind) {
    case 'number':
      return undefined
    case 'leaf':
      return whyOfLeaf(expression)
    case 'total':
      return 'it has a total over all rows, which is not the variant’s own'
    case 'operation':
      return firstReason(expression.args, () => look)
    case 'call':
      return whyOfCall(expression, look)
    default:
      return expression satisfies never
  }
}

function firstReason(
  args: readonly Expression[],
  lookAt: (index: number) => Look,
): string | undefined {
  for (const [index, arg] of args.entries()) {
    const reason = findReason(arg, lookAt(index))
    if (reason !== undefined) return reason
  }
  return undefined
}

function whyOfLeaf({ node }: Leaf): string | undefined {
  if ('dimension' in node)
    return `items of ${node.dimension} are counted over units that share them`
  if (node.attribution === undefined) return undefined
  return `${node.metric} is credited by ${node.attribution.model}, and credit has no sum per unit`
}

function whyOfCall(call: CallExpression, look: Look): string | undefined {
  const definition: FormulaFunctionDefinition = formulaFunctions[call.function]
  if (definition.kind === 'table')
    return `${call.function} sees all rows of a table, and variants are none`
  if (definition.needsSquares === true) return `${call.function} is a figure of the spread itself`
  if (definition.jumps === true && !look.isCondition) {
    return `${call.function} jumps between values, which says nothing of how it varies except in the condition of an if`
  }
  return firstReason(call.args, (index) =>
    definition.arguments[index]?.isCondition === true ? { ...look, isCondition: true } : look,
  )
}
