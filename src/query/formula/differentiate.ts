import type { CallExpression, Expression, Leaf } from './expression.ts'
import { formulaFunctions } from './functions/index.ts'
import type { FormulaFunctionDefinition } from './functions/parts/definition.ts'
import { listNodes } from './nodes.ts'
import { finiteOrNaN } from './operand.ts'
import { operators, type RowFunction } from './operators.ts'

/** A formula at a point: its value, and how fast it changes with each of the given values. */
export interface Tangent {
  /** NaN where it is undefined. */
  readonly value: number
  readonly slopes: readonly number[]
}

interface Rule {
  readonly compute: RowFunction
  readonly slope: (args: readonly number[], index: number) => number
}

/**
 * The value and slopes of a formula in which `whySpreadIsUnknown` finds nothing. `placeOf` says which of
 * the values a leaf is; several leaves may be one. Sums, products and quotients are exact, powers
 * and functions by central differences of 6e-6 of the argument: right to about ten digits.
 */
export function differentiate(
  expression: Expression,
  placeOf: (leaf: Leaf) => number,
  values: readonly number[],
): Tangent {
  const still = values.map(() => 0)
  const found = new Map<Expression, Tangent>()
  const take = (part: Expression): Tangent => found.get(part)!
  const at = (node: Expression): Tangent => {
    switch (node.kind) {
      case 'number':
        return { value: finiteOrNaN(node.number), slopes: still }
      case 'leaf':
        return { value: finiteOrNaN(values[placeOf(node)]!), slopes: still.with(placeOf(node), 1) }
      case 'total':
        throw new Error('a total of other rows has no slope here')
      case 'operation': {
        const { compute, slope = differencesOf(compute) } = operators[node.op]
        return chain({ compute, slope }, node.args.map(take), still)
      }
      case 'call':
        return chain(ruleOf(node), node.args.map(take), still)
      default:
        return node satisfies never
    }
  }
  for (const node of listNodes(expression)) found.set(node, at(node))
  return take(expression)
}

function ruleOf(node: CallExpression): Rule {
  const definition: FormulaFunctionDefinition = formulaFunctions[node.function]
  if (definition.kind === 'table') throw new Error(`${node.function} has no slope`)
  const inside = differencesOf(definition.row)
  return {
    compute: definition.row,
    slope: (args, index) =>
      definition.arguments[index]?.isCondition === true ? 0 : inside(args, index),
  }
}

/** An argument that stands still, is null or does not matter adds nothing, whatever its slope is. */
function chain(rule: Rule, args: readonly Tangent[], still: readonly number[]): Tangent {
  const given = args.map(({ value }) => value)
  const slopes = [...still]
  args.forEach((arg, index) => {
    if (Number.isNaN(arg.value) || arg.slopes.every((slope) => slope === 0)) return
    const slope = rule.slope(given, index)
    if (slope === 0) return
    arg.slopes.forEach((inner, place) => {
      if (inner !== 0) slopes[place]! += slope * inner
    })
  })
  return { value: finiteOrNaN(rule.compute(given)), slopes }
}

/** The cube root of the double's precision: where rounding and curvature weigh the same. */
const STEP = Math.cbrt(Number.EPSILON)

const differencesOf =
  (compute: RowFunction): Rule['slope'] =>
  (args, index) => {
    const x = args[index]!
    const step = STEP * (Math.abs(x) || 1)
    const [above, below] = [x + step, x - step]
    return (compute(args.with(index, above)) - compute(args.with(index, below))) / (above - below)
  }
